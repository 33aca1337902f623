"""How does a program get a key? It is shown once, and only its hash is kept."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.kernel import clock
from cms.kernel.clock import rfc3339
from cms.kernel.models import SCOPES, ApiToken

LONGEST_NAME = 100
MOST_DAYS = 3_660


class Command(BaseCommand):
    """Make an API token."""

    help = "Make an API token. Standard output has the token and nothing else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the token's name, its scopes, whom it acts for and how long it lasts."""
        parser.add_argument("name", help="what it is for, e.g. frontend")
        parser.add_argument(
            "--scope", action="append", default=[], help=f"one of {', '.join(SCOPES)}; repeatable"
        )
        parser.add_argument("--user", required=True, help="the user name it acts for")
        parser.add_argument("--days", type=int, help="how many days it is valid (for ever)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make it; the words about it go to standard error."""
        name, scopes, days = options["name"].strip(), options["scope"], options["days"]
        _demand_sense(name, scopes, days)
        user = _user(options["user"])
        token, secret = ApiToken.objects.issue(
            name=name,
            user_id=user.pk,
            scopes=set(scopes),
            expires_at=clock.now() + timedelta(days=days) if days else None,
        )
        self.stderr.write(_said(token), style_func=str)
        self.stdout.write(secret)


def _demand_sense(name: str, scopes: list[str], days: int | None) -> None:
    known = ", ".join(SCOPES)
    if not 0 < len(name) <= LONGEST_NAME:
        raise CommandError(_("Give the token a name of 1 to 100 characters."))
    if not scopes:
        raise CommandError(_("Say with --scope what it opens: {known}.").format(known=known))
    for scope in scopes:
        if scope not in SCOPES:
            said = _("There is no scope “{scope}”. Known: {known}.")
            raise CommandError(said.format(scope=scope, known=known))
    if days is not None and not 0 < days <= MOST_DAYS:
        raise CommandError(_("Say --days with a number from 1 to {most}.").format(most=MOST_DAYS))


def _user(name: str) -> AbstractBaseUser:
    users = get_user_model()._default_manager.filter(is_active=True)
    user = users.filter(**{get_user_model().USERNAME_FIELD: name}).first()
    if user is None:
        raise CommandError(_("There is no active user “{name}”.").format(name=name))
    return user


def _said(token: ApiToken) -> str:
    until = rfc3339(token.expires_at) or _("without end")
    said = _("Token “{name}” for {user}: {scopes}; valid until: {until}. It is shown this once.")
    return said.format(
        name=token.name, user=token.user, scopes=", ".join(token.scopes), until=until
    )

"""How is a newsroom filled, to try it or to measure it?"""

from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.models import Article
from cms.kernel.errors import DomainError
from cms.seeding.accounts import ACCOUNTS, make_accounts, password_of
from cms.seeding.large import Wanted, enlarge
from cms.seeding.newsroom import fill

OUR_OWN = {"127.0.0.1", "localhost", "::1", "[::1]", "testserver"}


class Command(BaseCommand):
    """Fill the newsroom."""

    help = "Fill an empty newsroom with the demo, or any newsroom with many stories and replies."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how much is wanted."""
        parser.add_argument("--articles", type=int, default=0, help="add so many stories instead")
        parser.add_argument("--comments", type=int, default=0, help="add so many replies")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same rows")
        parser.add_argument(
            "--yes", action="store_true", help="also where others can reach this newsroom"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Fill, and say with what."""
        wanted = Wanted(options["articles"], options["comments"], options["seed"])
        if min(wanted.articles, wanted.comments) < 0:
            raise CommandError(_("Say how many with a number that is not negative."))
        large = bool(wanted.articles or wanted.comments)
        if not large and Article.objects.exists():
            self.stdout.write(_("There are stories already: nothing was added."))
            return
        _demand_a_place_to_play(yes=options["yes"])
        try:
            self._enlarge(wanted) if large else self._fill()
        except (DomainError, ValueError) as refusal:
            raise CommandError(str(refusal)) from refusal

    def _fill(self) -> None:
        made = fill(make_accounts(), screen=self.stderr)
        said = _(
            "{stories} stories, {experts} experts, {photos} photos, {replies} replies"
            " ({waiting} of them waiting)."
        )
        self.stdout.write(said.format(**made))
        self._say_accounts()

    def _enlarge(self, wanted: Wanted) -> None:
        enlarge(wanted, make_accounts(), screen=self.stderr)
        said = _("{articles} stories and {comments} replies added.")
        self.stdout.write(said.format(articles=wanted.articles, comments=wanted.comments))
        self._say_accounts()

    def _say_accounts(self) -> None:
        for name, _group in ACCOUNTS:
            line = _("Account: {name}, password: {password}")
            self.stdout.write(line.format(name=name, password=password_of(name)))


def _demand_a_place_to_play(*, yes: bool) -> None:
    """Refuse where strangers could use the accounts, whose passwords everybody knows."""
    hosts = {urlsplit(settings.SITE_URL).hostname or "", *settings.ALLOWED_HOSTS}
    public = not settings.DEBUG and bool(hosts - OUR_OWN)
    if not yes and (public or settings.SITE_URL.startswith("https://")):
        raise CommandError(
            _(
                "This looks like a newsroom that others can reach, and the demo's passwords are"
                " known to everybody. Say --yes if you mean it."
            )
        )

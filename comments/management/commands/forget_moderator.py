"""How is one person's influence taken out of the learned aid?"""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from cms.kernel import clock
from cms.kernel.times import moment
from comments.actions.forget_lessons import forget_moderator


class Command(BaseCommand):
    """Let the aid forget what it learned from one person."""

    help = (
        "Take out of the learned aid what one person's decisions taught it, and learn again what "
        "they had overturned. The decisions themselves, and the log, stay."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who, and since when."""
        parser.add_argument("username")
        parser.add_argument("--since", help="a day, a moment (RFC 3339), or -7d; default: ever")

    def handle(self, *_args: Any, username: str, since: str | None, **_options: Any) -> None:
        """Print how many lessons were taken out."""
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is nobody called {username}.")
        try:
            at = moment(since, clock.now()) if since else None
        except ValueError:
            raise CommandError(f"{since} is no moment.") from None
        self.stdout.write(f"Forgot {forget_moderator(by=user, since=at)} lessons of {username}.")

"""How does an operator make the learned aid anew?"""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.kernel import clock
from cms.kernel.times import moment
from comments.actions.retrain import ToBeReadAnew, retrain


class Command(BaseCommand):
    """Learn all lessons again, in place of what is damaged or too old."""

    help = "Make the learned aid anew from all its lessons; decisions wait meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what is left out, what is added, and how texts are read."""
        parser.add_argument("--since", help="leave older decisions out for good: a day, or -365d")
        parser.add_argument(
            "--log-until",
            metavar="MOMENT",
            help="learn what was decided before that day when there was no aid yet",
        )
        parser.add_argument(
            "--read-anew", action="store_true", help="find the places anew in the texts"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print how much was learned."""
        try:
            done = retrain(
                since=_moment(options["since"]),
                log_until=_moment(options["log_until"]),
                read_anew=options["read_anew"],
            )
        except ToBeReadAnew:
            raise CommandError(
                "What the aid looks at has changed since these lessons: add --read-anew."
            ) from None
        self.stdout.write(f"Learned {done.learned} lessons.")
        if done.from_log:
            self.stdout.write(f"{done.from_log} of them are new, from the log.")
        if done.unreadable:
            self.stdout.write(f"{done.unreadable} could not be read, and are left out.")


def _moment(said: str | None) -> datetime | None:
    """Return a moment; None for none. Raises CommandError."""
    try:
        return moment(said, clock.now()) if said else None
    except ValueError:
        raise CommandError(f"{said} is no moment.") from None

"""How does an operator make the learned aid anew?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.kernel import clock
from cms.kernel.times import moment
from comments.actions.retrain import retrain


class Command(BaseCommand):
    """Learn all lessons again, in place of what is damaged or too old."""

    help = "Make the learned aid anew from all its lessons; decisions wait meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what is left out, and how texts are read."""
        parser.add_argument("--since", help="leave older decisions out for good: a day, or -365d")
        parser.add_argument(
            "--read-anew", action="store_true", help="find the places anew in the texts"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print how much was learned."""
        try:
            since = moment(options["since"], clock.now()) if options["since"] else None
        except ValueError:
            raise CommandError(f"{options['since']} is no moment.") from None
        done = retrain(since=since, read_anew=options["read_anew"])
        self.stdout.write(f"Learned {done.learned} lessons.")
        if done.unreadable:
            self.stdout.write(f"{done.unreadable} could not be read, and are left out.")

"""Do the stored counts of replies agree with the replies?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comments.actions.recount import recount


class Command(BaseCommand):
    """Count all replies anew, and put right what differs."""

    help = "Count all replies anew and put right what differs; --check only looks, and exits 1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true", help="change nothing")

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        """Print each difference."""
        found = 0
        for difference in recount(mend=not check):
            found += 1
            self.stdout.write(str(difference))
        if found and check:
            raise CommandError(f"{found} counts differ; run recount without --check to mend them.")
        self.stdout.write(f"{found} counts put right." if found else "All counts agree.")

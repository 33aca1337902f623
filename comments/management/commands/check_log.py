"""Is the log of decisions as it was written?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comments.queries.chain import first_break


class Command(BaseCommand):
    """Follow the chain of hashes through the log of decisions."""

    help = "Follow the chain of the log of decisions; exits 1 at a row that was changed or removed."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print where the chain breaks."""
        broken = first_break()
        if broken is None:
            self.stdout.write("The log is as it was written.")
            return
        where = f"at row {broken}" if broken else "at its end: rows are missing"
        raise CommandError(f"The log is broken {where}.")

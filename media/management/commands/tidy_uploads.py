"""Which files shall be swept out?"""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from cms.kernel import clock
from media.actions.tidy_uploads import tidy_uploads


class Command(BaseCommand):
    """Delete photo files that no row speaks of."""

    help = "Delete files of photos that belong to nobody and are older than some days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take `--days`."""
        parser.add_argument("--days", type=int, default=7, help="keep younger files (default: 7)")

    def handle(self, *_args: Any, days: int, **_options: Any) -> None:
        """Sweep, and say how many files went."""
        count = tidy_uploads(before=clock.now() - timedelta(days=max(days, 0)))
        self.stdout.write(f"{count} files deleted.")

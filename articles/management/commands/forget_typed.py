"""Forget what was typed long ago and never saved: `manage.py forget_typed --days 90`."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.actions.keep_typing import forget_old
from cms.kernel import clock


class Command(BaseCommand):
    """Forget rolling revisions that nobody saved or discarded; stories are not touched."""

    help = "Forget what editors typed more than so many days ago and never saved or discarded."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the number of days."""
        parser.add_argument("--days", type=int, default=90, help="days that it is kept (90)")

    def handle(self, *, days: int, **_options: Any) -> None:
        """Forget it and say how much it was."""
        count = forget_old(before=clock.now() - timedelta(days=max(days, 1)))
        self.stdout.write(f"Forgot {count} texts that were typed and never saved.")

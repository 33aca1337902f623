"""What of readers is old enough to be forgotten?"""

from typing import Any

from django.core.management.base import BaseCommand

from cms.kernel import clock
from comments.actions.forget_old import forget_old


class Command(BaseCommand):
    """Wipe what was kept for long enough."""

    help = "Wipe networks, addresses, words taken back, notes and kept answers that are old enough."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print what was wiped."""
        self.stdout.write(f"Forgotten: {forget_old(at=clock.now())}.")

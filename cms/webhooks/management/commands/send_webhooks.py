"""Which messages to webhooks are due? Send them now: `manage.py send_webhooks`."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import Progress

from cms.webhooks.actions.fan_out import fan_out
from cms.webhooks.actions.send import send_due
from cms.webhooks.queries.watched import deliveries_due, deliveries_waiting


class Command(BaseCommand):
    """Tell webhooks what was announced, and send all that is due.

    Servers do it by themselves. What fails is tried again when it is due, so this ends.
    """

    help = "Send the messages to webhooks that are due, and say how many wait for a later try."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Send until nothing is due; where somebody watches, with a bar."""
        fan_out()
        tries = self._with_bar() if sys.stderr.isatty() else self._quietly()
        self.stdout.write(f"Tries: {tries}. Waiting for a later one: {deliveries_waiting()}.")

    def _quietly(self) -> int:
        tries = 0
        while more := send_due():
            tries += more
        return tries

    def _with_bar(self) -> int:
        tries = 0
        with Progress(console=Console(stderr=True)) as bar:
            task = bar.add_task("Messages", total=deliveries_due())
            while more := send_due(seconds=1.0):
                tries += more
                bar.update(task, completed=tries, total=tries + deliveries_due())
        return tries

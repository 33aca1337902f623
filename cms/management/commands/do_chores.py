"""Is there anything to be done beside the requests?"""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.kernel import chores


class Command(BaseCommand):
    """Do what is due: letters to readers, and what else must be done again and again.

    Servers do it by themselves, in a thread beside their requests. Whoever wants a process for it
    starts them with CHORES=off, and this one with --forever.
    """

    help = "Do the chores that are due; with --forever, do them whenever they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --forever."""
        parser.add_argument("--forever", action="store_true", help="stay, until stopped")

    def handle(self, *_args: Any, forever: bool, **_options: Any) -> None:
        """Print what was done."""
        if forever:
            chores.begin_beside()
        while True:
            for name in chores.do_due():
                self.stdout.write(f"{name}: done")
            if not forever:
                return
            time.sleep(chores.pause())

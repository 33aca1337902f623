"""Index all stories for searches anew: `manage.py rebuild_search`."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from articles.actions.index_search import index_anew


class Command(BaseCommand):
    """Write what searches look in from what was published."""

    help = "Index every edition for searches anew, a hundred at a time, while the site runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take `--missing`."""
        parser.add_argument(
            "--missing", action="store_true", help="only those that are missing or of an older form"
        )

    def handle(self, *_args: Any, missing: bool, **_options: Any) -> None:
        """Index, with a bar where somebody watches, and say how many there were."""
        if sys.stderr.isatty():
            with Progress(console=Console(stderr=True)) as bar:
                task = bar.add_task(_("Indexing"), total=None)
                count = index_anew(
                    missing=missing,
                    told=lambda done, of: bar.update(task, completed=done, total=of),
                )
        else:
            count = index_anew(missing=missing)
        self.stdout.write(_("Editions indexed: {count}.").format(count=count))

"""Compute scores anew from what was counted: `manage.py rebuild_popularity`."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from articles.actions.rebuild_popularity import rebuild_all, rebuild_popularity
from articles.models import Popularity


class Command(BaseCommand):
    """Make scores and windows from what was counted in each hour."""

    help = "Compute the popularity of every story, or of some, anew from the hours of engagement."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which stories."""
        parser.add_argument("stories", nargs="*", type=int, help="numbers of stories")
        parser.add_argument("--all", action="store_true", help="all stories, and the windows")

    def handle(self, *_args: Any, stories: list[int], **options: Any) -> None:
        """Rebuild fifty stories at a time, and say how far it is."""
        if bool(stories) == options["all"]:
            raise CommandError("Say --all, or the numbers of stories.")
        if stories:
            known = set(Popularity.objects.filter(pk__in=stories).values_list("pk", flat=True))
            if unknown := sorted(set(stories) - known):
                raise CommandError(f"Nothing was counted of {', '.join(map(str, unknown))}.")
            rebuild_popularity(article_ids=sorted(known))
            count = len(known)
        else:
            count = self._all()
        self.stdout.write(f"Computed the popularity of {count} stories anew.")

    def _all(self) -> int:
        """Rebuild all, with a bar where somebody watches."""
        if not sys.stderr.isatty():
            return rebuild_all()
        with Progress(console=Console(stderr=True)) as bar:
            task = bar.add_task("Stories", total=None)
            return rebuild_all(told=lambda done, of: bar.update(task, completed=done, total=of))

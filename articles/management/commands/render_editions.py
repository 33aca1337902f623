"""Which editions still look as they did under other settings or an older version?"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import track

from articles.actions.render_editions import render_anew, rendered_with
from articles.models import Edition
from cms.kernel.keys import EVERYTHING
from cms.kernel.stale import stale

AT_ONCE = 100
MANY = 500


class Command(BaseCommand):
    """Render editions anew."""

    help = "Render anew the editions that an upgrade or another SITE_URL left behind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take `--all`."""
        parser.add_argument("--all", action="store_true", help="also those that are up to date")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Render, and say how many there were."""
        editions = Edition.objects.order_by("pk")
        if not options["all"]:
            editions = editions.exclude(rendered_with=rendered_with())
        ids = list(editions.values_list("pk", flat=True))
        batches = [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]
        if len(ids) >= MANY and sys.stderr.isatty():
            bar = Console(stderr=True)
            batches_shown = track(batches, _("Rendering"), console=bar)
        else:
            batches_shown = iter(batches)
        count = sum(render_anew(Edition.objects.filter(pk__in=batch)) for batch in batches_shown)
        if count:
            stale(EVERYTHING)
        said = _("Editions rendered: {count}.") if count else _("All editions are up to date.")
        self.stdout.write(said.format(count=count))

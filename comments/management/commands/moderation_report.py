"""Which figures does the newsroom publish of its moderation, once a year?"""

import csv
import json
from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.kernel import clock
from cms.kernel.spreadsheet import cell
from comments.queries.yearly import COLUMNS, yearly

EARLIEST, LATEST = 2000, 9998


class Command(BaseCommand):
    """Print the figures of a year."""

    help = (
        "Print the figures of a year for a transparency report, as CSV or as one JSON object on "
        "each line: rejections in all, then by ground and reason; how many were made by automated "
        "means and how many were taken back; the median time from being written to being decided; "
        "and what readers reported as illegal, how often moderators agreed, and how long it took."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the year."""
        last = clock.now().year - 1
        parser.add_argument("--year", type=_year, default=last, help="by the newsroom's clock")
        parser.add_argument("--format", choices=("csv", "ndjson"), default="csv")

    def handle(self, *_args: Any, year: int, format: str, **_options: Any) -> None:  # noqa: A002 - its name
        """Print them."""
        rows = yearly(_begins(year), _begins(year + 1))
        if format == "ndjson":
            for row in rows:
                self.stdout.write(json.dumps({"year": year, **row}))
            return
        writer = csv.writer(self.stdout)
        writer.writerow(("year", *COLUMNS))
        for row in rows:
            writer.writerow([year, *(cell(row[name]) for name in COLUMNS)])


def _begins(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)


def _year(said: str) -> int:
    year = int(said)
    if not EARLIEST <= year <= LATEST:
        raise ValueError(said)
    return year

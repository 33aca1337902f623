"""Is the log of decisions as it was written, and how is it given to others?"""

import csv
import json
import sys
from argparse import ArgumentParser
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from cms.kernel.spreadsheet import cell
from comments.queries import chain
from comments.queries.log import NAMES, Period, given_out

MANY = 20_000  # rows: a second's work


class Command(BaseCommand):
    """Follow the chain of the log, or write the log to a file."""

    help = (
        "--verify follows the chain of hashes, and exits 1 at a row that was changed or removed; "
        "it prints the last hash: noted elsewhere, --holds HASH proves later that nothing is gone; "
        "--export FILE.csv or FILE.ndjson writes the log, row by row."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what is to be done."""
        parser.add_argument("--verify", action="store_true", help="follow the chain of hashes")
        parser.add_argument(
            "--holds", default="", metavar="HASH", help="the last hash of an earlier --verify"
        )
        parser.add_argument("--export", type=Path, metavar="FILE", help="*.csv or *.ndjson")
        parser.add_argument("--since", type=_moment, help="from this day or moment on (UTC)")
        parser.add_argument("--until", type=_moment, help="before this day or moment (UTC)")

    def handle(
        self,
        *_args: Any,
        verify: bool,
        holds: str,
        export: Path | None,
        since: datetime | None,
        until: datetime | None,
        **_options: Any,
    ) -> None:
        """Do it, the export last: it says nothing of a log that is broken."""
        if not verify and export is None:
            raise CommandError("Say --verify, --export FILE, or both.")
        if holds and not verify:
            raise CommandError("--holds belongs to --verify.")
        if verify:
            self._verify(holds)
        if export is not None:
            self._export(export, Period(since, until))

    def _verify(self, known: str) -> None:
        broken = _followed()
        if broken is not None:
            where = f"at row {broken}" if broken else "at its end: rows are missing"
            raise CommandError(f"The log is broken {where}.")
        if known and not chain.holds(known):
            raise CommandError("The log is broken: the row of that hash is missing.")
        last = chain.newest_hash()
        self.stdout.write(f"The log is as it was written. Its last hash: {last or 'none'}")

    def _export(self, file: Path, period: Period) -> None:
        write = WRITERS.get(file.suffix.lower())
        if write is None:
            raise CommandError("The file must end in .csv or .ndjson.")
        try:
            with file.open("w", encoding="utf-8", newline="") as out:
                count = write(out, period)
        except OSError as trouble:
            raise CommandError(f"{file} cannot be written: {trouble.strerror}.") from trouble
        self.stdout.write(f"{count} rows written to {file}.")


def _followed() -> int | None:
    """Follow the chain, with a bar where somebody watches a long log."""
    total = chain.count() if sys.stderr.isatty() else 0
    if total < MANY:
        return chain.first_break()
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task(_("Following the log"), total=total)
        broken = chain.first_break(lambda done: bar.update(task, completed=done))
        bar.update(task, completed=total)
    return broken


def _as_csv(out: IO[str], period: Period) -> int:
    writer = csv.writer(out)
    writer.writerow(NAMES)
    count = 0
    for row in given_out(period):
        writer.writerow([cell(row[name]) for name in NAMES])
        count += 1
    return count


def _as_ndjson(out: IO[str], period: Period) -> int:
    count = 0
    for row in given_out(period):
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count


WRITERS = {".csv": _as_csv, ".ndjson": _as_ndjson}


def _moment(said: str) -> datetime:
    """Return the moment, or the beginning of the day; in UTC where no zone is said."""
    found: datetime | date | None = parse_datetime(said) or parse_date(said)
    if found is None:
        raise ValueError(said)
    moment = found if isinstance(found, datetime) else datetime.combine(found, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

"""How well would the learned aid have learned from a file of decisions?"""

import csv
import json
import random
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comments.queries.trial import Row, trial

LONGEST_FIELD = 10_000_000


class Command(BaseCommand):
    """Learn from a file of texts with labels, in memory, and print how good the chances were."""

    help = (
        "Go once through a file of texts with labels, say each text's chance before learning from "
        "it, and print as JSON how good the chances were. Nothing is stored."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and its columns."""
        parser.add_argument("file", type=Path, help="a CSV file with a header line")
        parser.add_argument("--text", required=True, metavar="COLUMN")
        parser.add_argument("--label", required=True, metavar="COLUMN")
        parser.add_argument(
            "--positive", required=True, metavar="VALUE", help="the label of unwanted texts"
        )
        parser.add_argument("--category", metavar="COLUMN", help="a column with categories")
        parser.add_argument("--shuffle", type=int, metavar="SEED", help="random.Random(SEED)")
        parser.add_argument(
            "--test", type=Path, metavar="FILE", help="learn from FILE's other, and measure on it"
        )
        parser.add_argument(
            "--after", type=int, metavar="N", help="measure after N texts; default: one half"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print what came of it."""
        rows = _rows(options["file"], options)
        if options["shuffle"] is not None:
            random.Random(options["shuffle"]).shuffle(rows)  # noqa: S311 - a trial, no secret
        tests = _rows(options["test"], options) if options["test"] else None
        found = trial(rows, tests=tests, after=options["after"])
        self.stdout.write(json.dumps(found, indent=2))


def _rows(path: Path, options: dict[str, Any]) -> list[Row]:
    """Return the rows of a file. Raises CommandError."""
    csv.field_size_limit(LONGEST_FIELD)
    names = [options[name] for name in ("text", "label", "category") if options[name]]
    try:
        with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
            reader = csv.DictReader(file)
            if missing := [name for name in names if name not in (reader.fieldnames or [])]:
                raise CommandError(f"{path} has no column {', '.join(missing)}.")
            return [_row(line, options) for line in reader]
    except (OSError, csv.Error) as trouble:
        raise CommandError(f"{path}: {trouble}") from trouble


def _row(line: dict[str, str | None], options: dict[str, Any]) -> Row:
    return Row(
        text=line[options["text"]] or "",
        rejected=(line[options["label"]] or "").strip() == options["positive"].strip(),
        category=(line[options["category"]] or "") if options["category"] else "",
    )

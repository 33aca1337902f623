"""How well would the learned aid have learned from a file of decisions?"""

import json
import random
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comments.queries.trial import trial
from comments.rules.labelled import Columns, Labelled, Odd, labelled

WIDTH = 40  # characters of the bar


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
        parser.add_argument("--category", default="", metavar="COLUMN", help="with categories")
        parser.add_argument("--encoding", default="utf-8", help="how the file is written: latin-1")
        parser.add_argument("--shuffle", type=int, metavar="SEED", help="random.Random(SEED)")
        parser.add_argument(
            "--test", type=Path, metavar="OTHER", help="learn FILE, and measure on this one"
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
        after = options["after"]
        if after is not None and not 0 <= after < len(rows):
            raise CommandError(f"--after {after}: there are {len(rows)} rows to choose from.")
        found = trial(rows, tests=tests, after=after, tell=_bar(len(rows)))
        self.stdout.write(json.dumps(found, indent=2))


def _rows(path: Path, options: dict[str, Any]) -> list[Labelled]:
    """Return the rows of a file. Raises CommandError."""
    names = ("text", "label", "positive", "category")
    try:
        with path.open("rb") as file:
            return labelled(file, Columns(**{n: options[n] for n in names}), options["encoding"])
    except (OSError, Odd, LookupError) as trouble:
        raise CommandError(f"{path}: {trouble}.") from trouble


def _bar(whole: int) -> Callable[[int], None]:
    """Return what draws on the terminal how many rows are done; nothing where there is none."""
    if not sys.stderr.isatty():
        return lambda _done: None

    def draw(done: int) -> None:
        if done % (whole // 100 or 1) == 0 or done == whole:
            full = WIDTH * done // whole
            end = "\n" if done == whole else ""
            sys.stderr.write(f"\r[{'#' * full:{WIDTH}}] {done} of {whole}{end}")
            sys.stderr.flush()

    return draw

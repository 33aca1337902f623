"""How do the counts of another system come along? The plan is shown first; nothing else is done."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importers.counts import Planned, apply_counts, plan_counts
from articles.rules.counts_file import Odd, read_counts
from cms.kernel import clock

SHOWN = 20  # lines of each kind


class Command(BaseCommand):
    """Bring in counts from a CSV file."""

    help = (
        "Show what a CSV file of counts from elsewhere would change; bring it in with --apply. "
        "Columns: article (slug or source key), what (a network, views or reads), n, as_of, and "
        "language where a slug exists in several."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and whether to do it."""
        parser.add_argument("file", type=Path, help="a CSV file with a header line")
        parser.add_argument("--apply", action="store_true", help="bring the counts in")

    def handle(self, *_args: Any, file: Path, apply: bool, **_options: Any) -> None:
        """Show the plan; with --apply carry it out, unless anything is odd about the file."""
        try:
            with file.open("rb") as lines:
                found, odd = read_counts(lines, clock.now())
        except OSError as trouble:
            raise CommandError(f"{file} cannot be read: {trouble.strerror}.") from trouble
        planned, unknown = plan_counts(found)
        self._show(planned)
        if odd := sorted([*odd, *unknown], key=lambda one: one.line):
            raise CommandError(_flaws(odd))
        if apply:
            self.stdout.write(f"Brought in: {apply_counts(planned)}.")
        else:
            self.stdout.write("Nothing was changed. Bring this in with --apply.")

    def _show(self, planned: Sequence[Planned]) -> None:
        kinds = Counter(one.kind for one in planned)
        changes = [one for one in planned if one.kind in {"new", "changed"}]
        for one in changes[:SHOWN]:
            before = "" if one.before is None else f" (was {one.before})"
            said = f"{one.line.article} {one.line.what}: {one.line.n}{before}"
            self.stdout.write(f"line {one.line.line}: {said}")
        if len(changes) > SHOWN:
            self.stdout.write(f"… and {len(changes) - SHOWN} more")
        self.stdout.write(
            f"{kinds['new']} new, {kinds['changed']} changed, {kinds['same']} as they are, "
            f"{kinds['older']} older than what is here (left out)."
        )


def _flaws(odd: list[Odd]) -> str:
    said = [f"line {one.line}: {one.said}" for one in odd[:SHOWN]]
    if len(odd) > SHOWN:
        said.append(f"… and {len(odd) - SHOWN} more")
    return "\n".join([*said, "Nothing was changed."])

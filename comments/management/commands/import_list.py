"""How is a list taken in from a file?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.kernel import clock
from cms.kernel.errors import DomainError
from comments.actions.change_list import Change, Changed, change_list
from comments.models import BlockList, ListKind
from comments.rules import list_text

TOLD = 20  # notes that are printed one by one


class Command(BaseCommand):
    """Add the lines of a file to a list, or put them in its place."""

    help = "Add the lines of a file (UTF-8) to a list; --replace puts the file in its place."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the list, the file and what to do."""
        parser.add_argument("kind", choices=ListKind.values)
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="the file is the whole list")
        parser.add_argument("--dry-run", action="store_true", help="look it over, change nothing")

    def handle(
        self, *_args: Any, kind: str, file: Path, replace: bool, dry_run: bool, **_options: Any
    ) -> None:
        """Print what came of it, or which lines are in the way."""
        text = _read(file)
        self.stdout.write(f"{list_text.count_of(text)} entries in {file.name}.")
        if dry_run:
            self._look_over(kind, text)
            return
        seen = BlockList.objects.filter(kind=kind).values_list("version", flat=True).first() or 0
        change = Change(seen, text=text) if replace else Change(seen, add=list_text.lines_of(text))
        try:
            self._tell(change_list(kind=kind, change=change, by=None, at=clock.now()))
        except DomainError as refusal:
            raise CommandError(_refused(refusal)) from refusal

    def _look_over(self, kind: str, text: str) -> None:
        if code := list_text.too_large(text):
            raise CommandError(f"Nothing would be changed: {code}.")
        wrong, notes = list_text.looked_over(kind, text)
        for one in wrong[: list_text.MOST_TOLD]:
            self.stderr.write(f"Line {one.line}: {one.code}")
        self._note(notes)
        if wrong:
            raise CommandError(f"Nothing would be changed: {len(wrong)} lines cannot be used.")
        self.stdout.write("Nothing is wrong with it. Nothing was changed.")

    def _note(self, notes: list[list_text.Remark]) -> None:
        for one in notes[:TOLD]:
            says = f"the same as line {one.earlier}" if one.earlier else one.code
            self.stdout.write(f"Line {one.line}: {says}")
        if len(notes) > TOLD:
            self.stdout.write(f"... and {len(notes) - TOLD} lines more that say nothing new.")

    def _tell(self, done: Changed) -> None:
        self._note(list(done.notes))
        if done.repeated:
            self.stdout.write(f"In the list already: {done.repeated}.")
        said = f"{done.added} added, {done.removed} removed: version {done.row.version}."
        self.stdout.write(said if done.changed else "The list stood so already.")


def _read(file: Path) -> str:
    try:
        text, line = list_text.decoded(file.read_bytes())
    except OSError as trouble:
        raise CommandError(f"{file} cannot be read: {trouble.strerror}.") from trouble
    if line:
        raise CommandError(f"Line {line} is not UTF-8.")
    return text


def _refused(refusal: DomainError) -> str:
    return "\n".join([str(refusal), *(error["message"] for error in refusal.errors)])

"""How is a list given out as text?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comments.models import BlockList, ListKind


class Command(BaseCommand):
    """Write a list as it stands: one entry on each line, remarks included."""

    help = "Write a list as text (UTF-8) to a file, or to the standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the list and the file."""
        parser.add_argument("kind", choices=ListKind.values)
        parser.add_argument("file", type=Path, nargs="?")

    def handle(self, *_args: Any, kind: str, file: Path | None, **_options: Any) -> None:
        """Write the text, byte for byte as it was taken in."""
        text = BlockList.objects.filter(kind=kind).values_list("text", flat=True).first() or ""
        if file is None:
            self.stdout.write(text, ending="")
            return
        try:
            file.write_bytes(text.encode())
        except OSError as trouble:
            raise CommandError(f"{file} cannot be written: {trouble.strerror}.") from trouble

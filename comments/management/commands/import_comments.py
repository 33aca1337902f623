"""How do an operator's files of replies come in?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.kernel import clock
from comments.actions.bring_in import Plan, bring_in, plan
from comments.rules.brought import IN_WORDS

SHOWN = 50  # bad lines
EVERY = 1000  # replies between two signs of life


class Command(BaseCommand):
    """Bring in replies from another system."""

    help = (
        "Bring in replies from a file with one JSON object on each line (id, article, language, "
        "parent, author {name, email, url}, text, at, state, up, down). Shows the plan; --apply "
        "writes it. A file can be brought in twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="import", help="names the system the ids are of")
        parser.add_argument("--apply", action="store_true", help="write what is new")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Show the plan, or follow it."""
        source = options["source"]
        if not source.isascii() or not source.isidentifier() or len(source) > 40:  # noqa: PLR2004
            raise CommandError("--source is a short word of ASCII letters, digits and _.")
        try:
            with options["file"].open(encoding="utf-8") as lines:
                planned = plan(lines, source=source, at=clock.now())
        except (OSError, UnicodeError) as trouble:
            raise CommandError(f"The file cannot be read: {trouble}") from None
        self._show(planned)
        if not options["apply"]:
            self.stdout.write("Nothing was written; --apply writes it.")
            return
        bring_in(planned, at=clock.now(), told=self._progress)
        self.stdout.write(f"Brought in: {len(planned.new)}.")

    def _show(self, planned: Plan) -> None:
        gone = sum(entry.source_key in planned.erased for entry in planned.new)
        self.stdout.write(
            f"New: {len(planned.new)} (of these erased, and left empty: {gone}). "
            f"Here already: {planned.there}. Not taken: {len(planned.bad)}."
        )
        for line, code in planned.bad[:SHOWN]:
            self.stdout.write(f"line {line}: {IN_WORDS[code]} ({code})")
        if len(planned.bad) > SHOWN:
            self.stdout.write(f"... and {len(planned.bad) - SHOWN} more.")

    def _progress(self, done: int) -> None:
        if done % EVERY == 0:
            self.stdout.write(f"{done} written.")

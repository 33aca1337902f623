"""How does an operator erase a commenter?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from cms.kernel import clock
from comments.actions.erase import Erased, erase, whom_of
from comments.models import Comment
from comments.queries.commenter import Commenter, commenter


class Command(BaseCommand):
    """Erase a commenter, and prove it."""

    help = (
        "Erase a commenter for good: all they wrote, their name and addresses, votes and reports. "
        "Then search every table for what was erased; exits 1 if anything is left. How "
        "comments were joined stands beside each: by account, by address, or asked for."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who is meant."""
        parser.add_argument("--email", default="", help="the address they wrote under")
        parser.add_argument("--comment", default="", help="the public id of one of their comments")
        parser.add_argument("--identity", default="", help="the identity of an account, as stored")
        parser.add_argument("--dry-run", action="store_true", help="only show what is found")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Show what is found, ask, erase, and print the proof."""
        asked = {name: options[name] for name in ("email", "comment", "identity")}
        if not any(asked.values()):
            raise CommandError("Say whom: --email, --comment or --identity.")
        whom = whom_of(**asked)
        found = commenter(whom)
        self._show(found)
        if options["dry_run"]:
            return
        if not options["yes"] and not _agreed():
            raise CommandError("Nothing was erased.")
        self._tell(erase(whom=whom, at=clock.now()))

    def _show(self, found: Commenter) -> None:
        rows = Comment.objects.filter(pk__in=found.comments).order_by("pk")
        for row in rows:
            words = " ".join(row.text.split())[:60]
            by = f"{row.author_name} ({row.author_kind})" if row.author_name else row.author_kind
            self.stdout.write(
                f"{row.key}  {row.created_at:%Y-%m-%d}  {row.state}  {by}: {words}"
                f"  [{found.comments[row.pk]}]"
            )
        self.stdout.write(
            f"Comments: {len(found.comments)}. Votes: {found.votes().count()}. "
            f"Reports: {found.reports().count()}. Addresses: {len(found.emails)}. "
            f"Accounts: {len(found.accounts())}."
        )

    def _tell(self, done: Erased) -> None:
        self.stdout.write(
            f"Erased: {done.comments} comments, {done.votes} votes, {done.reports} reports."
        )
        for trace in done.traces:
            if trace.foreign:
                self.stdout.write(f"Written by others, and left: {trace}")
        for trace in done.left:
            self.stdout.write(f"STILL THERE: {trace}")
        self.stdout.write(f"Found in {len(done.left)} places.")
        if not _emptied():
            self.stdout.write("Others are reading: the journal of the file keeps traces a while.")
        if done.left:
            raise CommandError("Not everything was erased; see above.")


def _emptied() -> bool:
    """Empty SQLite's write-ahead log, which holds pages as they were before."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _pages, _done = cursor.fetchone()
    return not busy


def _agreed() -> bool:
    return input("Erase all this? It cannot be undone. [y/N] ").strip().lower() in {"y", "yes"}

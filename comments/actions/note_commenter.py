"""What do moderators tell each other about a commenter, and how is one warned?"""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from comments.actions.commenters import commenter_row, demand_no_staff
from comments.actions.refusals import unfit
from comments.actions.write_letters import warn_by_letter
from comments.models import CommenterNote, NoteKind
from comments.rules import text as texts

LONGEST = 500


@transaction.atomic
def note_commenter(
    *, identity: str, text: str, by: AbstractBaseUser, at: datetime
) -> CommenterNote:
    """Keep a note, which only moderators read. Raises Invalid (400)."""
    return _kept(identity, NoteKind.NOTE, text, by, at)


@transaction.atomic
def warn_commenter(
    *, identity: str, text: str, by: AbstractBaseUser, at: datetime
) -> tuple[CommenterNote, bool]:
    """Keep a warning, and tell the commenter by a letter if they have confirmed an address.

    Returns the warning, and whether a letter goes out. Raises Invalid (400) and IsStaff (403).
    """
    demand_no_staff(identity, by=by)
    note = _kept(identity, NoteKind.WARNING, text, by, at)
    return note, warn_by_letter(note, identity=identity, at=at)


def _kept(
    identity: str, kind: NoteKind, text: str, by: AbstractBaseUser, at: datetime
) -> CommenterNote:
    if not texts.is_text(text):
        raise unfit("/text", "bad_encoding")
    words = texts.clean(text)
    if not words:
        raise unfit("/text", "too_short")
    if len(words) > LONGEST:
        raise unfit("/text", "too_long")
    row = commenter_row(identity)
    return CommenterNote.objects.create(commenter=row, kind=kind, text=words, by_id=by.pk, at=at)

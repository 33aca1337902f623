"""How do the desk and the writer tell each other something about a story?"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.actions.write_copy import Who
from articles.models import Article, DeskNote
from articles.rules.clean import clean_text
from cms.kernel import clock
from cms.kernel.errors import Invalid, at_field

LONGEST = 2000
LONGEST_BLOCK = 12


@transaction.atomic
def add_note(article_id: int, *, by: Who, text: str, block: str = "") -> DeskNote:
    """Put a note beside a story, or beside the section or block with the id `block`.

    Raises Invalid (400) for a note that says nothing or too much.
    """
    text = clean_text(text).strip()
    if not text:
        raise Invalid([at_field("/text", "required", _("A note has to say something."))])
    if len(text) > LONGEST:
        raise Invalid([at_field("/text", "too_long", _("A note may have 2000 characters."))])
    article = Article.objects.locked(article_id)
    return DeskNote.objects.create(
        article=article, by_id=by.pk if by else None, text=text, block=block[:LONGEST_BLOCK]
    )


@transaction.atomic
def settle_note(note_id: int, *, by: Who) -> DeskNote:
    """Say that a note is done with; who settled it first stays.

    Raises DeskNote.DoesNotExist.
    """
    note: DeskNote = DeskNote.objects.select_for_update().get(pk=note_id)
    if note.settled_at is None:
        note.settled_at, note.settled_by_id = clock.now(), by.pk if by else None
        note.save(update_fields=["settled_at", "settled_by"])
    return note


@transaction.atomic
def reopen_note(note_id: int) -> DeskNote:
    """Say that a note is not done with after all.

    Raises DeskNote.DoesNotExist.
    """
    note: DeskNote = DeskNote.objects.select_for_update().get(pk=note_id)
    note.settled_at, note.settled_by = None, None
    note.save(update_fields=["settled_at", "settled_by"])
    return note

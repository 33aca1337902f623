"""What do the desk and the writer have to tell each other about a story?"""

from typing import Any

from django.db.models import QuerySet

from articles.models import DeskNote

READ = 100  # the newest


def notes_on(article_id: int) -> QuerySet[DeskNote]:
    """Return the notes on a story, with who wrote and who settled them."""
    rows: QuerySet[DeskNote] = DeskNote.objects.filter(article=article_id)
    return rows.select_related("by", "settled_by")


def notes_of(article_id: int | None) -> dict[str, Any]:
    """Return the notes on a story, those that are open first, then the newest; one query."""
    if article_id is None:
        return {"notes": [], "open_notes": 0}
    notes = list(notes_on(article_id).order_by("-at", "-pk")[:READ])
    notes.sort(key=lambda note: note.settled_at is not None)
    return {"notes": notes, "open_notes": sum(note.settled_at is None for note in notes)}

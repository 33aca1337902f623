"""How does the desk give a story back to the one who wrote it?"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.actions.write_copy import StaleCopy, Who
from articles.models import Article, TimelineEntry
from articles.models.history import Did
from articles.rules.clean import clean_text
from cms.kernel.errors import DomainError, Invalid, at_field


class NotSubmitted(DomainError):
    """The story does not wait at the desk, so that it cannot be given back."""

    code = "not_submitted"
    message = _("This story was not submitted.")


@transaction.atomic
def return_story(article_id: int, *, by: Who, note: str, version: int | None = None) -> Article:
    """End the wait of a story that was handed in; the note tells the writer what to do.

    Raises NotSubmitted (409), Invalid (400) without a note, StaleCopy (412).
    """
    note = clean_text(note).strip()
    if not note:
        raise Invalid([at_field("/note", "required", _("Say what the writer is to do."))])
    article: Article = Article.objects.locked(article_id)
    if version is not None and version != article.version:
        raise StaleCopy(version=article.version)
    if article.submitted_at is None:
        raise NotSubmitted
    article.submitted_at = None
    article.save(update_fields=["submitted_at"])
    TimelineEntry.objects.create(
        article=article, did=Did.RETURNED, by_id=by.pk if by else None, note=note
    )
    return article

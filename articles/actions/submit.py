"""How does a writer hand a story in?"""

from django.db import transaction

from articles.actions.write_copy import StaleCopy, Who
from articles.models import Article, TimelineEntry
from articles.models.history import Did
from cms.kernel import clock


@transaction.atomic
def submit(article_id: int, *, by: Who, version: int | None = None, note: str = "") -> Article:
    """Tell the desk that the story is ready to be read; publishing ends the wait.

    A story that waits already goes on waiting since then. Raises StaleCopy (412).
    """
    article: Article = Article.objects.locked(article_id)
    if version is not None and version != article.version:
        raise StaleCopy(version=article.version)
    if article.submitted_at is None:
        article.submitted_at = clock.now()
        article.save(update_fields=["submitted_at"])
        TimelineEntry.objects.create(
            article=article, did=Did.SUBMITTED, by_id=by.pk if by else None, note=note
        )
    return article

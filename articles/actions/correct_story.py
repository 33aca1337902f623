"""How is a published story put right, so that readers are told?"""

from django.db import transaction

from articles.actions.publish import publish
from articles.actions.withdraw import NotPublished
from articles.actions.write_copy import Who
from articles.models import Article, Edition
from cms.kernel import clock


@transaction.atomic
def correct_story(
    article_id: int, *, by: Who, note: str, substantive: bool = True, version: int | None = None
) -> Edition:
    """Publish the working copy with a public note on what was put right.

    The story ends when it was to end before; what was scheduled for later is dropped, as with
    every publication. Without `substantive` its `updated_at` stays. Raises NotPublished (409) for
    a story that readers do not see, and what `publish` raises.
    """
    article: Article = Article.objects.locked(article_id)
    present = Edition.objects.live(clock.now()).filter(article=article).first()
    if present is None:
        raise NotPublished
    return publish(
        article_id,
        by=by,
        version=version,
        until=present.expires_at,
        substantive=substantive,
        correction=note,
    )

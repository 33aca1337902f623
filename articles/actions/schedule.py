"""How is a publication set for later, in place of what was set before?"""

from datetime import datetime

from django.db import transaction

from articles.actions.publish import publish
from articles.actions.withdraw import call_off
from articles.actions.write_copy import Who
from articles.models import Article, Edition
from cms.kernel import clock


@transaction.atomic
def schedule(
    article_id: int,
    *,
    by: Who,
    at: datetime,
    until: datetime | None = None,
    version: int | None = None,
) -> Edition:
    """Publish the working copy at a moment, and nothing else before it.

    `publish` alone would let an earlier schedule take its turn. Raises what `publish` raises, and
    then what was scheduled stays.
    """
    call_off(Article.objects.locked(article_id), clock.now())
    return publish(article_id, by=by, version=version, at=at, until=until)

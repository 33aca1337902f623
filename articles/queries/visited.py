"""Which live stories do these addresses lead to?"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef

from articles.models.editions import Address, Edition


def visited(slugs: Collection[str], at: datetime) -> dict[str, dict[str, int]]:
    """Return {slug: {language: article}} of the stories live at a moment, former slugs included.

    One query, whatever the number of slugs.
    """
    found: dict[str, dict[str, int]] = {}
    live = Edition.objects.live(at).filter(article_id=OuterRef("article_id"))
    rows = Address.objects.filter(Exists(live), slug__in=slugs, since__lte=at)
    for slug, language, article_id in rows.values_list("slug", "language", "article_id"):
        found.setdefault(slug, {})[language] = article_id
    return found

"""Which live stories do these addresses lead to?"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef

from articles.models.editions import Address, Edition

SLUGS = 5_000  # more than databases take as parameters may be made up in a second


def visited(slugs: Collection[str], at: datetime) -> dict[str, dict[str, int]]:
    """Return {slug: {language: article}} of the stories live at a moment, former slugs included.

    One query for every SLUGS of them.
    """
    found: dict[str, dict[str, int]] = {}
    live = Edition.objects.live(at).filter(article_id=OuterRef("article_id"))
    known = Address.objects.filter(Exists(live), since__lte=at)
    ordered = sorted(slugs)
    for start in range(0, len(ordered), SLUGS):
        rows = known.filter(slug__in=ordered[start : start + SLUGS])
        for slug, language, article_id in rows.values_list("slug", "language", "article_id"):
            found.setdefault(slug, {})[language] = article_id
    return found

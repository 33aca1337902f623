"""How often was a story passed on, and by which networks?"""

from collections.abc import Sequence

from django.db.models import F

from articles.models.counters import ShareCount
from articles.rules.networks import in_order


def totals(article_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """Return, for each article, the shares of every network, imported ones included.

    One query. Networks stand in the order of rules.networks, with 0 where nothing was counted.
    """
    counted: dict[int, dict[str, int]] = {article_id: {} for article_id in article_ids}
    rows = ShareCount.objects.filter(article_id__in=article_ids)
    for article_id, network, n in rows.values_list("article_id", "network", F("n") + F("imported")):
        counted[article_id][network] = n
    return {article_id: in_order(counts) for article_id, counts in counted.items()}

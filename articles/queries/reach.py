"""How widely is a story read at the moment, and in which room of the paper does it stand?"""

from dataclasses import dataclass
from datetime import datetime

from articles.models.counters import Popularity
from articles.rules.popularity import NEVER, K, rate_per_hour, score, seconds


@dataclass(frozen=True, slots=True)
class Reach:
    """Weighted views in an hour (rules.popularity), and the category readers see it in."""

    per_hour: float = 0.0
    category_id: int | None = None


def reach(article_id: int, at: datetime) -> Reach:
    """Return the reach of a story; one look-up of a row."""
    row = Popularity.objects.filter(pk=article_id).values_list("hot_1h", "category_id").first()
    if row is None:
        return Reach()
    hot, category_id = row
    k = K["1h"]
    faded = 0.0 if hot == NEVER else score(min(hot, seconds(at) + 50 * k), seconds(at), k)
    return Reach(rate_per_hour(faded, k), category_id)

"""How do counts of another system come to stand beside our own?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from articles.models import ImportedCount, ShareCount
from articles.rules.networks import CODES
from cms.kernel import clock


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another system counted of a story until a moment."""

    article_id: int
    what: str
    n: int
    as_of: datetime


@transaction.atomic
def bring_in_counts(*, counts: Sequence[Elsewhere]) -> None:
    """Write what was counted elsewhere, each story and kind at most once among them.

    A count takes the place of the former one: doing it twice changes nothing. Ours stay as they
    are, whoever counts meanwhile.
    """
    ordered = sorted(counts, key=lambda one: (one.article_id, one.what))
    ShareCount.objects.bulk_create(
        [
            ShareCount(article_id=one.article_id, network=one.what, imported=one.n)
            for one in ordered
            if one.what in CODES
        ],
        update_conflicts=True,
        update_fields=["imported"],
        unique_fields=["article", "network"],
    )
    at = clock.now()
    ImportedCount.objects.bulk_create(
        [
            ImportedCount(article_id=one.article_id, what=one.what, n=one.n, as_of=one.as_of, at=at)
            for one in ordered
        ],
        update_conflicts=True,
        update_fields=["n", "as_of", "at"],
        unique_fields=["article", "what"],
    )

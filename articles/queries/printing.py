"""What do readers see of a story now, and what will they see?"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from articles.models import Edition, Withdrawal
from articles.rules.copy import ArticleCopy
from articles.rules.document import written
from articles.rules.printed import printed_as

FACTS = (
    "number", "slug", "language", "live_from", "live_until", "published_at", "updated_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printing:
    """The live edition, those ahead in their order, and whether the story was taken away."""

    live: Edition | None = None
    scheduled: list[Edition] = field(default_factory=list)
    withdrawal: Withdrawal | None = None


def printing(article_id: int, at: datetime) -> Printing:
    """Return how a story stands in print: two queries, without the texts."""
    return printings([article_id], at)[article_id]


def printings(article_ids: Sequence[int], at: datetime) -> dict[int, Printing]:
    """Return how stories stand in print, by number: two queries, without the texts."""
    editions: defaultdict[int, list[Edition]] = defaultdict(list)
    rows = Edition.objects.filter(article__in=article_ids).only("article_id", *FACTS)
    for row in rows.order_by("live_from"):
        editions[row.article_id].append(row)
    gone = {row.article_id: row for row in Withdrawal.objects.filter(article__in=article_ids)}
    return {pk: _printing(editions[pk], gone.get(pk), at) for pk in article_ids}


def _printing(editions: list[Edition], withdrawal: Withdrawal | None, at: datetime) -> Printing:
    live = [e for e in editions if e.live_from <= at and not (e.live_until and e.live_until <= at)]
    return Printing(
        live=live[0] if live else None,
        scheduled=[edition for edition in editions if edition.live_from > at],
        withdrawal=withdrawal,
    )


def live_content(article_id: int, at: datetime) -> str | None:
    """Return the content of what readers see, as a document in JSON text."""
    rows = Edition.objects.live(at)
    content: str | None = rows.filter(article=article_id).values_list("content", flat=True).first()
    return content


def is_in_print(article_id: int, copy: ArticleCopy, at: datetime) -> bool:
    """Return whether readers see this very copy now."""
    content = live_content(article_id, at)
    return content is not None and printed_as(written(copy), json.loads(content))

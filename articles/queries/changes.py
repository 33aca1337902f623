"""What has changed on the public side since somebody looked, and what has become of it?

Two things change what readers see: a hand (PublicChange has each story's last number, in the order
of commits) and the clock, which begins and ends editions that were written before. A position
holds how far both were told. Nothing is passed over: a number is visible only after all smaller
ones, and an edition whose moment is still to come is told when it has come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from articles.models.editions import Address, Edition, Withdrawal
from articles.models.public_state import PublicChange
from articles.queries.addresses import returned
from cms.kernel.clock import EPOCH
from cms.kernel.prepared import rows
from cms.kernel.raw import adapted, aware

ALL = 2**62  # behind every edition of a moment


class Position(NamedTuple):
    """How far was told: the last number, and the last edge of the clock (moment and edition)."""

    number: int
    moment: datetime
    edition: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a story is to readers now.

    `state` is live, withdrawn, expired or merged; `address` is the last one under which readers
    knew it, as (slug, language), `former` are the others. `edition` is the live one; `note` and
    `at` are of the withdrawal; `into` is the story that a merged one has become.
    """

    article_id: int
    state: str
    address: tuple[str, str] | None
    former: Sequence[tuple[str, str]] = ()
    edition: int | None = None
    note: str = ""
    at: datetime | None = None
    into: int | None = None


def beginning(at: datetime) -> Position:
    """Return where somebody begins who has nothing yet: all numbers are to be told, no edge is."""
    return Position(0, _last_edge(at) or EPOCH, ALL)


def told_since(position: Position, at: datetime, limit: int) -> tuple[list[int], Position, bool]:
    """Return up to `limit` stories that changed, the position behind them, and whether more did.

    Edges of the clock come first, then numbers; two statements of index walks.
    """
    edges = _edges(position, at, limit + 1)
    if len(edges) > limit:
        last = edges[limit - 1]
        behind = position._replace(moment=last[0], edition=last[1])
        return _each([edge[2] for edge in edges[:limit]]), behind, True
    moment = edges[-1][0] if edges else position.moment
    left = limit - len(edges)
    changes = PublicChange.objects.filter(number__gt=position.number).order_by("number")
    found = list(changes.values_list("article_id", "number")[: left + 1])
    told = found[:left]
    number = told[-1][1] if told else position.number
    edition = ALL if edges else position.edition
    stories = _each([*(edge[2] for edge in edges), *(row[0] for row in told)])
    return stories, Position(number, moment, edition), len(found) > left


def _each(ids: Sequence[int]) -> list[int]:
    return list(dict.fromkeys(ids))


_EDGES = """
SELECT moment, edition, article_id FROM (
    SELECT live_from AS moment, id AS edition, article_id FROM articles_edition
    WHERE live_from >= %s AND live_from <= %s
    UNION ALL
    SELECT live_until AS moment, id AS edition, article_id FROM articles_edition
    WHERE live_until >= %s AND live_until <= %s
) AS edges
WHERE moment > %s OR edition > %s
ORDER BY moment, edition LIMIT %s
"""


def _edges(position: Position, at: datetime, count: int) -> list[tuple[datetime, int, int]]:
    begin, end = adapted(position.moment), adapted(at)
    found = rows(_EDGES, [begin, end, begin, end, begin, position.edition, count])
    return [(moment, row[1], row[2]) for row in found if (moment := aware(row[0]))]


def _last_edge(at: datetime) -> datetime | None:
    begun = Edition.objects.filter(live_from__lte=at).order_by("-live_from")
    ended = Edition.objects.filter(live_until__lte=at).order_by("-live_until")
    found = [
        begun.values_list("live_from", flat=True).first(),
        ended.values_list("live_until", flat=True).first(),
    ]
    return max(filter(None, found), default=None)


def standings(article_ids: Sequence[int], at: datetime) -> list[Standing]:
    """Return what the stories are to readers, in their order; four statements.

    Left out is what readers never saw.
    """
    live: dict[int, Any] = {}
    begun: dict[int, datetime] = {}
    editions = Edition.objects.filter(article_id__in=article_ids, live_from__lte=at)
    columns = ("article_id", "pk", "slug", "language", "live_from", "live_until")
    for row in editions.order_by("live_from").values(*columns):
        begun[row["article_id"]] = row["live_from"]
        if row["live_until"] is None or row["live_until"] > at:
            live[row["article_id"]] = row
    known: dict[int, list[tuple[str, str]]] = {}
    addresses = Address.objects.filter(article_id__in=article_ids, since__lte=at)
    ordered = addresses.order_by("-since", "-pk").values_list("article_id", "slug", "language")
    for pk, slug, language in ordered:
        known.setdefault(pk, []).append((slug, language))
    withdrawn = {
        row.article_id: row
        for row in Withdrawal.objects.filter(article_id__in=article_ids)
        if not returned(row, begun.get(row.article_id))
    }
    changes = PublicChange.objects.filter(article_id__in=article_ids)
    into = dict(changes.values_list("article_id", "into"))
    found = (_standing(pk, live, known, withdrawn, into) for pk in article_ids)
    return [standing for standing in found if standing]


def _standing(
    pk: int,
    live: dict[int, Any],
    known: dict[int, list[tuple[str, str]]],
    withdrawn: dict[int, Withdrawal],
    into: dict[int, int | None],
) -> Standing | None:
    addresses = known.get(pk, [])
    if row := live.get(pk):
        own = (row["slug"], row["language"])
        former = [address for address in addresses if address != own]
        return Standing(pk, "live", own, former, edition=row["pk"])
    if not addresses:
        return Standing(pk, "merged", None, into=into[pk]) if into.get(pk) else None
    if gone := withdrawn.get(pk):
        own, *former = addresses
        return Standing(pk, "withdrawn", own, former, note=gone.note, at=gone.at)
    return Standing(pk, "expired", addresses[0], addresses[1:])

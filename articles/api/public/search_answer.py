"""How does the answer to a search look? Stored cards with extracts, and facets beside them."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from heapq import nlargest
from operator import itemgetter
from typing import Any

from rest_framework.request import Request

from articles.api.public.picked import items_by_edition, picked
from articles.api.public.search_params import MARKS, Asked
from articles.queries.live import moments
from articles.queries.search import Ranked, Shown, Walked, shown
from articles.queries.search_filed import named
from articles.rules.list_keys import shown_of
from articles.rules.search_extract import extract, headline
from articles.rules.search_score import Hit
from cms.kernel.answers import Answer, dumps
from cms.kernel.paging import page_bytes, page_of

MOST_OF_A_FACET = 10
PLACES = 4
ORDER = ("-number",)
# Another story may be found, or another name, by any change of these.
ALWAYS = ("articles", "authors", "categories", "experts", "tags")


def answer(request: Request, asked: Asked) -> Answer:
    """Return the page asked for, with every story in it named to caches."""
    if "cursor" in request.GET:
        page, tail = page_of(request, Walked(asked.search), ORDER), b"}"
    else:
        ranked = Ranked(asked.search, newest=asked.newest)
        page = page_of(request, ranked, ORDER)
        tail = b"," + dumps({"is_all": ranked.is_all, "facets": _facets(asked, ranked)})[1:]
    rows = list(shown(page.rows))
    body = page_bytes(page, list(_results(asked, rows)))[:-1] + tail
    whole = asked.picks.whole
    found, hour = moments(asked.search.at), asked.search.hour
    return Answer(
        body,
        keys=[*ALWAYS, *shown_of([row.keys for _hit, row in rows], whole=whole)],
        modified=max(filter(None, (found.changed, hour))),
        # Ages, and with them scores, are those of the whole hour.
        edge=min(filter(None, (found.edge, hour + timedelta(hours=1)))),
    )


def _results(asked: Asked, rows: Sequence[tuple[Hit, Shown]]) -> Iterator[bytes]:
    """Yield what is told of each hit whose edition is still there."""
    if asked.picks.whole:
        ids = [row.edition_id for _hit, row in rows]
        cards = items_by_edition(ids, asked.picks, asked.search.at)
    else:
        stored = {row.edition_id: bytes(row.card) for _hit, row in rows}
        cards = dict(zip(stored, picked(stored.values(), asked.picks), strict=True))
    for hit, row in rows:
        if card := cards.get(row.edition_id):
            yield b'{"article":' + card + b"," + dumps(_beside(asked, hit, row))[1:]


def _beside(asked: Asked, hit: Hit, row: Shown) -> dict[str, Any]:
    groups = asked.search.groups_in(row.language)
    return {
        "highlights": {
            "headline": headline(row.headline, row.base, groups),
            "text": extract(row.text, row.where, groups),
        },
        "score": round(hit.score, PLACES),
    }


def _facets(asked: Asked, ranked: Ranked) -> dict[str, list[dict[str, Any]]]:
    """Return the names that most of the hits are filed under, with how many; one statement."""
    if not asked.facets:
        return {}
    counts = ranked.facets().items()
    most = {
        facet: nlargest(
            MOST_OF_A_FACET,
            [one for one in counts if one[0][0] == MARKS[facet]],
            key=itemgetter(1),
        )
        for facet in asked.facets
    }
    names = named([mark for marks in most.values() for mark, _n in marks])
    return {
        facet: [
            {"slug": names[mark].slug, "name": names[mark].name, "count": n}
            for mark, n in marks
            if mark in names
        ]
        for facet, marks in most.items()
    }

"""Which rankings were answered a moment ago, and are still true?

What one statement finds tells whether an answer would be another. Its etag is of the bytes: two
processes that looked at the same stories in different seconds may tell different reasons.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.http import QueryDict

from articles.actions.roll_windows import roll_soon
from articles.api.public import popular_params
from articles.api.public.popular_answer import Reasons, body_of
from articles.models.public_notices import RANKING, STORIES
from articles.queries.most_popular import Glimpse, edge_of, glimpse, told
from articles.queries.rank_changes import last_day, rank_changes
from articles.queries.ranking_filters import Contenders, contenders
from articles.rules.popularity import hour_of
from cms.kernel import clock
from cms.kernel.answers import WORTH_COMPRESSING, Answer, Validators, fingerprint, secret_tag
from cms.kernel.asked import Asked
from cms.kernel.errors import Missing
from cms.kernel.memory import Kept, Memory
from cms.kernel.notices import Looks

GRAIN = 10  # seconds: scores are of the last whole ten, so that an answer holds for a while
FRESH = timedelta(seconds=10.9)  # a cache may show a ranking for ten whole seconds
KEPT = 100  # answers, of 15 kB each

remembered = Memory(KEPT)
_looks: Looks[tuple[Contenders, Glimpse]] = Looks(KEPT)


class _Look(NamedTuple):
    """What was asked for and found at a moment; `name` is that of its answer."""

    wanted: popular_params.Asked
    among: Contenders
    found: Glimpse
    at: datetime
    name: str

    @property
    def edge(self) -> datetime:
        return min(filter(None, (edge_of(self.found), self.at + FRESH)))

    @property
    def as_of(self) -> datetime:
        return self.at - timedelta(seconds=self.at.timestamp() % GRAIN)


def known(asked: Asked) -> Validators:
    """Return the validators of a ranking that is kept here. Raises Missing for any other."""
    look = _look(asked)
    kept = remembered.get(look.name)
    if kept is None:
        raise Missing
    small = kept.etag if len(kept.body) < WORTH_COMPRESSING else ""
    return Validators(kept.etag, small, None, kept.keys, look.edge)


def answer(asked: Asked) -> Answer:
    """Return the ranking asked for: as kept, or put together now."""
    look = _look(asked)
    kept = remembered.get(look.name) or _made(asked, look)
    return Answer(kept.body, kept.etag, keys=kept.keys, edge=look.edge, coded=kept.coded)


def _look(asked: Asked) -> _Look:
    at = clock.now()
    wanted = (
        popular_params.asked(QueryDict(asked.query), at) if asked.query else popular_params.PLAIN
    )
    grain = int(at.timestamp()) // GRAIN
    seen = _looks.take(
        (grain, asked.query),
        at,
        lambda: _seen(wanted, at),
        lambda one: ((STORIES, RANKING), edge_of(one[1])),
    )
    assert seen  # noqa: S101 - there is always something to be seen
    among, found = seen
    if wanted.method.windowed and (found.hour is None or found.hour < hour_of(at)):
        roll_soon()
    return _Look(wanted, among, found, at, secret_tag(*asked, f"{grain} {found!r}"))


def _seen(wanted: popular_params.Asked, at: datetime) -> tuple[Contenders, Glimpse]:
    among = contenders(wanted.filters)
    return among, glimpse(wanted.method, among, wanted.part, at=at)


def _made(asked: Asked, look: _Look) -> Kept:
    ranking = told(look.found, look.wanted.part)
    numbers = [row.place.article_id for row in ranking.rows]
    last = ranking.rows[-1].place.rank if ranking.rows else 0
    gained = rank_changes(look.wanted.method, look.among, last_rank=last, at=look.at)
    rolled = look.found.hour == hour_of(look.at)
    reasons = Reasons(gained, last_day(numbers, look.at, rolled=rolled))
    body = body_of(asked, look.wanted, ranking, reasons, look.as_of)
    keys = " ".join(["most-popular", *(f"article-{pk}" for pk in numbers)])
    etag = secret_tag(*asked, fingerprint(body))
    return remembered.put(look.name, body, etag=etag, keys=keys)

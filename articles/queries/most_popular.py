"""What is read, shared and discussed most?

A ranking is looked at in one statement (queries.ranking_sql). What that found is enough to know
whether an answer made before still holds; only a new one fetches the stories, by number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from articles.queries import ranking_sources, ranking_sql
from articles.queries.ranking_filters import Contenders, Said, marks
from articles.queries.ranking_sources import Source
from articles.queries.ranking_sql import RECORD, UNIT, Stretch
from articles.rules.popularity import METRICS, WEIGHTS, K, hour_of, seconds
from articles.rules.ranking import Method
from cms.kernel.prepared import planned
from cms.kernel.raw import adapted, aware

PINNED = 1e12  # seconds from LANDMARK: what is pinned stands above every score
RECENT = -1e12  # seconds from 1970: what was not counted stands below all, the newest first


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a ranking: by which value a story stands there, and how far down."""

    value: float
    article_id: int
    rank: int


class Part(NamedTuple):
    """Which part of a ranking: `limit` places below one place, or above another.

    `filled`: after what was counted come the newest stories that were not.
    """

    limit: int
    after: Place | None = None
    before: Place | None = None
    filled: bool = True


class Glimpse(NamedTuple):
    """A part of a ranking as the database told it; its answer is another when this is."""

    rows: str
    pinned: str
    recent: str
    begins: Any
    ends: Any
    hour: int | None
    weights: tuple[int, int, int] | None

    def known_weights(self) -> Mapping[str, int]:
        """Return what events weigh."""
        return dict(zip(WEIGHTS, self.weights, strict=True)) if self.weights else WEIGHTS


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story at its place, with its list item.

    `counts` are of the window, or of its life; `hots` by half-life, empty for a window. `pinned`:
    an editor has put it there; `filled`: it was not counted, and stands there for being new.
    """

    place: Place
    counts: dict[str, int]
    hots: dict[str, float]
    card: bytes

    @property
    def pinned(self) -> bool:
        return self.place.value >= PINNED

    @property
    def filled(self) -> bool:
        return self.place.value < 0


@dataclass(frozen=True, slots=True)
class Ranking:
    """A part of a ranking; `edge` is when the clock alone will change it next."""

    rows: list[Ranked]
    has_next: bool
    has_previous: bool
    edge: datetime | None
    weights: Mapping[str, int]


def most_popular(method: Method, stories: Contenders, part: Part, *, at: datetime) -> Ranking:
    """Return the stories live at a moment in a part of a ranking.

    Equal values stand in the order of their numbers, the newer first.
    """
    return told(glimpse(method, stories, part, at=at), part)


def glimpse(method: Method, stories: Contenders, part: Part, *, at: datetime) -> Glimpse:
    """Look at a part of a ranking: one statement, a second one where there is room left."""
    source = ranking_sources.window(method) if method.windowed else ranking_sources.counters(method)
    found = _seen(source, method, stories, part, at)
    if method.windowed and found.hour != hour_of(at):  # the clock went on, or back
        source = ranking_sources.hours(method, found.known_weights())
        found = _seen(source, method, stories, part, at)
    return found


def _seen(source: Source, method: Method, stories: Contenders, part: Part, at: datetime) -> Glimpse:
    """Return what stands in the part, from its beginning on, or from its end back."""
    last = part.before
    if last and last.value < 0:
        stretch = Stretch(part.limit + 1, _day(last), backwards=True)
        recent = _recent(source, method, stories, stretch, at)
        stretch = Stretch(max(1, part.limit + 1 - _length(recent)), backwards=True)
        return _ranked(source, method, stories, stretch, at)._replace(recent=recent)
    first = part.after
    below = first is not None and first.value < 0
    mark = last or first
    room = 0 if below else part.limit + 1
    stretch = Stretch(room, _mark(mark, method) if mark else None, bool(last))
    found = _ranked(source, method, stories, stretch, at)
    left = part.limit + 1 - _length(found.rows)
    if last or not part.filled or left <= 0:
        return found
    stretch = Stretch(left, _day(first) if first and below else None)
    return found._replace(recent=_recent(source, method, stories, stretch, at))


def _mark(place: Place, method: Method) -> tuple[float, int]:
    """Return where to go on: PostgreSQL compares whole numbers with whole numbers only."""
    exact = method.fades or place.value >= PINNED
    return (place.value if exact else int(place.value), place.article_id)


def _day(place: Place) -> tuple[Any, int]:
    moment = datetime.fromtimestamp(0, UTC) + timedelta(
        milliseconds=round((place.value - RECENT) * 1000)
    )
    return adapted(moment), place.article_id


def _length(text: str) -> int:
    return text.count(RECORD) + 1 if text else 0


def _ranked(
    source: Source, method: Method, stories: Contenders, stretch: Stretch, at: datetime
) -> Glimpse:
    row = _one(ranking_sql.glimpse(source, stories, stretch, pins=method.pins), at)
    weights = (row[5], row[6], row[7]) if row[4] is not None else None
    return Glimpse(row[0] or "", row[1] or "", "", row[2], row[3], row[4], weights)


def _recent(
    source: Source, method: Method, stories: Contenders, stretch: Stretch, at: datetime
) -> str:
    return _one(ranking_sql.recent(source, stories, stretch, pins=method.pins), at)[0] or ""


def _one(said: Said, at: datetime) -> Any:
    return planned(said.sql, said.at(at))[0]


class _Row(NamedTuple):
    value: float
    article_id: int
    counts: dict[str, int]
    hots: dict[str, float]
    edition: int


def told(found: Glimpse, part: Part) -> Ranking:
    """Return what a glimpse found, with the stories' list items: one statement."""
    rows = sorted(_read(found), reverse=not part.before)
    place = part.before or part.after
    if place:
        mark = (place.value, place.article_id)
        rows = [row for row in rows if (row[:2] > mark if part.before else row[:2] < mark)]
    more, rows = len(rows) > part.limit, rows[: part.limit]
    if part.before:
        rows.reverse()
    listed = _listed(rows, _first_rank(part, len(rows), more=more))
    return Ranking(
        rows=listed,
        has_next=bool(listed) and (bool(part.before) or more),
        has_previous=bool(listed) and (more if part.before else bool(part.after)),
        edge=edge_of(found),
        weights=found.known_weights(),
    )


def edge_of(found: Glimpse) -> datetime | None:
    """Return when the clock alone will change what was found."""
    return min(filter(None, (aware(found.begins), aware(found.ends))), default=None)


def _read(found: Glimpse) -> list[_Row]:
    ranked = [_row(line, float) for line in _lines(found.rows)]
    pinned = [_row(line, _pinned_at) for line in _lines(found.pinned)]
    return ranked + pinned + [_row(line, _published_at) for line in _lines(found.recent)]


def _lines(text: str) -> list[list[str]]:
    return [line.split(UNIT) for line in text.split(RECORD)] if text else []


def _row(line: list[str], value: Any) -> _Row:
    counts = dict(zip(METRICS, (int(float(n)) for n in line[2:6]), strict=True))
    hots = dict(zip(K, map(float, line[6:-2]), strict=False))
    return _Row(value(line[1]), int(line[0]), counts, hots, int(line[-2]))


def _pinned_at(said: str) -> float:
    moment = aware(said)
    assert moment is not None  # noqa: S101 - the column is never null
    return PINNED + seconds(moment)


def _published_at(said: str) -> float:
    moment = aware(said)
    assert moment is not None  # noqa: S101 - the column is never null
    return RECENT + moment.timestamp()


def _first_rank(part: Part, found: int, *, more: bool) -> int:
    if part.before:
        return max(1, part.before.rank - found) if more else 1
    return part.after.rank + 1 if part.after else 1


def _listed(rows: list[_Row], first: int) -> list[Ranked]:
    cards = _cards([row.edition for row in rows])
    return [
        Ranked(
            Place(row.value, row.article_id, rank), row.counts, row.hots, bytes(cards[row.edition])
        )
        for rank, row in enumerate(rows, start=first)
        if row.edition in cards
    ]


def _cards(edition_ids: list[int]) -> dict[int, Any]:
    if not edition_ids:
        return {}
    sql = f"SELECT id, card FROM articles_edition WHERE id IN ({marks(edition_ids)})"  # noqa: S608
    return dict(planned(sql, edition_ids))

"""What do readers see of a story? Stored bytes of live editions, and the counters beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection

from articles.models.editions import LIVE
from articles.models.public_notices import STORIES, topic_of
from articles.queries.addresses import preference
from articles.queries.discussion import in_force_of
from articles.rules.reply_rules import InForce
from cms.kernel.notices import Holds, Looks
from cms.kernel.prepared import planned
from cms.kernel.raw import adapted, aware

State = tuple[Any, ...]

_looks: Looks[State] = Looks(settings.STORIES_KEPT)


@dataclass(frozen=True, slots=True)
class Story:
    """One live edition with its counters, as the detail answer needs it.

    `detail` is JSON without its end (rules.render); `edge` is the next moment at which the clock
    changes the answer; `share` maps networks to counts; `related` lists the picks that are live,
    each as (slug, language, headline). `state` is all that the answer depends on besides the
    moment, up to `edge`: see `state`.
    """

    edition_id: int
    article_id: int
    language: str
    slug: str
    etag: str
    detail: bytes
    keys: str
    edge: datetime | None
    changed_at: datetime
    policy: str
    repliers: str
    closes_at: datetime | None
    comment_count: int
    share: dict[str, int]
    related: list[tuple[str, str, str]]
    state: State = ()


# Share counts come along as one text, "facebook:12,x:3", and picks as another.
_STORY = """
SELECT e.id, e.article_id, e.language, e.slug, e.etag, e.keys, e.live_until, e.rendered_at,
       e.published_at, d.policy, d.repliers, d.closes_at, d.comment_count, d.changed_at,
       (SELECT {shares} FROM articles_sharecount n WHERE n.article_id = e.article_id),
       (SELECT {picks} FROM (
            SELECT o.slug || '{unit}' || o.language || '{unit}' || o.headline || '{unit}'
                || o.live_from || '{unit}' || COALESCE(CAST(o.live_until AS text), '') AS item
            FROM articles_mention m JOIN articles_edition o ON o.article_id = m.target_id
            WHERE m.kind = 6 AND m.edition_id = e.id ORDER BY m.position
        ) x),
       s.policy, s.repliers, s.premoderated_after_days, s.closes_after_days,
       s.unless_said, s.emergency,
       c.policy, c.repliers, c.premoderated_after_days, c.closes_after_days,
       {detail}
FROM articles_edition e LEFT JOIN articles_discussion d ON d.article_id = e.article_id
LEFT JOIN articles_replyrules s ON s.category_id IS NULL
LEFT JOIN articles_replyrules c ON c.category_id = e.category_id
WHERE {where} AND {live}
"""
UNIT, RECORD = "\x1f", "\x1e"  # no text of ours has control characters
_JOINED = {
    "sqlite": {
        "shares": "group_concat(n.network || ':' || (n.n + n.imported))",
        "picks": f"group_concat(x.item, '{RECORD}')",
    },
    "postgresql": {
        "shares": "string_agg(n.network || ':' || (n.n + n.imported), ',' ORDER BY n.network)",
        "picks": f"string_agg(x.item, '{RECORD}')",
    },
}
_AT_SLUG = "e.slug = %s"
_IN_LANGUAGE = "e.slug = %s AND e.language = %s"


def state(slug: str, language: str | None, at: datetime) -> State | None:
    """Return all that the answer of the live story at the address depends on; None without one.

    Two states are equal if and only if the answers are, until the first one's `edge`. At most one
    statement, which reads no text; a second one where the state is kept until a notice.
    """
    return _looks.take(
        (slug, language), at, lambda: _state(slug, language, at), lambda found: holds(found[1], at)
    )


def _state(slug: str, language: str | None, at: datetime) -> State | None:
    found = _at(slug, language, at, detail="NULL")
    return found[:-1] if found else None


def holds(article_id: int, at: datetime) -> Holds:
    """Return what changes that which was found of a live story: notices, and the clock."""
    return (STORIES, topic_of(article_id)), moments(at).edge


def story(slug: str, language: str | None, at: datetime) -> Story | None:
    """Return the live story at the address, or None; one statement, whatever its length."""
    found = _at(slug, language, at, detail="e.detail")
    return _story(found, at) if found else None


def stories(edition_ids: Sequence[int], at: datetime) -> list[Story]:
    """Return live stories by edition, in the order asked for; one statement."""
    if not edition_ids:
        return []
    marks = ", ".join(["%s"] * len(edition_ids))
    rows = {row[0]: row for row in _rows(f"e.id IN ({marks})", edition_ids, at, "e.detail")}
    return [_story(rows[pk], at) for pk in edition_ids if pk in rows]


def _at(slug: str, language: str | None, at: datetime, *, detail: str) -> State | None:
    if language:
        rows = _rows(_IN_LANGUAGE, [slug, language], at, detail)
    else:
        rows = _rows(_AT_SLUG, [slug], at, detail)
    if len(rows) < 2:  # noqa: PLR2004
        return rows[0] if rows else None
    return min(rows, key=lambda row: (preference(row[2]), row[1]))


def _rows(where: str, params: Sequence[Any], at: datetime, detail: str) -> list[State]:
    moment = adapted(at)
    sql = _sql(where, detail, connection.vendor)
    return planned(sql, [*params, moment, moment])


@lru_cache(maxsize=256)
def _sql(where: str, detail: str, vendor: str) -> str:
    return _STORY.format(where=where, detail=detail, live=LIVE, unit=UNIT, **_JOINED[vendor])


def _story(row: State, at: datetime) -> Story:
    replies = _replies(row, at)
    related, edges = _picks(row[15], at)
    ahead = [aware(row[6]), replies.edge, *edges]
    return Story(
        edition_id=row[0],
        article_id=row[1],
        language=row[2],
        slug=row[3],
        etag=row[4],
        detail=bytes(row[26]),
        keys=row[5],
        edge=min(filter(None, ahead), default=None),
        changed_at=max(filter(None, (aware(row[7]), aware(row[13])))),
        policy=replies.policy,
        repliers=replies.repliers,
        closes_at=replies.closes_at,
        comment_count=row[12] or 0,
        share=_share(row[14]),
        related=related,
        state=row[:-1],
    )


def _replies(row: State, at: datetime) -> InForce:
    """Return how replies to the story of the row are taken."""
    return in_force_of(
        own=(row[9] or "", row[10] or "", aware(row[11])),
        site=(row[16], row[17], row[18], row[19], row[20], row[21]) if row[16] else None,
        category=(row[22], row[23], row[24], row[25]) if row[22] else None,
        published_at=aware(row[8]),
        at=at,
    )


def _share(joined: str | None) -> dict[str, int]:
    """Read "facebook:12,x:3"."""
    pairs = (part.split(":") for part in joined.split(",")) if joined else ()
    return {network: int(n) for network, n in pairs}


def _picks(joined: str | None, at: datetime) -> tuple[list[tuple[str, str, str]], list[datetime]]:
    """Return the picks that are live, and when the clock changes which they are."""
    related, edges = [], []
    for item in joined.split(RECORD) if joined else ():
        slug, language, headline, begins, ends = item.split(UNIT)
        begin, end = aware(begins), aware(ends or None)
        edges += [edge for edge in (begin, end) if edge and edge > at]
        if begin and begin <= at and (end is None or end > at):
            related.append((slug, language, headline))
    return related, edges


def live_rows(columns: str, article_ids: Iterable[int], at: datetime) -> list[tuple[Any, ...]]:
    """Return columns of `e`, the live editions of those articles; at most one query."""
    if not (ids := list(article_ids)):
        return []
    places = ", ".join(["%s"] * len(ids))
    sql = f"SELECT {columns} FROM articles_edition e WHERE e.article_id IN ({places}) AND {LIVE}"  # noqa: S608
    moment = adapted(at)
    return planned(sql, [*ids, moment, moment])


def rows_of(columns: str, edition_ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return columns of `e`, editions that are still there, by number; at most one query."""
    if not edition_ids:
        return []
    places = ", ".join(["%s"] * len(edition_ids))
    sql = f"SELECT {columns} FROM articles_edition e WHERE e.id IN ({places}) ORDER BY e.id"  # noqa: S608
    return planned(sql, edition_ids)


def cards(article_ids: Iterable[int], at: datetime) -> dict[int, bytes]:
    """Return the list items of the stories that are live, by article; one query."""
    return {pk: bytes(card) for pk, card in live_rows("e.article_id, e.card", article_ids, at)}


def editions(article_ids: Iterable[int], at: datetime) -> dict[int, int]:
    """Return the live edition of each story that has one, by article; one query."""
    return dict(live_rows("e.article_id, e.id", article_ids, at))


def cards_of(edition_ids: Sequence[int]) -> dict[int, bytes]:
    """Return the list items of editions that are still there, in the order asked for; one query.

    Fetched by number, after a list was put in order: a sort must not carry them along.
    """
    cards = {pk: bytes(card) for pk, card in rows_of("e.id, e.card", edition_ids)}
    return {pk: cards[pk] for pk in edition_ids if pk in cards}


_MOMENTS = """
SELECT (SELECT rendered_at FROM articles_edition WHERE live_from <= %s
        ORDER BY rendered_at DESC LIMIT 1),
       (SELECT MAX(at) FROM articles_withdrawal),
       (SELECT MAX(live_from) FROM articles_edition WHERE live_from <= %s),
       (SELECT MAX(live_until) FROM articles_edition WHERE live_until <= %s),
       (SELECT MIN(live_from) FROM articles_edition WHERE live_from > %s),
       (SELECT MIN(live_until) FROM articles_edition WHERE live_until > %s)
"""


@dataclass(frozen=True, slots=True)
class Moments:
    """When a list last changed, by a person or by the clock, and when the clock changes it next."""

    changed: datetime | None
    edge: datetime | None


def moments(at: datetime) -> Moments:
    """Return the moments around `at` for everything readers see: at most one query, of indexes."""
    found = _moments.take("moments", at, lambda: _looked(at), lambda one: ((STORIES,), one.edge))
    assert found  # noqa: S101 - there are always some
    return found


_moments: Looks[Moments] = Looks(16)


def _looked(at: datetime) -> Moments:
    [row] = planned(_MOMENTS, [adapted(at)] * 5)
    rendered, withdrawn, begun, ended, begins, ends = map(aware, row)
    return Moments(
        changed=max(filter(None, (rendered, withdrawn, begun, ended)), default=None),
        edge=min(filter(None, (begins, ends)), default=None),
    )

"""What do readers see of a story? Stored bytes of live editions, and the counters beside them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from articles.models.editions import Edition
from articles.queries.addresses import preference
from articles.queries.discussion import in_force_of
from articles.rules.reply_rules import InForce
from cms.kernel.raw import adapted, aware


@dataclass(frozen=True, slots=True)
class Story:
    """One live edition with its counters, as the detail answer needs it.

    `detail` is JSON without its end (rules.render); `edge` is the next moment at which the clock
    changes the answer; `share` maps networks to counts; `related` lists the picks that are live,
    each as (slug, language, headline).
    """

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


# Share counts come along as one text, "facebook:12,x:3"; only stories with picks ask once more.
_STORY = """
SELECT e.article_id, e.language, e.slug, e.etag, e.detail, e.keys, e.live_until, e.rendered_at,
       d.policy, d.closes_at, d.comment_count, d.changed_at, e.id,
       (SELECT {joined} FROM articles_sharecount n WHERE n.article_id = e.article_id),
       EXISTS (SELECT 1 FROM articles_mention m WHERE m.edition_id = e.id AND m.kind = 6),
       e.published_at, d.repliers,
       s.policy, s.repliers, s.premoderated_after_days, s.closes_after_days,
       s.unless_said, s.emergency,
       c.policy, c.repliers, c.premoderated_after_days, c.closes_after_days
FROM articles_edition e LEFT JOIN articles_discussion d ON d.article_id = e.article_id
LEFT JOIN articles_replyrules s ON s.category_id IS NULL
LEFT JOIN articles_replyrules c ON c.category_id = e.category_id
WHERE {where} AND e.live_from <= %s AND (e.live_until IS NULL OR e.live_until > %s)
"""
_JOINED = {
    "sqlite": "group_concat(n.network || ':' || (n.n + n.imported))",
    "postgresql": "string_agg(n.network || ':' || (n.n + n.imported), ',')",
}

_PICKS = """
SELECT m.edition_id, o.slug, o.language, o.headline, o.live_from, o.live_until
FROM articles_mention m JOIN articles_edition o ON o.article_id = m.target_id
WHERE m.kind = 6 AND m.edition_id IN ({marks})
ORDER BY m.edition_id, m.position
"""


def story(slug: str, language: str | None, at: datetime) -> Story | None:
    """Return the live story at the address, or None.

    One statement, whatever its length; a second one when editors put other stories beside it.
    """
    if language:
        rows = _rows("e.slug = %s AND e.language = %s", [slug, language], at)
    else:
        rows = _rows("e.slug = %s", [slug], at)
    if not rows:
        return None
    return _stories([min(rows, key=lambda row: (preference(row[1]), row[0]))], at)[0]


def stories(edition_ids: Sequence[int], at: datetime) -> list[Story]:
    """Return live stories by edition, in the order asked for; two statements."""
    if not edition_ids:
        return []
    marks = ", ".join(["%s"] * len(edition_ids))
    rows = {row[12]: row for row in _rows(f"e.id IN ({marks})", list(edition_ids), at)}
    return _stories([rows[pk] for pk in edition_ids if pk in rows], at)


def _rows(where: str, params: Sequence[Any], at: datetime) -> list[tuple[Any, ...]]:
    moment = adapted(at)
    with connection.cursor() as cursor:
        sql = _STORY.format(where=where, joined=_JOINED[connection.vendor])
        cursor.execute(sql, [*params, moment, moment])
        return list(cursor.fetchall())


def _stories(rows: Sequence[tuple[Any, ...]], at: datetime) -> list[Story]:
    related, edges = _picks([row[12] for row in rows if row[14]], at)
    found = []
    for row in rows:
        replies = _replies(row, at)
        ahead = [aware(row[6]), replies.edge, *edges[row[12]]]
        found.append(
            Story(
                article_id=row[0],
                language=row[1],
                slug=row[2],
                etag=row[3],
                detail=bytes(row[4]),
                keys=row[5],
                edge=min(filter(None, ahead), default=None),
                changed_at=max(filter(None, (aware(row[7]), aware(row[11])))),
                policy=replies.policy,
                repliers=replies.repliers,
                closes_at=replies.closes_at,
                comment_count=row[10] or 0,
                share=_share(row[13]),
                related=related[row[12]],
            )
        )
    return found


def _replies(row: Sequence[Any], at: datetime) -> InForce:
    """Return how replies to the story of the row are taken; in a row of _STORY."""
    return in_force_of(
        own=(row[8] or "", row[16] or "", aware(row[9])),
        site=(row[17], row[18], row[19], row[20], row[21], row[22]) if row[17] else None,
        category=(row[23], row[24], row[25], row[26]) if row[23] else None,
        published_at=aware(row[15]),
        at=at,
    )


def _share(joined: str | None) -> dict[str, int]:
    """Read "facebook:12,x:3"."""
    pairs = (part.split(":") for part in joined.split(",")) if joined else ()
    return {network: int(n) for network, n in pairs}


Picks = defaultdict[int, list[tuple[str, str, str]]]
Edges = defaultdict[int, list[datetime]]


def _picks(edition_ids: Sequence[int], at: datetime) -> tuple[Picks, Edges]:
    """Return the live picks by edition, and when the clock changes them."""
    related, edges = Picks(list), Edges(list)
    if not edition_ids:
        return related, edges
    with connection.cursor() as cursor:
        cursor.execute(_PICKS.format(marks=", ".join(["%s"] * len(edition_ids))), edition_ids)
        rows = cursor.fetchall()
    for edition_id, slug, language, headline, begins, ends in rows:
        begin, end = aware(begins), aware(ends)
        edges[edition_id] += [edge for edge in (begin, end) if edge and edge > at]
        if begin and begin <= at and (end is None or end > at):
            related[edition_id].append((slug, language, headline))
    return related, edges


def cards(article_ids: Iterable[int], at: datetime) -> dict[int, bytes]:
    """Return the list items of the stories that are live, by article; one query."""
    rows = Edition.objects.live(at).filter(article_id__in=list(article_ids))
    return {pk: bytes(card) for pk, card in rows.values_list("article_id", "card")}


def editions(article_ids: Iterable[int], at: datetime) -> dict[int, int]:
    """Return the live edition of each story that has one, by article; one query."""
    rows = Edition.objects.live(at).filter(article_id__in=list(article_ids))
    return dict(rows.values_list("article_id", "pk"))


def cards_of(edition_ids: Sequence[int]) -> list[bytes]:
    """Return the list items of editions that are still there, in the order asked for; one query.

    Fetched by number, after a list was put in order: a sort must not carry them along.
    """
    rows = Edition.objects.filter(pk__in=edition_ids).values_list("pk", "card")
    cards = {pk: bytes(card) for pk, card in rows}
    return [cards[pk] for pk in edition_ids if pk in cards]


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
    """Return the moments around `at` for everything readers see: one query of index look-ups."""
    with connection.cursor() as cursor:
        cursor.execute(_MOMENTS, [adapted(at)] * 5)
        rendered, withdrawn, begun, ended, begins, ends = map(aware, cursor.fetchone())
    return Moments(
        changed=max(filter(None, (rendered, withdrawn, begun, ended)), default=None),
        edge=min(filter(None, (begins, ends)), default=None),
    )

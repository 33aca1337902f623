"""How many live stories has a list, without counting them?

What has no end is counted with every change (ListedCount). Of these, editions that are still to
begin are taken off; those that are live but will end are added. Both are few, and have an index.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from articles.models.editions import MentionKind
from articles.models.listed_counts import ALL, HEADINGS
from cms.kernel.prepared import planned
from cms.kernel.raw import adapted

_COUNT = """
SELECT COALESCE((SELECT n FROM articles_listedcount WHERE name = %s), 0)
     - (SELECT COUNT(*) FROM articles_edition e
        WHERE e.live_from > %s AND {only}e.live_until IS NULL{among})
     + (SELECT COUNT(*) FROM articles_edition e
        WHERE e.live_until > %s AND {only}e.live_from <= %s{among})"""
_COUNTS = """
SELECT name, n FROM articles_listedcount WHERE name IN ({names})
UNION ALL
SELECT {heading} || m.target_id, -COUNT(*)
FROM articles_edition e JOIN articles_mention m ON m.edition_id = e.id
WHERE e.live_from > %s AND {only}e.live_until IS NULL AND m.kind = {kind} AND m.target_id IN ({ids})
GROUP BY m.target_id
UNION ALL
SELECT {heading} || m.target_id, COUNT(*)
FROM articles_edition e JOIN articles_mention m ON m.edition_id = e.id
WHERE e.live_until > %s AND {only}e.live_from <= %s AND m.kind = {kind} AND m.target_id IN ({ids})
GROUP BY m.target_id"""
_MENTIONING = """ AND EXISTS (SELECT 1 FROM articles_mention m
    WHERE m.edition_id = e.id AND m.kind = {kind} AND m.target_id = %s)"""
# SQLite would rather look at all that has no end than at the few that are to begin: a sign before
# a column keeps it from the column's index (https://www.sqlite.org/optoverview.html, unary "+").
_ONLY_ASKED = {"sqlite": "+", "postgresql": ""}
_KINDS = {word: kind for kind, word in HEADINGS.items()}


def live_count(name: str, at: datetime) -> int:
    """Return how many live stories the list has: "all", "language-en", "tag-4"; one statement."""
    now, (among, values) = adapted(at), _among(name)
    sql = _COUNT.format(among=among, only=only_asked())
    [(count,)] = planned(sql, [name, now, *values, now, now, *values])
    return int(count)


def only_asked() -> str:
    """Return what keeps a database from beginning with a column that tells little."""
    return _ONLY_ASKED[connection.vendor]


def _among(name: str) -> tuple[str, list[str | int]]:
    if name == ALL:
        return "", []
    word, _dash, which = name.partition("-")
    if word == "language":
        return f" AND {only_asked()}e.language = %s", [which]
    return _MENTIONING.format(kind=int(_KINDS[word])), [int(which)]


def heading_counts(kind: MentionKind, ids: Sequence[int], at: datetime) -> Counter[int]:
    """Return how many live stories mention each heading, by id; at most one statement."""
    if not ids:
        return Counter()
    now, word = adapted(at), HEADINGS[kind]
    places = ", ".join(["%s"] * len(ids))
    sql = _COUNTS.format(
        names=places,
        ids=places,
        kind=int(kind),
        heading=f"'{word}-'",
        only=only_asked(),
    )
    names = [f"{word}-{pk}" for pk in ids]
    counts: Counter[int] = Counter()
    for name, n in planned(sql, [*names, now, *ids, now, now, *ids]):
        counts[int(name.rpartition("-")[2])] += int(n)
    return counts

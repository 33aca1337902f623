"""What did readers see happen to a discussion since a moment?"""

from typing import Any, NamedTuple

from django.db import connection

from comments.queries.items import (
    RECORD_BYTE,
    UNIT,
    UNIT_BYTE,
    Item,
    bytes_sql,
    item_sql,
    joined_sql,
    one,
    whole,
)
from comments.rules import tree

MOST = 100


class Since(NamedTuple):
    """A moment of a discussion: all of what happened until `change`, in it as far as `path`."""

    change: int
    path: str = tree.AFTER_ALL


class Event(NamedTuple):
    """What happened to one reply; `text` is its JSON without the last brace, none when it went."""

    what: str  # comment, update, remove
    key: str
    text: bytes


class Happened(NamedTuple):
    """Events in order, the moment up to which they tell, and whether there is more."""

    events: list[Event]
    until: Since
    more: bool


_ROWS = """
SELECT r.change || '{unit}' || r.first_change || '{unit}' || CASE WHEN r.shown THEN '+' ELSE '-' END
  || '{unit}' || r.key || '{unit}' || {item} AS item
FROM comments_comment r
WHERE r.article_id = %(article)s
  AND (r.change, r.path) > (%(change)s, %(path)s) AND r.change <= %(now)s AND r.change > 0
ORDER BY r.change, r.path LIMIT %(n)s"""


def happened(article_id: int, since: Since, *, now: int) -> Happened:
    """Return what happened after the moment and not after the change numbered `now`.

    One statement (none when nothing did), and MOST rows at the most: those that came and went
    meanwhile are passed over, so there can be fewer events although there is more.
    """
    if since == Since(now):
        return Happened([], since, more=False)
    params: dict[str, Any] = {
        "article": article_id,
        "change": since.change,
        "path": since.path,
        "now": now,
        "n": MOST + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {bytes_sql(joined_sql(changes_sql()))}", params)
        rows = [_row(row) for row in (cursor.fetchone()[0] or b"").split(RECORD_BYTE) if row]
    rows.sort(key=lambda row: row.at)
    more = len(rows) > MOST
    rows = rows[:MOST]
    until = rows[-1].at if more else Since(now)
    return Happened(_events(rows, since), until, more)


def changes_sql() -> str:
    """Return the SQL of what changed: a walk of one index, in order.

    SQLite begins the walk at the first bound that is said: the cursor, not the index's condition.
    """
    return _ROWS.format(unit=UNIT, item=item_sql())


class _Row(NamedTuple):
    at: Since
    first: int
    shown: bool
    key: str
    item: Item


def _row(row: bytes) -> _Row:
    change, first, shown, key, rest = row.split(UNIT_BYTE, 4)
    item = one(rest)
    at = Since(int(change), item.path.decode())
    return _Row(at, int(first), shown == b"+", key.decode(), item)


def _events(rows: list[_Row], since: Since) -> list[Event]:
    items = whole([row.item for row in rows if row.shown])[0]
    texts = {item.path.decode(): item.text for item in items}
    events = []
    for row in rows:
        path = row.at.path
        known = row.first > 0 and Since(row.first, path) <= since
        if row.shown and texts[path]:
            events.append(Event("update" if known else "comment", row.key, texts[path]))
        elif not row.shown and known:
            events.append(Event("remove", row.key, b""))
    return events

"""How do replies come from the database as JSON? Fragments and counts, joined there."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

from cms.kernel.clock import rfc3339
from cms.kernel.raw import aware
from comments.models import Comment, State
from comments.rules.fragment import BEGINNING, WHOLE, Counted, Said, ending, fragment

# JSON has no control characters, so these part what the database joins. It comes as bytes: those
# are looked through, and joined anew, in a third of the time of text.
UNIT, RECORD = "\x1f", "\x1e"
UNIT_BYTE, RECORD_BYTE = UNIT.encode(), RECORD.encode()


class Item(NamedTuple):
    """A reply as JSON without the last brace; its number as the database wrote it."""

    path: bytes
    id: bytes
    text: bytes


# A fragment that does not say its reply's state was left behind by something that wrote past the
# transition: such a reply is written anew, and never shown in a state it left.
_ITEM = f"""
<r>.path || '{UNIT}' || <r>.id || '{UNIT}' || CASE
  WHEN <r>.state = '{State.PUBLISHED.value}' AND <said> > 0 THEN <r>.fragment
    || ',"score":{{"up":' || <r>.up || ',"down":' || <r>.down
    || '}},"reply_count":' || <r>.reply_count
    || CASE WHEN <r>.pinned THEN ',"pinned":true' ELSE ',"pinned":false' END
    || CASE WHEN <r>.featured THEN ',"featured":true' ELSE ',"featured":false' END
  WHEN <r>.state <> '{State.PUBLISHED.value}' AND <said> = 0 AND <r>.fragment <> ''
  THEN <r>.fragment
    || ',"score":null,"reply_count":' || <r>.reply_count || ',"pinned":false,"featured":false'
  ELSE '' END"""
_BEGINNING = f"substr(<r>.fragment, 1, {BEGINNING})"
_SAID = {
    "sqlite": f"instr({_BEGINNING}, '{WHOLE}')",
    "postgresql": f"strpos({_BEGINNING}, '{WHOLE}')",
}
_JOINED = {
    "sqlite": f"group_concat(x.item, '{RECORD}')",
    "postgresql": f"string_agg(x.item, '{RECORD}')",
}
_BYTES = {"sqlite": "CAST({} AS blob)", "postgresql": "convert_to({}, 'UTF8')"}


def item_sql(rows: str = "r") -> str:
    """Return the SQL of one item of the rows of that name."""
    return _ITEM.replace("<said>", _SAID[connection.vendor]).replace("<r>", rows)


def joined_sql(rows: str) -> str:
    """Return the SQL of the items of `rows` (SQL with a column `item`) as one text."""
    return f"(SELECT {_JOINED[connection.vendor]} FROM ({rows}) x)"  # noqa: S608


def bytes_sql(text: str) -> str:
    """Return the SQL of a text as bytes."""
    return _BYTES[connection.vendor].format(text)


def parted(joined: bytes | None) -> list[Item]:
    """Return the items of joined ones in reading order: that of their paths."""
    return [one(item) for item in sorted(joined.split(RECORD_BYTE))] if joined else []


def one(item: bytes) -> Item:
    """Return an item from the database."""
    return Item._make(item.split(UNIT_BYTE, 2))


def lists(params: dict[str, Any], *several: str) -> list[list[Item]]:
    """Return the items of several SQLs of rows, in one statement."""
    sql = ", ".join(bytes_sql(joined_sql(rows)) for rows in several)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", params)
        found = cursor.fetchone()
    return whole(*map(parted, found))


def whole(*several: list[Item]) -> list[list[Item]]:
    """Return the same items, each with its text: those without a fragment are written now.

    One that was taken away a moment ago has no text any more.
    """
    bare = [int(item.id) for items in several for item in items if not item.text]
    if not bare:
        return list(several)
    texts = written(bare)
    return [
        [item if item.text else item._replace(text=texts.get(int(item.id), b"")) for item in items]
        for items in several
    ]


_FACTS = """
SELECT r.id, r.key, p.key, o.key, r.depth, r.state, r.html, r.created_at, r.edited_at,
       r.author_name, r.author_kind, r.up, r.down, r.reply_count, r.pinned, r.featured
FROM comments_comment r
LEFT JOIN comments_comment p ON p.id = r.parent_id
LEFT JOIN comments_comment o ON o.id = r.root_id
WHERE r.id IN ({marks})
"""


def _facts(ids: Iterable[int]) -> list[tuple[int, Said, Counted]]:
    numbers = list(ids)
    with connection.cursor() as cursor:
        cursor.execute(_FACTS.format(marks=", ".join(["%s"] * len(numbers))), numbers)
        rows = cursor.fetchall()
    return [(row[0], _said(row), Counted(*row[11:14], *map(bool, row[14:]))) for row in rows]


def _said(row: Sequence[Any]) -> Said:
    return Said(
        key=row[1],
        parent=row[2],
        root=row[3],
        depth=row[4],
        there=row[5] == State.PUBLISHED,
        html=row[6],
        created_at=rfc3339(aware(row[7])) or "",
        edited_at=rfc3339(aware(row[8])),
        author_name=row[9],
        author_kind=row[10],
    )


def written(ids: Iterable[int]) -> dict[int, bytes]:
    """Return the JSON of replies (without the last brace) from their facts, by number."""
    return {
        pk: f"{fragment(said)}{ending(counted, there=said.there)}".encode()
        for pk, said, counted in _facts(ids)
    }


def fragment_of(comment: Comment) -> str:
    """Return the fragment of a reply as it is in memory, with its parent and its root."""
    return fragment(said_of(comment))


def said_of(comment: Comment) -> Said:
    """Return the facts of a fragment as they are in memory."""
    return Said(
        key=comment.key,
        parent=comment.parent.key if comment.parent else None,
        root=comment.root.key if comment.root else None,
        depth=comment.depth,
        there=comment.state == State.PUBLISHED,
        html=comment.html,
        created_at=rfc3339(comment.created_at) or "",
        edited_at=rfc3339(comment.edited_at),
        author_name=comment.author_name,
        author_kind=comment.author_kind,
    )


def fragments(ids: Iterable[int]) -> dict[int, str]:
    """Return the fragments of replies from their facts, by number."""
    return {pk: fragment(said) for pk, said, _counted in _facts(ids)}

"""Which replies does a reader see under a story, and in what order?

Readers' queries stand here; each asks for `shown` rows only, and none walks further than the rows
that it returns, however long a thread is and whatever was rejected in between. They are written as
SQL: the database joins the stored fragments with the counts, and a page comes as a few long texts
instead of a hundred rows.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from cms.kernel.errors import Missing
from cms.kernel.raw import adapted, aware
from comments.queries.items import Item, bytes_sql, item_sql, joined_sql, lists, one, parted, whole
from comments.rules import tree

ORDERINGS: dict[str, tuple[str, ...]] = {
    "newest": ("-created_at", "-id"),
    "oldest": ("created_at", "id"),
    "best": ("-wilson", "-id"),
    "controversial": ("-controversy", "-id"),
    "active": ("-last_activity_at", "-id"),
}
READING = ("path",)  # every reply after the one it answers, the older before the younger
ALL = tree.AFTER_ALL


class Root(NamedTuple):
    """An answer to the story itself with its first replies; `sort` tells where it stands."""

    item: Item
    key: bytes
    sort: bytes
    has_below: bool
    replies: list[Item]


class Walk(NamedTuple):
    """Which way through a list, how far: on from a position, or (empty) from its beginning."""

    limit: int
    position: Sequence[Any] = ()
    backwards: bool = False


class Found(NamedTuple):
    """One reply that readers see, and where it stands; the last three are as stored."""

    item: Item
    id: int
    article_id: int
    slug: str
    language: str
    root_id: int | None
    depth: int
    created_at: Any
    raw_until: Any
    touched: int
    raw_changed: Any

    @property
    def path(self) -> str:
        """Return where in the tree it stands."""
        return self.item.path.decode()

    @property
    def live_until(self) -> datetime | None:
        """Return the next moment at which the clock changes its story."""
        return aware(self.raw_until)


def roots(
    article_id: int, ordering: str, walk: Walk, *, first: int, deepest: int = tree.DEEPEST
) -> list[Root]:
    """Return what answers the story itself, as walked, each with its `first` replies.

    One statement; `deepest` is the last level of replies to be read (a root's is 0).
    """
    column = ORDERINGS[ordering][0]
    sql = roots_sql(
        connection.vendor,
        column.removeprefix("-"),
        down=column.startswith("-") is not walk.backwards,
        onwards=bool(walk.position),
        replies=first > 0,
        limited=deepest < tree.DEEPEST,
    )
    params = {"article": article_id, "limit": walk.limit} | _bounds("", ALL, first, deepest)
    if walk.position:
        params["sort"], params["id"] = map(adapted, walk.position)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchone()[0]
    parts = [row.split(FIELD_BYTE) for row in rows.split(ROW_BYTE)] if rows else []
    heads, *below = whole([one(row[3]) for row in parts], *[parted(row[4]) for row in parts])
    return [
        Root(head, row[0], row[1], row[2] == b"1", replies)
        for row, head, replies in zip(parts, heads, below, strict=True)
        if head.text
    ]


def place_of(root: Root, ordering: str) -> list[Any]:
    """Return where a root stands in an order: the values of ORDERINGS."""
    number = int(root.item.id)
    column = ORDERINGS[ordering][0].removeprefix("-")
    if column.endswith("_at"):
        return [aware(root.sort.decode()), number]
    # SQLite writes fifteen digits of a number, which is not the number.
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM comments_comment WHERE id = %s", [number])  # noqa: S608
        row = cursor.fetchone()
    return [row[0] if row else float(root.sort), number]


def _bounds(low: str, high: str, count: int, deepest: int) -> dict[str, Any]:
    """Return the parameters of `thread_sql`."""
    return {"low": low, "high": high, "n": count, "width": tree.WIDTH * (deepest + 1)}


FIELD, ROW = "\x1c", "\x1d"  # beside UNIT and RECORD of an item
FIELD_BYTE, ROW_BYTE = FIELD.encode(), ROW.encode()
_GLUED = {"sqlite": "group_concat", "postgresql": "string_agg"}


@lru_cache(maxsize=64)
def roots_sql(
    vendor: str, column: str, *, down: bool, onwards: bool, replies: bool, limited: bool
) -> str:
    """Return the SQL of roots with their first replies, all as one text.

    SQLite's driver lets go of Python's lock for every row, and another thread takes it meanwhile:
    twenty rows are twenty hand-overs.
    """
    sign, way = ("<", "DESC") if down else (">", "ASC")
    after = f"AND (r.{column}, r.id) {sign} (%(sort)s, %(id)s)" if onwards else ""
    below = joined_sql(thread_sql("r.id", limited=limited)) if replies else "''"
    glued = bytes_sql(f"{_GLUED[vendor]}(z.root, '{ROW}')")
    return f"""
SELECT {glued} FROM (
  SELECT r.key || '{FIELD}' || CAST(r.{column} AS text) || '{FIELD}'
    || CASE WHEN r.visible_descendants > 0 THEN '1' ELSE '0' END || '{FIELD}'
    || {item_sql()} || '{FIELD}' || COALESCE({below}, '') AS root
  FROM comments_comment r
  WHERE r.article_id = %(article)s AND r.parent_id IS NULL AND r.shown {after}
  ORDER BY r.{column} {way}, r.id {way} LIMIT %(limit)s) z"""  # noqa: S608


def thread_sql(root: str = "%(root)s", *, limited: bool, backwards: bool = False) -> str:
    """Return the SQL of the items of a thread, a reply after the one it answers.

    `limited` to paths of a width, it steps over what is deeper: one look into the index for each
    row, so a chain of ten thousand below the first one costs nothing. Parameters: low and high
    (paths, both excluded), n, width.
    """
    if limited:
        return _steps_sql(root, backwards=backwards)
    way = "DESC" if backwards else "ASC"
    return f"""
SELECT {item_sql("t")} AS item FROM comments_comment t
WHERE t.root_id = {root} AND t.shown AND t.path > %(low)s AND t.path < %(high)s
ORDER BY t.path {way} LIMIT %(n)s"""  # noqa: S608


def _steps_sql(root: str, *, backwards: bool) -> str:
    if backwards:  # what stands before is at most so wide, or below a reply that is
        first, low, high = "substr(t.path, 1, %(width)s)", "%(low)s", "s.path"
    else:
        first, high = "t.path", "%(high)s"
        low = f"CASE WHEN length(s.path) < %(width)s THEN s.path ELSE s.path || '{ALL}' END"
    step = f"""CAST((SELECT {first} FROM comments_comment t
      WHERE t.root_id = {root} AND t.shown AND t.path > {{}} AND t.path < {{}}
      ORDER BY t.path {"DESC" if backwards else "ASC"} LIMIT 1) AS text)"""  # noqa: S608
    return f"""
SELECT item FROM (
  WITH RECURSIVE step(path, place) AS (
    SELECT {step.format("%(low)s", "%(high)s")}, 1
    UNION ALL
    SELECT {step.format(low, high)}, s.place + 1 FROM step s
    WHERE s.path IS NOT NULL AND s.place < %(n)s
  )
  SELECT {item_sql("t")} AS item FROM step CROSS JOIN comments_comment t
  WHERE t.root_id = {root} AND t.shown AND t.path = step.path) y"""  # noqa: S608


def replies(comment: Found, walk: Walk, *, deepest: int) -> list[Item]:
    """Return what stands below a reply, in reading order whichever way it is walked."""
    low, high = tree.below(comment.path)
    if walk.position and walk.backwards:
        high = walk.position[0]
    elif walk.position:
        low = _past(walk.position[0], deepest)
    limited = deepest < tree.DEEPEST
    sql = thread_sql(limited=limited, backwards=walk.backwards)
    params = {"root": comment.root_id or comment.id} | _bounds(low, high, walk.limit, deepest)
    return lists(params, sql)[0]


def _past(path: str, deepest: int) -> str:
    """Return the path to go on after: at the last level, past all that stands below it."""
    return path + ALL if tree.depth_of(path) >= deepest else path


_ONE = """
SELECT {item}, r.id, r.article_id, e.slug, e.language, r.root_id, r.depth, r.created_at,
       e.live_until, COALESCE(d.touched, 0), d.changed_at
FROM comments_comment r
JOIN articles_edition e ON e.article_id = r.article_id
LEFT JOIN articles_discussion d ON d.article_id = r.article_id
WHERE r.key = %s AND r.shown AND e.live_from <= %s AND (e.live_until IS NULL OR e.live_until > %s)
"""


def found(key: str, at: datetime) -> Found:
    """Return a reply by its public id, in one statement.

    Raises Missing (404) unless its story is live and readers see it.
    """
    moment = adapted(at)
    with connection.cursor() as cursor:
        cursor.execute(_ONE.format(item=bytes_sql(item_sql())), [key, moment, moment])
        row = cursor.fetchone()
    items = whole([one(row[0])])[0] if row else []
    if not items or not items[0].text:
        raise Missing
    return Found(items[0], *row[1:])


def around(comment: Found, *, count: int) -> tuple[list[Item], list[Item], list[Item]]:
    """Return what a reply answers, from the root down, what stands before it, and what after.

    The latter two are up to `count` replies at the same place, oldest first. One statement.
    """
    params: dict[str, Any] = {"article": comment.article_id, "n": count}
    if comment.root_id is None:
        params |= {"at": comment.created_at, "id": comment.id}
        above = [[], *lists(params, _beside_root("<"), _beside_root(">"))]
        return above[0], above[1], above[2]
    paths = tree.ancestors(comment.path)
    low, high = tree.below(paths[0])
    params |= {
        "root": comment.root_id,
        "width": len(comment.path),
        "low": low,
        "here": comment.path,
        "past": comment.path + ALL,
        "high": high,
        **{f"p{place}": path for place, path in enumerate(paths)},
    }
    before = thread_sql(limited=True, backwards=True).replace("%(high)s", "%(here)s")
    after = thread_sql(limited=True).replace("%(low)s", "%(past)s")
    ancestors, left, right = lists(params, _above_sql(len(paths)), before, after)
    return ancestors, left, right


def _beside_root(sign: str) -> str:
    way = "DESC" if sign == "<" else "ASC"
    return f"""
SELECT {item_sql()} AS item FROM comments_comment r
WHERE r.article_id = %(article)s AND r.parent_id IS NULL AND r.shown
  AND (r.created_at, r.id) {sign} (%(at)s, %(id)s)
ORDER BY r.created_at {way}, r.id {way} LIMIT %(n)s"""  # noqa: S608


def _above_sql(number: int) -> str:
    marks = ", ".join(f"%(p{place})s" for place in range(number))
    return f"""
SELECT {item_sql()} AS item FROM comments_comment r
WHERE r.article_id = %(article)s AND r.path IN ({marks}) AND r.shown"""  # noqa: S608


_COUNTS = """
SELECT e.article_id, e.slug, e.language, COALESCE(d.comment_count, 0)
FROM articles_edition e LEFT JOIN articles_discussion d ON d.article_id = e.article_id
WHERE e.slug IN ({marks}) AND e.live_from <= %s AND (e.live_until IS NULL OR e.live_until > %s)
"""


def counts(
    slugs: Iterable[str], language: str | None, at: datetime
) -> list[tuple[int, str, str, int]]:
    """Return (article, slug, language, how many replies readers see) of each live story."""
    names, moment = sorted(slugs), adapted(at)
    sql = _COUNTS.format(marks=", ".join(["%s"] * len(names)))
    params = [*names, moment, moment]
    if language:
        sql, params = f"{sql} AND e.language = %s", [*params, language]
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY e.slug, e.language", params)
        return list(cursor.fetchall())

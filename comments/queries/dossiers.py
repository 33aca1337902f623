"""What do moderators see of the replies of a page of the queue? Everything that helps to decide.

One statement for a page, whatever its size, written as SQL: a moderator reads a thousand of them an
hour. Only where a row says that there is more (open reports, perhaps a ban, nothing said by the
aid) one more is asked for each of these.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from cms.kernel.ordered import after_sql, order_sql
from cms.kernel.paging import Source
from cms.kernel.raw import adapted, aware, opened
from comments.models import State
from comments.queries.aid import Said, Weighed
from comments.queries.queue import TABLE, Wanted, among, where
from comments.queries.records import Record
from comments.queries.scope import Scope
from comments.rules.states import OVER, Move, possible
from comments.rules.states import State as States

EXCERPT = 140  # characters of the reply that is answered


class Dossier(NamedTuple):
    """A reply, and what stands beside it; `raw_` is as the database gives it.

    Of the story only what is live; `maybe_banned` is to be looked at, False is sure.
    """

    id: int
    key: str
    version: int
    revision: int
    state: str
    needs_review: bool
    text: str
    html: str
    language: str
    author_name: str
    author_kind: str
    author_url: str
    author_email: str
    identity: str
    email_hash: str
    network_hash: str
    category_id: int | None
    depth: int
    raw_held_for: Any
    risk: float
    doubt: float
    open_reports: int
    report_weight: float
    raw_turn_at: Any
    raw_created_at: Any
    raw_edited_at: Any
    raw_removed_at: Any
    claimed_by_id: int | None
    raw_claimed_until: Any
    claimed_by: str | None
    parent_key: str | None
    parent_author: str | None
    parent_text: str | None
    slug: str | None
    story_language: str | None
    headline: str | None
    chance: float | None
    aid_version: str | None
    raw_why: Any
    commenter_id: int | None
    raw_premoderated_until: Any
    raw_record: str | None
    maybe_banned: bool

    @property
    def pk(self) -> int:
        """Return the number of the reply."""
        return self.id

    @property
    def turn_at(self) -> datetime | None:
        """Return when its turn comes."""
        return aware(self.raw_turn_at)

    @property
    def created_at(self) -> datetime:
        """Return when it was written."""
        return aware(self.raw_created_at)  # type: ignore[return-value]

    @property
    def held_for(self) -> list[dict[str, Any]]:
        """Return what the screening found."""
        return opened(self.raw_held_for)  # type: ignore[no-any-return]

    @property
    def moves(self) -> list[Move]:
        """Return what a moderator can decide on it now (models.Comment.moves)."""
        state = States(self.state)
        if self.raw_removed_at is not None or state in OVER:
            return []
        return possible(state, unread=bool(self.open_reports or self.needs_review))

    @property
    def record(self) -> Record:
        """Return what became of all that its author wrote, as far as it is in scope."""
        if self.raw_record is None:
            return Record()
        published, rejected, waiting, written, first_seen = self.raw_record.split("|")
        numbers = int(published), int(rejected), int(waiting), int(written)
        return Record(*numbers, aware(first_seen))

    @property
    def said(self) -> tuple[Said, list[Weighed]] | None:
        """Return what the aid said of it, and why; None where nothing was kept."""
        if self.chance is None:
            return None
        why = [Weighed(*part) for part in opened(self.raw_why)]
        return Said(self.chance, self.aid_version or ""), why


class Waiting(Source):
    """The dossiers of what is wanted."""

    def __init__(self, wanted: Wanted, *, at: datetime) -> None:
        """Look the slugs up, in a statement each."""
        self.at, self.scope = at, wanted.scope
        self.where, self.params = where(wanted, at)

    def count(self) -> int:
        """Return how many there are."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {TABLE} WHERE {self.where}", self.params)  # noqa: S608 - the values are parameters
            return int(cursor.fetchone()[0])

    def read(
        self, order: Sequence[str], position: Sequence[Any], *, start: int, count: int
    ) -> list[Dossier]:
        """Return a part of them in an order; one statement."""
        onwards, params = self.where, list(self.params)
        if position:
            after, values = after_sql(order, position, TABLE)
            onwards, params = f"{onwards} AND {after}", params + values
        return _read(onwards, tuple(order), [*params, count, start], self.at, self.scope)


def dossiers_of(
    pks: Sequence[int], order: Sequence[str], *, at: datetime, scope: Scope
) -> list[Dossier]:
    """Return the dossiers of replies by their numbers, in an order; one statement.

    The replies are taken as they are; `scope` bounds the records of who wrote them.
    """
    marks = ", ".join(["%s"] * len(pks)) or "NULL"
    return _read(f"{TABLE}.id IN ({marks})", tuple(order), [*pks, len(pks), 0], at, scope)


def _read(
    onwards: str, order: tuple[str, ...], params: list[Any], at: datetime, scope: Scope
) -> list[Dossier]:
    moment, (within, rooms) = adapted(at), _within(scope)
    with connection.cursor() as cursor:
        sql = _sql(connection.vendor, onwards, order, within)
        cursor.execute(sql, [*rooms, *params, moment, moment])
        return [Dossier._make(row) for row in cursor.fetchall()]


def _within(scope: Scope) -> tuple[str, list[Any]]:
    """Return the condition on what a record counts; the "+" keeps it to the index of records."""
    if scope.categories is None:
        return "", []
    said, rooms = among("+r.category_id", scope.categories)
    return f" AND {said}", rooms


_COMMENT = ", ".join(
    f"c.{name}"
    for name in (
        *("id", "key", "version", "revision", "state", "needs_review", "text", "html", "language"),
        *("author_name", "author_kind", "author_url", "author_email"),
        *("identity", "email_hash", "network_hash", "category_id", "depth", "held_for"),
        *("risk", "doubt", "open_reports", "report_weight", "turn_at", "created_at", "edited_at"),
        *("removed_at", "claimed_by_id", "claimed_until"),
    )
)
# From one index, comment_record; empty where nobody knows who wrote.
_RECORD = f"""
SELECT COUNT(CASE WHEN r.state = '{State.PUBLISHED.value}' THEN 1 END) || '|'
  || COUNT(CASE WHEN r.state IN ('{State.REJECTED.value}', '{State.SPAM.value}') THEN 1 END) || '|'
  || COUNT(CASE WHEN r.state = '{State.PENDING.value}' THEN 1 END) || '|'
  || COUNT(*) || '|' || MIN(r.created_at)
FROM {TABLE} r WHERE r.identity = c.identity AND c.identity <> ''{{within}}"""  # noqa: S608
# The domain as far as SQL can fold it; an address that is not ASCII is looked at in any case.
_MAYBE_BANNED = """
SELECT 1 FROM comments_ban b WHERE b.ended_at IS NULL AND (
  (b.kind = 'identity' AND b.value = c.identity AND c.identity <> '')
  OR (b.kind = 'email' AND b.value = c.email_hash AND c.email_hash <> '')
  OR (b.kind = 'network' AND b.value = c.network_hash AND c.network_hash <> '')
  OR (b.kind = 'domain' AND c.author_email <> '' AND (
    lower(c.author_email) LIKE '%%@' || b.value OR {bytes} <> length(c.author_email))))"""
_BYTES = {
    "sqlite": "length(CAST(c.author_email AS blob))",
    "postgresql": "octet_length(c.author_email)",
}


@lru_cache(maxsize=256)
def _sql(vendor: str, onwards: str, order: tuple[str, ...], within: str) -> str:
    """Return the statement; the rows are found by their index alone, then all beside them."""
    banned, record = _MAYBE_BANNED.format(bytes=_BYTES[vendor]), _RECORD.format(within=within)
    return f"""
SELECT {_COMMENT}, u.username, p.key, p.author_name, substr(p.text, 1, {EXCERPT}),
  e.slug, e.language, e.headline, a.chance, a.version, a.why,
  k.id, k.premoderated_until, ({record}), EXISTS ({banned})
FROM (
  SELECT {TABLE}.id FROM {TABLE} WHERE {onwards}
  ORDER BY {order_sql(order, TABLE)} LIMIT %s OFFSET %s
) x CROSS JOIN {TABLE} c
LEFT JOIN auth_user u ON u.id = c.claimed_by_id
LEFT JOIN {TABLE} p ON p.id = c.parent_id
LEFT JOIN articles_edition e ON e.article_id = c.article_id
  AND e.live_from <= %s AND (e.live_until IS NULL OR e.live_until > %s)
LEFT JOIN comments_appraisal a ON a.comment_id = c.id
LEFT JOIN comments_commenter k ON k.identity = c.identity AND c.identity <> ''
WHERE c.id = x.id
ORDER BY {order_sql(order, "c")}"""  # noqa: S608 - our own words; the values are parameters

# ruff: noqa: S608 - every text here is our own
"""Who counts the editions of a list? The database, whatever the statement (ListedCount).

An edition counts in the list of all, in that of its language, and in those of what it mentions,
while it has no end. Triggers are made anew after every `migrate` (SQLite loses a table's triggers
when a migration rebuilds it); where nothing was ever counted, all is counted then.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connections, transaction

from articles.models.listed_counts import ALL, HEADINGS

TABLES = {"articles_listedcount", "articles_edition", "articles_mention"}
KINDS = ", ".join(str(int(kind)) for kind in HEADINGS)
ONTO = " ON CONFLICT (name) DO UPDATE SET n = articles_listedcount.n + EXCLUDED.n"
INTO = "INSERT INTO articles_listedcount (name, n)"


def count_on(using: str = "default", **_signal: Any) -> None:
    """Make the triggers on a database, and count if nobody has; a receiver of `post_migrate`."""
    connection = connections[using]
    if not {*connection.introspection.table_names()} >= TABLES:
        return  # migrated to a time before it was there
    made = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    with transaction.atomic(using), connection.cursor() as cursor:
        for statement in made():  # from here on nothing is written that they do not see
            cursor.execute(statement)
        cursor.execute("SELECT 1 FROM articles_listedcount LIMIT 1")
        if cursor.fetchone() is None:
            cursor.execute(_counted_anew())


def _counted_anew() -> str:
    heading = _name_of("m")
    return (
        f"{INTO} SELECT '{ALL}', COUNT(*) FROM articles_edition WHERE live_until IS NULL"
        " UNION ALL SELECT 'language-' || language, COUNT(*) FROM articles_edition"
        " WHERE live_until IS NULL GROUP BY language"
        f" UNION ALL SELECT {heading}, COUNT(*) FROM articles_mention m"
        " JOIN articles_edition e ON e.id = m.edition_id"
        f" WHERE e.live_until IS NULL AND m.kind IN ({KINDS}) GROUP BY {heading}"
    )


def _name_of(mention: str) -> str:
    """Return the SQL of the list that a mention puts its edition into."""
    words = " ".join(f"WHEN {int(kind)} THEN '{word}-'" for kind, word in HEADINGS.items())
    return f"(CASE {mention}.kind {words} END) || {mention}.target_id"


def _lists_of(edition: str, change: str) -> str:
    """Return the SQL that adds to every list that an edition stands in."""
    return (
        f"{INTO} SELECT name, {change} FROM (SELECT '{ALL}' AS name"
        f" UNION ALL SELECT 'language-' || {edition}.language"
        f" UNION ALL SELECT {_name_of('m')} FROM articles_mention m"
        f" WHERE m.edition_id = {edition}.id AND m.kind IN ({KINDS})) x WHERE 1 = 1{ONTO}"
    )


def _list_of(mention: str, change: int) -> str:
    """Return the SQL that adds to the list of a mention, if its edition is there and has no end."""
    return (
        f"{INTO} SELECT {_name_of(mention)}, {change} FROM articles_edition e"
        f" WHERE e.id = {mention}.edition_id AND e.live_until IS NULL"
        f" AND {mention}.kind IN ({KINDS}){ONTO}"
    )


_ENDED = "(NEW.live_until IS NULL) <> (OLD.live_until IS NULL)"
_TURN = "CASE WHEN NEW.live_until IS NULL THEN 1 ELSE -1 END"
_MENTION = "UPDATE OF kind, target_id, edition_id ON articles_mention"
# (name, event, condition, what is done).
EVENTS = (
    (
        "edition_came",
        "INSERT ON articles_edition",
        "NEW.live_until IS NULL",
        (_lists_of("NEW", "1"),),
    ),
    ("edition_turned", "UPDATE OF live_until ON articles_edition", _ENDED,
     (_lists_of("NEW", _TURN),)),
    ("edition_went", "DELETE ON articles_edition", "OLD.live_until IS NULL",
     (_lists_of("OLD", "-1"),)),
    ("mention_came", "INSERT ON articles_mention", "", (_list_of("NEW", 1),)),
    ("mention_moved", _MENTION, "", (_list_of("OLD", -1), _list_of("NEW", 1))),
    ("mention_went", "DELETE ON articles_mention", "", (_list_of("OLD", -1),)),
)  # fmt: skip


def _on_sqlite() -> Iterator[str]:
    for name, event, condition, statements in EVENTS:
        when = f" WHEN {condition}" if condition else ""
        yield (
            f"CREATE TRIGGER IF NOT EXISTS listed_{name} AFTER {event}{when}"
            f" BEGIN {'; '.join(statements)}; END"
        )


def _on_postgresql() -> Iterator[str]:
    for name, event, condition, statements in EVENTS:
        when = f" WHEN ({condition})" if condition else ""
        yield (
            f"CREATE OR REPLACE FUNCTION listed_{name}() RETURNS trigger LANGUAGE plpgsql"
            f" AS $$ BEGIN {'; '.join(statements)}; RETURN NULL; END $$"
        )
        yield (
            f"CREATE OR REPLACE TRIGGER listed_{name} AFTER {event}"
            f" FOR EACH ROW{when} EXECUTE FUNCTION listed_{name}()"
        )

# ruff: noqa: S608 - every text here is our own
"""Who notices that something which readers see has changed? The database, whatever the statement.

Triggers write PublicState and PublicChange. They are made anew after every `migrate` (SQLite loses
a table's triggers when a migration rebuilds it), and doing so twice changes nothing.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connections

SHOWN = (
    "articles_edition",
    "articles_mention",
    "articles_quoteinprint",
    "articles_address",
    "articles_withdrawal",
    "articles_expert",
    "articles_expertname",
    "articles_author",
    "articles_tag",
    "articles_category",
    "articles_searchslip",
)
EVENTS = ("INSERT", "UPDATE", "DELETE")
# Which rows tell of a change to a story: (name, event, table, when, article). An edition that is
# to begin later tells nothing yet: it would give away that something is planned.
TOLD = (
    ("begun", "INSERT", "articles_edition", "NEW.live_from <= NEW.rendered_at", "NEW.article_id"),
    (
        "rendered",
        "UPDATE OF rendered_at",
        "articles_edition",
        "NEW.live_from <= NEW.rendered_at",
        "NEW.article_id",
    ),
    ("withdrawn", "INSERT", "articles_withdrawal", "NEW.article_id > 0", "NEW.article_id"),
    ("withdrawn_again", "UPDATE", "articles_withdrawal", "NEW.article_id > 0", "NEW.article_id"),
    (
        "addressed",
        "UPDATE OF article_id",
        "articles_address",
        "NEW.article_id <> OLD.article_id",
        "NEW.article_id",
    ),
)
MERGED = "articles_address", "NEW.article_id <> OLD.article_id"


def watch(using: str = "default", **_signal: Any) -> None:
    """Make the triggers on a database; a receiver of `post_migrate`."""
    connection = connections[using]
    if not {"articles_publicchange", *SHOWN} <= {*connection.introspection.table_names()}:
        return  # migrated to a time before it was there
    made = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    with connection.cursor() as cursor:
        for statement in made():
            cursor.execute(statement)


_FIRST = (
    "INSERT INTO articles_publicstate (id, number, mark) SELECT 1, 0, 0"
    " WHERE NOT EXISTS (SELECT 1 FROM articles_publicstate WHERE id = 1)"
)


def _on_sqlite() -> Iterator[str]:
    """One writer at a time: numbers are visible in their order anyway."""
    moved = f"{_FIRST}; UPDATE articles_publicstate SET number = number + 1, mark = random()"
    number = "(SELECT number FROM articles_publicstate WHERE id = 1)"
    for table in SHOWN:
        for event in EVENTS:
            yield _sqlite(f"{table}_{event.lower()}", f"AFTER {event} ON {table}", moved)
    for name, event, table, when, article in TOLD:
        told = (
            f"{moved}; DELETE FROM articles_publicchange WHERE article_id = {article};"
            f" INSERT INTO articles_publicchange (article_id, number) VALUES ({article}, {number})"
        )
        yield _sqlite(name, f"AFTER {event} ON {table} WHEN {when}", told)
    table, when = MERGED
    merged = (
        f"{moved}; DELETE FROM articles_publicchange WHERE article_id = OLD.article_id;"
        ' INSERT INTO articles_publicchange (article_id, number, "into")'
        f" VALUES (OLD.article_id, {number}, NEW.article_id)"
    )
    yield _sqlite("merged", f"AFTER UPDATE OF article_id ON {table} WHEN {when}", merged)


def _sqlite(name: str, event: str, statements: str) -> str:
    return f"CREATE TRIGGER IF NOT EXISTS public_{name} {event} BEGIN {statements}; END"


def _on_postgresql() -> Iterator[str]:
    """The row of PublicState is held before any row that readers see is touched: no deadlocks."""
    yield "CREATE SEQUENCE IF NOT EXISTS articles_publicchange_numbers"
    yield _function(
        "public_moved()",
        f"{_FIRST} ON CONFLICT DO NOTHING; UPDATE articles_publicstate"
        " SET number = number + 1, mark = (random() * 9007199254740992)::bigint WHERE id = 1;"
        " RETURN NULL;",
    )
    yield _function("public_told()", f"{_told('NEW.article_id', 'NULL')} RETURN NULL;")
    merged = _told("OLD.article_id", "NEW.article_id")
    yield _function("public_merged()", f"{merged} RETURN NULL;")
    for table in SHOWN:
        for event in EVENTS:
            name = f"public_{table}_{event.lower()}"
            yield (
                f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION public_moved()"
            )
    for name, event, table, when, _article in TOLD:
        yield _row_trigger(name, event, table, when, "public_told()")
    table, when = MERGED
    yield _row_trigger("merged", "UPDATE OF article_id", table, when, "public_merged()")


def _told(article: str, into: str) -> str:
    return (
        'INSERT INTO articles_publicchange (article_id, number, "into")'
        f" VALUES ({article}, nextval('articles_publicchange_numbers'), {into})"
        " ON CONFLICT (article_id) DO UPDATE"
        ' SET number = EXCLUDED.number, "into" = EXCLUDED."into";'
    )


def _function(name: str, body: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name} RETURNS trigger LANGUAGE plpgsql"
        f" AS $$ BEGIN {body} END $$"
    )


def _row_trigger(name: str, event: str, table: str, when: str, function: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER public_{name} AFTER {event} ON {table}"
        f" FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {function}"
    )

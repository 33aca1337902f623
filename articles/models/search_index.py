"""What does the database do for searches by itself? Its own full-text index, kept with the slips.

SQLite has a table of FTS5 with the numbers of the slips, PostgreSQL a column of them. Terms come
ready made (rules.search_terms), so neither database is asked to read a language. All this is made
anew after every `migrate`: SQLite loses a table's triggers when a migration rebuilds it.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection, connections

from articles.rules.search_slip import Slip

INDEX = "articles_searchindex"  # of SQLite; tables of its own have longer names
VECTOR = ("articles_searchslip", "terms")  # of PostgreSQL; a table and its column
_SQLITE = (
    # Terms are letters, digits and the signs that belong to them.
    """CREATE VIRTUAL TABLE IF NOT EXISTS articles_searchindex USING fts5(
    headline, rest, spelt, filed, columnsize = 0, prefix = '3',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'")""",
    """CREATE TRIGGER IF NOT EXISTS search_slip_gone AFTER DELETE ON articles_searchslip
    BEGIN DELETE FROM articles_searchindex WHERE rowid = OLD.number; END""",
    """CREATE TRIGGER IF NOT EXISTS search_slip_ends AFTER UPDATE OF live_until ON articles_edition
    BEGIN UPDATE articles_searchslip SET live_until = NEW.live_until
    WHERE edition_id = NEW.id; END""",
)
_POSTGRESQL = (
    "ALTER TABLE articles_searchslip ADD COLUMN IF NOT EXISTS terms tsvector",
    """CREATE INDEX IF NOT EXISTS search_slip_terms ON articles_searchslip
    USING gin (terms) WITH (fastupdate = off)""",
    """CREATE OR REPLACE FUNCTION search_slip_ends() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE articles_searchslip SET live_until = NEW.live_until WHERE edition_id = NEW.id;
    RETURN NULL; END $$""",
    """CREATE OR REPLACE TRIGGER search_slip_ends AFTER UPDATE OF live_until ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION search_slip_ends()""",
)
_TO_SQLITE = (
    "INSERT INTO articles_searchindex (rowid, headline, rest, spelt, filed)"
    " VALUES (%s, %s, %s, %s, %s)"
)
_TO_POSTGRESQL = "UPDATE articles_searchslip SET terms = %s::tsvector WHERE number = %s"


def prepare(using: str = "default", **_signal: Any) -> None:
    """Make the index on a database; a receiver of `post_migrate`."""
    on = connections[using]
    if "articles_searchslip" not in on.introspection.table_names():
        return  # migrated to a time before it was there
    with on.cursor() as cursor:
        for statement in _SQLITE if on.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def write(slips: Sequence[tuple[int, str, Slip]]) -> None:
    """Index the terms of new slips: each with its number and what it is filed under."""
    statement, row = (
        (_TO_SQLITE, _columns) if connection.vendor == "sqlite" else (_TO_POSTGRESQL, _with_vector)
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, [row(*slip) for slip in slips])


def _columns(number: int, filed: str, slip: Slip) -> list[int | str]:
    return [number, " ".join(slip.headline), " ".join(slip.rest), " ".join(slip.spelt), filed]


def _with_vector(number: int, filed: str, slip: Slip) -> list[int | str]:
    return [_vector(slip, filed), number]


def _vector(slip: Slip, filed: str) -> str:
    """Write a tsvector: the headline's terms are of weight A; "=" spelt, "#" filed."""
    places: dict[str, list[str]] = {}
    for place, term in enumerate(slip.headline, 1):
        places.setdefault(term, []).append(f"{place}A")
    for place, term in enumerate(slip.rest, len(slip.headline) + 10):
        places.setdefault(term, []).append(str(place))
    lexemes = [f"'{term}':{','.join(where[:250])}" for term, where in places.items()]
    lexemes += [f"'={word}'" for word in slip.spelt]
    return " ".join([*lexemes, *(f"'#{mark}'" for mark in filed.split())])

"""What does the database do for searches by itself? Its own full-text index, kept with the slips.

SQLite has a table of FTS5 with the numbers of the slips, PostgreSQL a column of them. Terms come
ready made (rules.search_terms), so neither database is asked to read a language. Beside the terms
of the whole text stand those of the headline, the words that their term does not begin, and what a
story is filed under, each behind a sign that no term begins with: so the database need not look
where in a story a term stands. All this is made anew after every `migrate`: SQLite loses a table's
triggers when a migration rebuilds it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection, connections

from articles.rules.search_slip import Slip

INDEX = "articles_searchindex"  # of SQLite; tables of its own have longer names
VECTOR = ("articles_searchslip", "terms")  # of PostgreSQL; a table and its column
MOST_PLACES = 250  # of a term; PostgreSQL keeps 255
BREAK = "\ue003"  # between headline and rest: no phrase goes on from one to the other


class Signs(NamedTuple):
    """What stands before a term of the headline, a word as it is spelt, and what is filed under."""

    headline: str
    spelt: str
    filed: str


SIGNS = {
    "sqlite": Signs(headline="\ue000", spelt="\ue001", filed="\ue002"),
    "postgresql": Signs(headline="^", spelt="=", filed="#"),
}
_SQLITE = (
    # Terms are letters, digits and the signs that belong to them; our own signs are of private use.
    """CREATE VIRTUAL TABLE IF NOT EXISTS articles_searchindex USING fts5(
    terms, columnsize = 0, prefix = '3 4',
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
_TO_SQLITE = "INSERT INTO articles_searchindex (terms, rowid) VALUES (%s, %s)"
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
    statement, made = (
        (_TO_SQLITE, _line) if connection.vendor == "sqlite" else (_TO_POSTGRESQL, _vector)
    )
    rows = [(made(slip, filed), number) for number, filed, slip in slips]
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _line(slip: Slip, filed: str) -> str:
    """Write what FTS5 cuts at the spaces."""
    in_headline, spelt, under = _signed(slip, filed)
    return " ".join([*slip.headline, BREAK, *slip.rest, *in_headline, *spelt, *under])


def _vector(slip: Slip, filed: str) -> str:
    """Write a tsvector: https://www.postgresql.org/docs/current/datatype-textsearch.html."""
    in_headline, spelt, under = _signed(slip, filed)
    places: dict[str, list[str]] = {}
    for terms in ([*slip.headline, BREAK, *slip.rest], in_headline):
        for place, term in enumerate(terms, 1):
            places.setdefault(term, []).append(str(place))
    del places[BREAK]
    lexemes = [f"'{term}':{','.join(where[:MOST_PLACES])}" for term, where in places.items()]
    return " ".join([*lexemes, *(f"'{term}'" for term in (*spelt, *under))])


def _signed(slip: Slip, filed: str) -> tuple[list[str], list[str], list[str]]:
    signs = SIGNS[connection.vendor]
    return (
        [signs.headline + term for term in slip.headline],
        [signs.spelt + word for word in slip.spelt],
        [signs.filed + mark for mark in filed.split()],
    )

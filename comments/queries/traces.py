"""Where in the database are these words still written down?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection

from articles.models.search_index import INDEX, VECTOR
from comments.rules.traces import pieces, spellings

AT_ONCE = 200  # pieces in one statement
TEXTUAL = {"CharField", "TextField", "JSONField"}
COMMENTS = "comments_comment"
# Where an erased reply leaves nothing: what is found hangs on other readers' replies.
QUOTING = {"comments_commentrevision", "comments_appraisal"}
# Whose words stand there: other readers', the newsroom's. They may name or quote anybody.
OTHERS = ("articles_", "auth_", "media_", "django_")
MODERATORS = (("comments_decision", "note"), ("comments_ban", "note"))
ACCOUNTS = ("auth_user", "email")
# Where we ourselves might write a name down.
NAMED_BY_US = {
    ("comments_ban", "label"),
    ("comments_letter", "facts"),
    ("comments_letter", "trouble"),
    ("kernel_announcement", "facts"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What would give somebody away."""

    emails: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trace:
    """A place where something was found; `foreign` where others wrote it, who may."""

    table: str
    column: str
    what: str
    rows: int
    foreign: bool = False

    def __str__(self) -> str:
        return f"{self.table}.{self.column}: {self.what} ({self.rows})"


def traces(words: Words) -> Iterator[Trace]:
    """Search every text and JSON column of every table, whatever room it belongs to."""
    kinds = (
        ("e-mail address", {spelling for one in words.emails for spelling in spellings(one)}),
        ("name", {spelling for one in words.names for spelling in spellings(one)}),
        ("text", {spelling for one in pieces(words.texts) for spelling in spellings(one)}),
    )
    for table, column in columns():
        for what, needles in kinds:
            if needles:
                yield from _in_column(table, column, what, sorted(needles))


def columns() -> Iterator[tuple[str, str]]:
    """Yield every column that can hold words, with its table.

    What is kept for searches is left out: it holds the terms of stories only.
    """
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in sorted(tables):
            if table.startswith(INDEX):
                continue
            for column in connection.introspection.get_table_description(cursor, table):
                if (table, column.name) != VECTOR and _holds_words(column):
                    yield table, column.name


def _holds_words(column: Any) -> bool:
    """Return whether a column can hold words; one of a type that Django does not know can."""
    try:
        return connection.introspection.get_field_type(column.type_code, column) in TEXTUAL
    except KeyError:
        return True


def _in_column(table: str, column: str, what: str, needles: list[str]) -> Iterator[Trace]:
    found = [value for value in _values(table, column, needles) if _says(value[0], what, needles)]
    if table != COMMENTS:
        if found:
            foreign = _is_foreign(table, column, what)
            yield Trace(table, column, what, len(found), foreign=foreign)
        return
    # Replies of others may say the same; those that were erased say nothing.
    own = [value for value in found if value[1]]
    if own:
        yield Trace(table, column, what, len(own))
    if len(found) > len(own):
        foreign = what != "e-mail address"
        yield Trace(table, column, what, len(found) - len(own), foreign=foreign)


def _says(value: str, what: str, needles: Iterable[str]) -> bool:
    """Return whether it is said: a name not in the middle of a word or of an address."""
    if what != "name":
        return True
    alone = "|".join(rf"(?<![\w@.]){re.escape(needle)}(?![\w@])" for needle in needles)
    return bool(re.search(alone, value, re.IGNORECASE))


def _is_foreign(table: str, column: str, what: str) -> bool:
    if what == "e-mail address":
        return (table, column) == ACCOUNTS
    if table.startswith(OTHERS) or (table, column) in MODERATORS:
        return True
    if what == "name":
        return (table, column) not in NAMED_BY_US
    return table in QUOTING


def _values(table: str, column: str, needles: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield each value that holds one of the needles, whatever the case, and if it was erased."""
    quote = connection.ops.quote_name
    position = "STRPOS" if connection.vendor == "postgresql" else "INSTR"
    words = f"CAST({quote(column)} AS TEXT)"
    one = f"{position}(LOWER({words}), LOWER(%s)) > 0"
    erased = "erased_at IS NOT NULL" if table == COMMENTS else "FALSE"
    waiting = iter(needles)
    with connection.cursor() as cursor:
        while some := list(islice(waiting, AT_ONCE)):
            any_of = " OR ".join([one] * len(some))
            sql = f"SELECT {words}, {erased} FROM {quote(table)} WHERE {any_of}"  # noqa: S608 - names from the catalogue, values as parameters
            params: list[Any] = some
            cursor.execute(sql, params)
            yield from cursor

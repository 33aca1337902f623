"""How are rows read and written where it happens very often? By statements put together once.

Django's ORM puts every statement together anew, at several times the cost of running it. Here the
text is kept for each model and its columns; what is more than text, number or truth goes the way of
Django's own fields, so both databases hold what `save` would have written. No signals are sent.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, JSONField, Model

Row = TypeVar("Row", bound=Model)
Column: TypeAlias = "Field[Any, Any]"
PLAIN = {str, int, float, bool, type(None)}  # the drivers write these as they are


class Statement(NamedTuple):
    """The text of a statement, its columns, and what takes their values from a row."""

    sql: str
    columns: tuple[Column, ...]
    values_of: Callable[[Any], tuple[Any, ...]]


def run(sql: str, values: Sequence[Any] = ()) -> int:
    """Run a statement; return how many rows it wrote."""
    return _on(connections[DEFAULT_DB_ALIAS]).run(sql, values)


def rows(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run a statement; return its rows as the driver gives them."""
    return _on(connections[DEFAULT_DB_ALIAS]).rows(sql, values)


def first(sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
    """Run a statement; return its first row as the driver gives it."""
    found = rows(sql, values)
    return found[0] if found else None


def planned(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run a read that is planned once for each connection; return its rows.

    For long statements: PostgreSQL plans one anew each time it comes through Django's cursors,
    which takes several times what running it does. So it is where connections are pooled.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if _watched(connection) or connection.needs_rollback:
        return Cursors(connection).rows(sql, values)
    connection.close_if_health_check_failed()  # as Django's cursors do, once in a request
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return Straight(connection).rows(sql, values)
    if connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        return Cursors(connection).rows(sql, values)
    with connection.wrap_database_errors:
        return _planned_by_postgres(connection.connection, sql, values)


def _planned_by_postgres(driver: Any, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    import psycopg  # noqa: PLC0415 - a newsroom on SQLite never loads it

    driver.prepare_threshold = 0  # Django's own cursors put values into the text, and never prepare
    with psycopg.Cursor(driver) as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def insert(row: Model) -> None:
    """Write a new row, and its number into `pk` where the database gives it."""
    assert row._state.adding, "the row is there already"  # noqa: S101
    is_numbered = row.pk is not None
    sql, columns, values_of = _inserting(type(row), is_numbered)
    connection = connections[DEFAULT_DB_ALIAS]
    [found] = _on(connection).rows(sql, _stored(columns, values_of(row), connection))
    if not is_numbered:
        row.pk = found[0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def update(model: type[Model], *, where: Mapping[str, Any], to: Mapping[str, Any]) -> int:
    """Write plain values where the columns are equal to those of `where`; return how many rows."""
    sql, columns, _values_of = _updating(model, tuple(to), tuple(where))
    connection = connections[DEFAULT_DB_ALIAS]
    values = _stored(columns, (*to.values(), *where.values()), connection)
    return _on(connection).run(sql, values)


class Cursors:
    """The way of Django's cursors."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def run(self, sql: str, values: Sequence[Any]) -> int:
        """Run a statement; return how many rows it wrote."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return int(cursor.rowcount)

    def rows(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run a statement; return its rows."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found


class Straight(Cursors):
    """The way to SQLite inside a transaction, which holds the turn: a cursor costs more than it."""

    def run(self, sql: str, values: Sequence[Any]) -> int:
        """Run a statement; return how many rows it wrote."""
        with self.connection.wrap_database_errors:
            return int(self.connection.connection.execute(_marked(sql), values).rowcount)

    def rows(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run a statement; return its rows."""
        with self.connection.wrap_database_errors:
            found: list[tuple[Any, ...]] = self.connection.connection.execute(
                _marked(sql), values
            ).fetchall()
            return found


def _watched(connection: BaseDatabaseWrapper) -> bool:
    """Return whether somebody watches the statements of a connection; nobody is passed by."""
    return connection.queries_logged or bool(connection.execute_wrappers)


def _on(connection: BaseDatabaseWrapper) -> Cursors:
    """Return the way to the database."""
    straight = (
        connection.vendor == "sqlite"
        and connection.in_atomic_block
        and not connection.needs_rollback
        and not _watched(connection)
    )
    return Straight(connection) if straight else Cursors(connection)


@lru_cache(maxsize=256)
def _marked(sql: str) -> str:
    """Return the statement with SQLite's own marks for values."""
    return sql.replace("%s", "?").replace("%%", "%")


class Picked(Generic[Row]):
    """Some columns of a model: their SQL, and rows made of them; the others wait to be asked for.

    `sql` names the columns in the model's own order, of a table of that name.
    """

    def __init__(self, model: type[Row], table: str, *names: str) -> None:
        self._model, self._table, self._names = model, table, names

    @cached_property
    def sql(self) -> str:
        """Return the columns as SQL."""
        return ", ".join(f"{self._table}.{_quoted(column)}" for column in self._columns)

    def row(self, values: Sequence[Any]) -> Row:
        """Return a row of the model from what the driver gave for `sql`."""
        made = list(values)
        for place, convert in self._conversions:
            made[place] = convert(made[place])
        return self._model.from_db(DEFAULT_DB_ALIAS, self._attnames, made)

    @cached_property
    def _columns(self) -> tuple[Column, ...]:
        named = _named(self._model, self._names)
        return tuple(column for column in self._model._meta.concrete_fields if column in named)

    @cached_property
    def _attnames(self) -> frozenset[str]:
        return frozenset(column.attname for column in self._columns)

    @cached_property
    def _conversions(self) -> list[tuple[int, Callable[[Any], Any]]]:
        """Return by the place of a column how its values are read, as Django's compiler does."""
        connection = connections[DEFAULT_DB_ALIAS]
        found = []
        for place, column in enumerate(self._columns):
            of = column.get_col(self._model._meta.db_table)
            steps = [*connection.ops.get_db_converters(of), *of.get_db_converters(connection)]
            found += [(place, _in_turn(of, steps, connection))] if steps else []
        return found


def _in_turn(
    of: Any, steps: Sequence[Callable[..., Any]], connection: BaseDatabaseWrapper
) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, of, connection)
        return value

    return convert


def _stored(
    columns: Sequence[Column], values: Iterable[Any], connection: BaseDatabaseWrapper
) -> list[Any]:
    """Return the values as the driver takes them."""
    return [
        value
        if type(value) in PLAIN and not isinstance(column, JSONField)
        else column.get_db_prep_save(value, connection)
        for column, value in zip(columns, values, strict=True)
    ]


@lru_cache(maxsize=64)
def _inserting(model: type[Model], is_numbered: bool) -> Statement:  # noqa: FBT001
    meta = model._meta
    assert meta.pk is not None  # noqa: S101 - every model has one
    columns = tuple(
        column
        for column in meta.concrete_fields
        if not column.generated and (is_numbered or not column.primary_key)
    )
    names = ", ".join(map(_quoted, columns))
    places = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {meta.db_table} ({names}) VALUES ({places})"  # noqa: S608
    values_of = attrgetter(*(column.attname for column in columns))
    return Statement(f"{sql} RETURNING {_quoted(meta.pk)}", columns, values_of)


@lru_cache(maxsize=256)
def _updating(model: type[Model], to: tuple[str, ...], where: tuple[str, ...]) -> Statement:
    columns = _named(model, (*to, *where))
    places = [f"{_quoted(column)} = %s" for column in columns]
    sql = f"UPDATE {model._meta.db_table} SET {', '.join(places[: len(to)])}"  # noqa: S608
    return Statement(f"{sql} WHERE {' AND '.join(places[len(to) :])}", columns, tuple)


def _quoted(column: Column) -> str:
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(column.column or column.name)


def _named(model: type[Model], names: Iterable[str]) -> tuple[Column, ...]:
    return tuple(model._meta.get_field(name) for name in names)  # type: ignore[misc]

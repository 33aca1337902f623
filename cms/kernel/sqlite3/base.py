"""How do transactions pass the gate? Django's SQLite, entered one by one.

Every transaction stands in line before it begins (all of them begin with the write lock, see
cms.env), and so does a single statement that writes outside of one. Reads never do. Whoever waits
too long hears what SQLite would say: the database is locked.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from cms.kernel.sqlite3.gate import Gate, gate_of

PATIENCE = 5  # seconds, where OPTIONS has no timeout: what sqlite3 waits
WRITES = {"INSERT", "UPDATE", "DELETE", "REPLAC", "CREATE", "DROP T", "DROP I", "ALTER "}


class Turn:
    """A connection's turn to write; it holds it once, however often it asks."""

    def __init__(self, gate: Gate | None, seconds: float) -> None:
        self._gate = gate
        self._seconds = seconds
        self._held = False

    def take(self) -> None:
        """Wait for the turn. Raises OperationalError when it does not come."""
        if self._gate is None or self._held:
            return
        try:
            self._held = self._gate.enter(self._seconds)
        except OSError as error:
            raise OperationalError(f"unable to open the gate: {error}") from error
        if not self._held:
            raise OperationalError("database is locked")

    def give(self) -> None:
        """Let the next one in, if it is this one's turn."""
        if self._held and self._gate:
            self._held = False
            self._gate.leave()


@lru_cache(maxsize=512)
def _with_marks(query: str) -> str:
    """Return the statement with ? for %s, as Django's own cursor makes it each time."""
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


class GatedCursor(base.SQLiteCursorWrapper):
    """A cursor whose lone writes pass the gate."""

    turn: Turn

    def execute(self, query: str, params: Any = None) -> Any:
        """Run the statement; in its turn if it is a transaction of its own."""
        if not self._writes_alone(query):
            return super().execute(query, params)
        self.turn.take()
        try:
            return super().execute(query, params)
        finally:
            self.turn.give()

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run the statement with each of the parameters, likewise."""
        if not self._writes_alone(query):
            return super().executemany(query, param_list)
        self.turn.take()
        try:
            return super().executemany(query, param_list)
        finally:
            self.turn.give()

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        """Return the statement with SQLite's own marks; the same ones come again and again."""
        if param_names is None:
            return _with_marks(query)
        return str(super().convert_query(query, param_names=param_names))

    def _writes_alone(self, query: str) -> bool:
        return not self.connection.in_transaction and query[:40].lstrip()[:6].upper() in WRITES


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes its turn before it writes."""

    turn = Turn(None, 0)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, and find the gate."""
        self.turn = Turn(self._gate(), conn_params.get("timeout", PATIENCE))
        return super().get_new_connection(conn_params)

    def _gate(self) -> Gate | None:
        name = str(self.settings_dict["NAME"])
        alone = self.is_in_memory_db() or name.startswith("file:")
        return None if alone else gate_of(Path(name).absolute())

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002
        """Return a cursor that knows the connection's turn."""
        cursor = self.connection.cursor(factory=GatedCursor)
        cursor.turn = self.turn
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        self.turn.take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_unless_writing()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._give_unless_writing()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_unless_writing()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self.turn.give()

    def _give_unless_writing(self) -> None:
        """Let the next one in, but not while the transaction is still open: its end failed."""
        if self.connection is None or not self.connection.in_transaction:
            self.turn.give()

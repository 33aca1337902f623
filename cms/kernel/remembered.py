"""What may a process remember of the database?

Only what is committed. A value that was found in a transaction may have been written there, and be
gone when that is rolled back; it is remembered when the transaction is committed, and else found
again.
"""

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from django.db import transaction

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """A function of one number that remembers its last value; the one before leaves the memory."""

    def __init__(self, find: Callable[[int], Value]) -> None:
        self._find = find
        self._known: tuple[int, Value] | None = None

    def __call__(self, number: int) -> Value:
        """Return the value for the number."""
        known = self._known
        if known is not None and known[0] == number:
            return known[1]
        found = self._find(number)
        transaction.on_commit(partial(self._keep, number, found))
        return found

    def cache_clear(self) -> None:
        """Remember nothing."""
        self._known = None

    def _keep(self, number: int, found: Value) -> None:
        self._known = number, found

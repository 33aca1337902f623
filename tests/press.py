"""How do tests get a story without having it written and published again and again?

The first time the newsroom's own actions make it; afterwards, in a test that stands where that one
stood, the database is told again what they told it. What they ask and decide on the way takes most
of their time, and is tested where it is the matter.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import UserSettingsHolder, settings
from django.db import connection
from django.utils import translation

from articles.models import Article
from cms.kernel import clock

WRITES = re.compile(
    r"\s*(INSERT|UPDATE|DELETE|WITH\b.*?\b(INSERT|UPDATE|DELETE))\b", re.IGNORECASE | re.DOTALL
)
# A story of a test whose clock goes on may be as old as this, as if its making had taken so long.
FRESH = timedelta(seconds=3)
# A test's own folders, which no story knows.
ROOMS = {"DATA_DIR", "MEDIA_ROOT", "STORAGES", "SETTINGS_MODULE"}


@dataclass(frozen=True)
class _Matrix:
    """What the database was told when the story was made, and when."""

    article: int
    told: list[tuple[str, Any, bool]]
    at: datetime


_matrices: dict[tuple[Any, ...], _Matrix] = {}


def story_of(request: pytest.FixtureRequest, facts: Any, make: Callable[[], Article]) -> Article:
    """Return the story that `make` makes of the facts, in a fixture of the name of the request.

    It is made anew where rows are committed, where the test has patched anything, and wherever rows
    were written that no such test had written before.
    """
    patch = request.getfixturevalue("monkeypatch")
    if not connection.in_atomic_block or patch._setattr or patch._setitem:
        return make()
    key = (request.fixturename, repr(facts), *_place())
    known = _matrices.get(key)
    if known and clock.now() - known.at <= FRESH:
        _tell(known.told)
        return Article.objects.get(pk=known.article)
    told: list[tuple[str, Any, bool]] = []
    at = clock.now()
    with connection.execute_wrapper(_note(told)):
        article = make()
    _matrices[key] = _Matrix(article.pk, told, at)
    return article


def _place() -> tuple[Any, ...]:
    """Return where the test stands: its clock, its settings, and which rows there have been."""
    moment = clock.now() if time_machine.escape_hatch.is_travelling() else None
    return moment, translation.get_language(), repr(sorted(_settings().items())), _counted()


def _settings() -> dict[str, Any]:
    """Return the settings that tests and fixtures have changed."""
    holder, changed = settings._wrapped, {}
    while isinstance(holder, UserSettingsHolder):
        changed = {name: value for name, value in vars(holder).items() if name.isupper()} | changed
        holder = holder.default_settings
    return {name: value for name, value in changed.items() if name not in ROOMS}


def _counted() -> tuple[Any, ...]:
    """Return how far every table has counted its rows."""
    if connection.vendor == "sqlite":
        asked = "SELECT name, seq FROM sqlite_sequence ORDER BY name"
    else:
        asked = "SELECT sequencename, last_value FROM pg_sequences ORDER BY sequencename"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return tuple(cursor.fetchall())


def _note(told: list[tuple[str, Any, bool]]) -> Callable[..., Any]:
    def noting(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        if WRITES.match(sql):
            told.append((sql, params, many))
        return execute(sql, params, many, context)

    return noting


def _tell(told: list[tuple[str, Any, bool]]) -> None:
    with connection.cursor() as cursor:
        for sql, params, many in told:
            (cursor.executemany if many else cursor.execute)(sql, params)

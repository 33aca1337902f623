"""How do values go into SQL that we write ourselves, and come out of it?"""

import json
from datetime import UTC, datetime
from typing import Any

from django.db import connection


def adapted(value: Any) -> Any:
    """Return a value as the database takes it: its own form of a time, all else as it is."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def aware(value: Any) -> datetime | None:
    """Return a time of a raw row as aware UTC: SQLite gives text or naive times."""
    if value is None or (isinstance(value, datetime) and value.tzinfo):
        return value
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.replace(tzinfo=UTC)  # type: ignore[no-any-return]


def opened(value: Any) -> Any:
    """Return a value of a JSON column: raw rows have it as text."""
    return json.loads(value) if isinstance(value, str) else value

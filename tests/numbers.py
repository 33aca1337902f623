"""Where does a test's database count on from?

SQLite takes numbers back with the rows of a test; PostgreSQL counts on. There every table begins
anew before a test, each in a thousand of its own: a number of one table is never right in another.
"""

from functools import lru_cache

from django.db import connection

APART = 1_000
# Made from the code after migrating, and kept (tests.emptying).
KEPT = ("auth_permission_id_seq", "django_content_type_id_seq", "django_migrations_id_seq")


def count_anew() -> None:
    """Let PostgreSQL's tables count from where they began; no test's rows are there yet."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_beginnings())


@lru_cache(maxsize=1)
def _beginnings() -> str:
    asked = "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences ORDER BY sequencename"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        found = [(name, last) for name, last in cursor.fetchall() if name not in KEPT]
    begun = (
        f"setval('{name}', {max(last + 1, APART * place)}, false)"
        for place, (name, last) in enumerate(found, 1)
    )
    return "SELECT " + ", ".join(begun)

"""How is the database empty again after a test that committed?

Django truncates every table and makes content types and permissions anew; on PostgreSQL that takes
seconds, because each of a hundred tables gets new files. Here rows are deleted where there are any.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

# Made from the code after migrating; no test changes them.
KEPT = {ContentType, Permission}


def empty(_case: Any = None) -> None:
    """Delete all rows but content types and permissions; in the place of Django's flush."""
    with transaction.atomic():
        while tables := _written():  # triggers may write while others are emptied
            with connection.cursor() as cursor:
                for table in tables:
                    cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names


def _written() -> list[str]:
    names = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model not in KEPT
    }
    quoted = [connection.ops.quote_name(name) for name in sorted(names)]
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in quoted)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [name for (name,) in cursor.fetchall()]

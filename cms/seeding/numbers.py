"""Which ids will rows have that are not inserted yet?"""

from django.db import connection, models
from django.db.models import Max


def reserve(model: type[models.Model], count: int) -> list[int]:
    """Return ids, ascending, that nobody else will get.

    To be called in the transaction of the insert: on SQLite its lock keeps the ids, on
    PostgreSQL they are taken from the sequence.
    """
    if connection.vendor == "postgresql":
        sql = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        with connection.cursor() as cursor:
            cursor.execute(sql, [model._meta.db_table, count])
            return sorted(number for (number,) in cursor.fetchall())
    last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    return list(range(last + 1, last + 1 + count))

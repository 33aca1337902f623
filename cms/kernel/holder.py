"""Who holds this token, and may they do what the door is for? In one statement.

The reads that moderators make all day ask here. `kernel.tokens` says the same by Django's own ways
in five, and why not; whoever is not known here is sent there.
"""

from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection

from cms.kernel.models import LAST_USED_GRAIN, digest
from cms.kernel.prepared import Picked
from cms.kernel.raw import adapted, aware, opened

# What ModelBackend grants: to the user, to a group of theirs, and everything to superusers.
_HOLDER = """
SELECT {user}, t.scopes, t.last_used_at, {beside}
FROM kernel_apitoken t JOIN auth_user u ON u.id = t.user_id
WHERE t.digest = %s AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > %s)
AND u.is_active AND (u.is_superuser OR EXISTS (
  SELECT 1 FROM auth_permission p JOIN django_content_type y ON y.id = p.content_type_id
  WHERE p.codename = %s AND y.app_label = %s AND (
    EXISTS (SELECT 1 FROM auth_user_user_permissions o
            WHERE o.user_id = u.id AND o.permission_id = p.id)
    OR EXISTS (SELECT 1 FROM auth_user_groups m
               JOIN auth_group_permissions g ON g.group_id = m.group_id
               WHERE m.user_id = u.id AND g.permission_id = p.id))))
"""


class Holder(NamedTuple):
    """The user, by name and number; `beside` is what was asked for about the user besides."""

    user: AbstractBaseUser
    beside: Any


def holder_of(
    authorization: str, *, scope: str, permission: str, at: datetime, beside: str = "NULL"
) -> Holder | None:
    """Return who sent the header, if their token has the scope and they the permission.

    `beside` is the SQL of one value about the user `u`. None in any doubt, and where it is time to
    note that the token was used.
    """
    kind, _space, secret = authorization.partition(" ")
    if kind.lower() != "bearer":
        return None
    app, _dot, code = permission.partition(".")
    with connection.cursor() as cursor:
        params = [digest(secret.strip()), adapted(at), code, app]
        cursor.execute(_sql(beside), params)
        row = cursor.fetchone()
    if row is None:
        return None
    *own, scopes, used, asked = row
    if scope not in opened(scopes):
        return None
    last_used = aware(used)
    if last_used is None or at - last_used > timedelta(seconds=LAST_USED_GRAIN):
        return None
    return Holder(_picked().row(own), asked)


@lru_cache(maxsize=16)
def _sql(beside: str) -> str:
    return _HOLDER.format(user=_picked().sql, beside=beside)


@cache
def _picked() -> Picked[AbstractBaseUser]:
    """Return what is read of the user; the rest waits to be asked for."""
    return Picked(
        get_user_model(), "u", "id", "username", "email", "is_superuser", "is_active", "is_staff"
    )

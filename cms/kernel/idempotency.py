"""Was this asked before? The answer kept under an Idempotency-Key is given again.

The answer is stored in the transaction of its effect: there is never one without the other. The
unique row decides between two requests at once; the mark in the cache only lets the second one
hear "in progress" at once instead of waiting for the first.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from cms.kernel.errors import DomainError, Invalid, at_field
from cms.kernel.models import Replay

KEPT = timedelta(hours=24)
LONGEST_RUN = 60  # seconds, after which a run that died no longer blocks its key
_KEY = re.compile(r"[\x21-\x7e]{8,64}")
_UNFINISHED = 0
_CLAIM = """
INSERT INTO kernel_replay (scope, "key", fingerprint, status, body, created_at)
VALUES (%s, %s, %s, %s, '', %s)
ON CONFLICT (scope, "key") DO UPDATE SET fingerprint = excluded.fingerprint,
    status = excluded.status, body = '', created_at = excluded.created_at
WHERE kernel_replay.created_at <= %s
RETURNING id
"""


class Mismatch(DomainError):
    """The key was used for another body."""

    code = "idempotency_mismatch"
    status = 422
    message = _("This Idempotency-Key was used with another body.")


class InProgress(DomainError):
    """The first request with the key is still running."""

    code = "idempotency_in_progress"
    status = 409
    message = _("A request with this Idempotency-Key is still running.")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: HTTP status, JSON text, and whether it was given before."""

    status: int
    body: str
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: whose and where (`scope`), its key, and the hash of its body."""

    scope: str
    key: str
    fingerprint: str


def ask(*, key: str, client: str, route: str, body: bytes) -> Ask:
    """Return what identifies the request.

    Raises Invalid (400, `bad_idempotency_key`) unless the key is 8 to 64 visible ASCII characters.
    """
    if not _KEY.fullmatch(key):
        message = _("Give 8 to 64 visible ASCII characters.")
        raise Invalid([at_field("Idempotency-Key", "bad_idempotency_key", message)])
    scope = hashlib.sha256(f"{client}\n{route}".encode()).hexdigest()
    return Ask(scope=scope, key=key, fingerprint=hashlib.sha256(body).hexdigest())


def kept(asked: Ask) -> Kept | None:
    """Return the answer that was given under the key in the last 24 hours.

    Raises Mismatch (422) when it was for another body.
    """
    fresh = Replay.objects.filter(created_at__gt=clock.now() - KEPT)
    row = fresh.filter(scope=asked.scope, key=asked.key).first()
    if row is None or row.status == _UNFINISHED:
        return None
    if row.fingerprint != asked.fingerprint:
        raise Mismatch
    return Kept(row.status, row.body, replayed=True)


def once(asked: Ask, effect: Callable[[], Kept]) -> Kept:
    """Return the kept answer, or run `effect` and keep its answer, in one transaction.

    The row is claimed first, so nobody needs to have looked for one (`kept`) before.

    A refusal raised by `effect` is not kept: the key may be used again. Raises Mismatch (422),
    InProgress (409), and whatever `effect` raises.
    """
    mark = f"idempotency:{asked.scope}:{asked.key}"
    if not cache.add(mark, 1, LONGEST_RUN):
        if given := kept(asked):
            return given
        raise InProgress
    try:
        return _run(asked, effect)
    finally:
        cache.delete(mark)


def _run(asked: Ask, effect: Callable[[], Kept]) -> Kept:
    with transaction.atomic():
        row = _claim(asked)
        if row is None:  # another one was first, and has finished
            if given := kept(asked):
                return given
            raise InProgress
        answer = effect()
        Replay.objects.filter(pk=row).update(status=answer.status, body=answer.body)
    return answer


def _claim(asked: Ask) -> int | None:
    """Return the number of the row that the answer will be kept in; None when the key is taken.

    One statement: it takes over a row that is too old, and waits for who is writing it.
    """
    at = connection.ops.adapt_datetimefield_value
    now = clock.now()
    values: list[Any] = [
        asked.scope,
        asked.key,
        asked.fingerprint,
        _UNFINISHED,
        at(now),
        at(now - KEPT),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, values)
        row = cursor.fetchone()
    return int(row[0]) if row else None

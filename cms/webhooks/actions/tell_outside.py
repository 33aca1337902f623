"""How does what is announced in the house become news outside?"""

import time
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cms.kernel.announce import listen
from cms.kernel.chores import soon
from cms.webhooks.models import Webhook
from cms.webhooks.rules.news import Tell
from cms.webhooks.rules.telling import register

TELLING = "webhooks"  # the chore
LOOK_AGAIN = 10.0  # seconds that this process believes that nobody listens


def tell_outside(kind: str, tell: Tell) -> None:
    """Let announcements of the kind be told outside, as the news that `tell` makes of them.

    `tell(subject, facts, at)` is called after the commit, by the chore, and may look at the
    database. To be called from `AppConfig.ready`.
    """
    register(kind, tell)
    listen(kind, _announced)


@dataclass(slots=True)
class _Looked:
    """When this process last found that nobody listens."""

    nobody_until: float = 0.0


_looked = _Looked()


def _announced(_kind: str, _subject: str, _facts: dict[str, Any]) -> None:
    """Have it told soon after the commit, in a process that has somebody to tell."""
    transaction.on_commit(tell_soon, robust=True)


def tell_soon() -> None:
    """Wake the chore, unless nobody listens; then it finds what waits when it is due."""
    if time.monotonic() < _looked.nobody_until:
        return
    if Webhook.objects.filter(enabled=True).exists():
        soon(TELLING)
    else:
        _looked.nobody_until = time.monotonic() + LOOK_AGAIN

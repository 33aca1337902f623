"""How does a moderator take a whole batch of decisions back?"""

import secrets
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from cms.kernel.errors import DomainError, Missing
from comments.actions.decide_many import Item
from comments.actions.undo import UNDOABLE, undo
from comments.models import Decision
from comments.queries.scope import scope_of


def undo_many(
    *, batch: str, by: AbstractBaseUser, at: datetime, network: str = ""
) -> tuple[str, list[Item]]:
    """Undo each decision of the batch in a transaction of its own, the last one first.

    Returns the name of the batch of undoings, and what came of each; one that is refused leaves the
    others as they are. Raises Missing (404) when no decision of that batch is in scope.
    """
    rows = Decision.objects.filter(batch=batch, what__in=UNDOABLE).exclude(batch="")
    in_scope = scope_of(by).within(rows, "comment__category_id")
    found = list(in_scope.order_by("-id").values_list("pk", "comment__key"))
    if not found:
        raise Missing
    undoing = secrets.token_hex(8)
    how = {"batch": undoing, "by": by, "at": at, "network": network}
    return undoing, [_one(pk, key, how) for pk, key in found]


def _one(pk: int, key: str, how: dict[str, Any]) -> Item:
    try:
        return Item(key, decided=undo(decision_id=pk, **how))
    except DomainError as refusal:
        return Item(key, refusal=refusal)

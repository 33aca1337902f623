"""How does a moderator decide on many replies at once?"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from cms.kernel.errors import DomainError
from comments.actions.decide import Decided, Judgement, decide

MOST = 200


@dataclass(frozen=True, slots=True)
class Item:
    """What came of one: `decided`, or the `refusal`."""

    comment: str
    decided: Decided | None = None
    refusal: DomainError | None = None


def decide_many(
    *, judgements: Sequence[Judgement], by: AbstractBaseUser, at: datetime, network: str = ""
) -> tuple[str, list[Item]]:
    """Decide each in a transaction of its own; return the batch's name and what came of each.

    One that is refused leaves the others as they are.
    """
    batch = secrets.token_hex(8)
    said = [replace(judgement, batch=batch) for judgement in judgements]
    return batch, [_one(judgement, by=by, at=at, network=network) for judgement in said]


def _one(judgement: Judgement, **how: Any) -> Item:
    try:
        return Item(judgement.comment, decided=decide(judgement=judgement, **how))
    except DomainError as refusal:
        return Item(judgement.comment, refusal=refusal)

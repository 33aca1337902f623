"""How is the last that a commenter wrote rejected at once?"""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from comments.actions.commenters import demand_no_staff
from comments.actions.decide import Judgement
from comments.actions.decide_many import MOST, Item, decide_many
from comments.actions.refusals import unfit
from comments.models import Comment, State
from comments.queries.scope import scope_of
from comments.rules.states import Move


def reject_last(
    *,
    identity: str,
    count: int,
    why: Judgement,
    by: AbstractBaseUser,
    at: datetime,
    network: str = "",
) -> tuple[str, list[Item]]:
    """Reject the newest `count` replies that wait or are published, as one batch.

    `why` gives reason, note, and whether claims of others are passed over. Returns the batch, which
    undo_many takes back, and what came of each. Raises Invalid (400) and IsStaff (403).
    """
    if not 1 <= count <= MOST:
        raise unfit("/count", "not_so_many")
    demand_no_staff(identity, by=by)
    standing = Comment.objects.filter(identity=identity, state__in=[State.PENDING, State.PUBLISHED])
    newest = scope_of(by).within(standing).order_by("-created_at", "-id")
    judgements = [
        Judgement(key, version, Move.REJECT, why.reason, why.note, force=why.force)
        for key, version in newest.values_list("key", "version")[:count]
    ]
    return decide_many(judgements=judgements, by=by, at=at, network=network)

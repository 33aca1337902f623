"""How does its author take a reply back?"""

from datetime import datetime

from django.db import transaction

from comments.actions import log
from comments.actions.decide import settle
from comments.actions.own_reply import Claim, by_name, demand_open_window, own_reply
from comments.actions.refusals import ChangedMeanwhile, Stale
from comments.models import DecidedBy, Subscription, What
from comments.rules.states import MOVES, Move, State


@transaction.atomic
def remove_reply(*, key: str, claim: Claim, at: datetime) -> None:
    """Take a reply out of readers' sight: a gap where something they see stands below it.

    Who is known may do so at any time, who only has the token inside the window. Taking back what
    was taken back changes nothing. Its words are wiped later (actions.forget_old). Raises Missing
    (404), NotAuthor and EditWindowClosed (403), Gone (410, erased), ChangedMeanwhile (409).
    """
    comment = own_reply(key, claim, at)
    if not by_name(claim.writer, comment):
        demand_open_window(comment, claim, at)
    if comment.removed_at:
        return
    was = comment.state
    became = MOVES[Move.REMOVE, State(was)]
    try:
        settle(comment, state=became.value, removed_at=at, needs_review=False, notify=False)
    except Stale:
        raise ChangedMeanwhile from None
    Subscription.objects.filter(comment=comment, ended_at=None).update(ended_at=at)
    log.note(comment, what=What.REMOVE, was=was, at=at, by_kind=DecidedBy.RULE)

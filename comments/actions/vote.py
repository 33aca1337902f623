"""How does a reader vote on a reply?"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from articles.actions.discussion import touch
from comments.actions.own_reply import wrote
from comments.actions.refusals import OwnVote
from comments.actions.seen_reply import seen_reply
from comments.actions.writer import Writer
from comments.models import Comment, Vote
from comments.rules.ranking import controversy, wilson

NONE = 0  # no vote, or the one that was given is taken back


@dataclass(frozen=True, slots=True)
class Votes:
    """How a reply stands with its readers; `mine` is 1, -1, or 0 for none."""

    up: int
    down: int
    mine: int


@transaction.atomic
def vote(*, key: str, value: int, voter: Writer, at: datetime) -> Votes:
    """Let a reader's vote be `value`: 1, -1, or 0 for none. The same again changes nothing.

    Raises Missing (404) and OwnVote (403).
    """
    comment = seen_reply(key, at)
    if wrote(voter, comment):
        raise OwnVote
    given = Vote.objects.filter(comment=comment, identity=voter.identity)
    before = given.values_list("value", flat=True).first() or NONE
    if before == value:
        return Votes(comment.up, comment.down, value)
    if value == NONE:
        given.delete()
    elif before == NONE:
        Vote.objects.create(comment=comment, identity=voter.identity, value=value, at=at)
    else:
        given.update(value=value, at=at)
    count_votes(comment, up=(value == 1) - (before == 1), down=(value == -1) - (before == -1))
    touch(article_id=comment.article_id)
    return Votes(comment.up, comment.down, value)


def count_votes(comment: Comment, *, up: int, down: int) -> None:
    """Add to the votes of a reply whose row is held, and rank it anew."""
    comment.up, comment.down = comment.up + up, comment.down + down
    Comment.objects.filter(pk=comment.pk).update(
        up=F("up") + up,
        down=F("down") + down,
        wilson=wilson(comment.up, comment.down),
        controversy=controversy(comment.up, comment.down),
    )

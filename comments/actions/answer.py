"""How does a moderator approve a reply and answer it, in one step?"""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.actions.discussion import touch
from comments.actions.decide import Decided, Judgement, decide, held, identity_of_user
from comments.actions.post_reply import Sent, post_reply
from comments.actions.refusals import stale, unfit
from comments.actions.writer import Writer, email_hash, name_of_staff
from comments.models import AuthorKind, Comment
from comments.rules.states import Move


@transaction.atomic
def approve_and_answer(
    *, judgement: Judgement, text: str, by: AbstractBaseUser, at: datetime, network: str = ""
) -> tuple[Decided, Comment]:
    """Approve a reply and post the moderator's answer to it: both, or neither.

    Raises what `decide` and `post_reply` raise, Invalid (400) for any other decision, and Stale
    (409) when somebody else approved it first: they may have answered as well.
    """
    if judgement.decision != Move.APPROVE:
        raise unfit("/decision", "only_approve")
    _hold_discussion(judgement.comment)
    decided = decide(judgement=judgement, by=by, at=at, network=network)
    comment = decided.comment
    if not decided.changed and comment.version != judgement.version:
        raise stale(comment)
    answer = post_reply(
        article_id=comment.article_id,
        sent=Sent(text, parent=comment.key),
        writer=_staff(by),
        at=at,
        language=comment.language,
    )
    return decided, answer


def _hold_discussion(key: str) -> None:
    """Hold the thread and the discussion before the log: the answer needs them once more after it.

    Whoever waits for the log may hold a discussion; waiting for that with the log in hand would
    never end.
    """
    touch(article_id=held(key).comment.article_id)


def _staff(by: Any) -> Writer:
    """Return the moderator as a writer of the newsroom, like any reply of theirs."""
    return Writer(
        identity=identity_of_user(by.pk),
        kind=AuthorKind.STAFF,
        name=name_of_staff(by),
        proven=email_hash(by.email),
    )

"""How do many replies come in at once, with every count and the log as if one by one?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from articles.actions.popularity import Counted, count_events
from articles.models import Discussion, Popularity
from cms.kernel import clock
from cms.kernel.clients import keyed
from cms.seeding.numbers import reserve
from comments.actions.decide import restorable
from comments.models import Comment, DecidedBy, Decision, LogHead, State, What
from comments.queries.items import fragment_of
from comments.rules import ranking, render, tree
from comments.rules import text as texts
from comments.rules.counting import recounted
from comments.rules.screening import RISKS
from comments.rules.states import State as States
from comments.rules.states import is_shown
from comments.rules.turn import turn_at

ROWS = 500  # in one statement
NOWHERE = "192.0.2.1"  # an address for examples (RFC 5737): nobody's network
A_RISK = 0.3  # of what is held for a reason that has no figure of its own
DECIDED_AFTER = timedelta(minutes=40)
JUDGED = (State.REJECTED, State.SPAM)


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply; `parent` is the place in the list of the one it answers, which stands before."""

    key: str
    article_id: int
    language: str
    parent: int | None
    author: str
    email: str
    text: str
    at: datetime
    state: str = State.PUBLISHED
    held_for: tuple[str, ...] = ()
    reason: str = ""
    up: int = 0
    down: int = 0


@transaction.atomic
def write_replies(replies: Sequence[Reply], *, moderator: AbstractBaseUser) -> None:
    """Insert the replies; the moderator is who rejected what is rejected.

    The number of queries grows with the number of rows by the batch, and with that of stories.
    """
    comments: list[Comment] = []
    for reply, number in zip(replies, reserve(Comment, len(replies)), strict=True):
        answered = None if reply.parent is None else comments[reply.parent]
        comments.append(_comment(reply, number, answered, comments))
    _judge(comments, moderator)
    _put_in_line(comments)
    seen = _count(comments)
    _number(comments)
    Comment.objects.bulk_create(comments, batch_size=ROWS)
    _write_log(_decisions(comments, replies))
    for article_id, count in seen.items():
        Discussion.objects.filter(pk=article_id).update(
            comment_count=F("comment_count") + count, changed_at=clock.now()
        )
    _count_popularity(comments)


def _comment(
    reply: Reply, number: int, answered: Comment | None, before: Sequence[Comment]
) -> Comment:
    text, published = texts.clean(reply.text), reply.state == State.PUBLISHED
    pending = reply.state == State.PENDING
    return Comment(
        id=number,
        key=reply.key,
        article_id=reply.article_id,
        language=reply.language,
        in_reply_to=answered,
        **_place(number, answered, before),
        state=reply.state,
        held_for=_held_for(reply),
        risk=_risk(reply.held_for),
        text=text,
        html=render.html_of(text),
        text_hash=texts.same_as(text),
        author_name=reply.author,
        author_email=reply.email,
        identity=keyed("comment-identity", f"network:{NOWHERE} {reply.email.casefold()}"),
        created_at=reply.at,
        last_activity_at=reply.at,
        published_at=reply.at if published else None,
        decided_at=None if pending else reply.at,
        decided_by_kind="" if pending else DecidedBy.RULE,
        up=reply.up,
        down=reply.down,
        up_brought=reply.up,
        down_brought=reply.down,
        wilson=ranking.wilson(reply.up, reply.down),
        controversy=ranking.controversy(reply.up, reply.down),
    )


def _place(number: int, answered: Comment | None, before: Sequence[Comment]) -> dict[str, Any]:
    if answered is None:
        return {"path": tree.segment(number)}
    path, parent = tree.attach_to(answered.path), answered
    if path != answered.path:
        parent = next(comment for comment in reversed(before) if comment.path == path)
    return {
        "parent": parent,
        "root": parent.root or parent,
        "depth": parent.depth + 1,
        "path": path + tree.segment(number),
    }


def _put_in_line(comments: Iterable[Comment]) -> None:
    """Give each its place in the queue, as if nobody read the stories at the moment."""
    rooms = dict(Popularity.objects.values_list("article_id", "category_id"))
    for comment in comments:
        comment.category_id = rooms.get(comment.article_id)
        comment.doubt = abs(comment.risk - 0.5)
        comment.turn_at = turn_at(key=comment.key, written_at=comment.created_at, risk=comment.risk)


def _held_for(reply: Reply) -> list[dict[str, Any]]:
    return [{"code": code} for code in reply.held_for]


def _risk(held_for: Iterable[str]) -> float:
    fine = 1.0
    for code in held_for:
        fine *= 1 - RISKS.get(code, A_RISK)
    return 1 - fine


def _judge(comments: Iterable[Comment], moderator: AbstractBaseUser) -> None:
    """Let the moderator have rejected, some time later, what is rejected."""
    for comment in comments:
        if comment.state in JUDGED:
            comment.version = 2
            comment.held_for = []
            comment.decided_at = min(comment.created_at + DECIDED_AFTER, clock.now())
            comment.decided_by_kind = DecidedBy.USER
            comment.decided_by_id = moderator.pk


def _count(comments: Iterable[Comment]) -> dict[int, int]:
    """Fill in all counts of each thread; return how many replies of each story readers see."""
    by_story: defaultdict[int, list[Comment]] = defaultdict(list)
    for comment in comments:
        by_story[comment.article_id].append(comment)
    return {article_id: _count_story(same) for article_id, same in by_story.items()}


def _count_story(comments: list[Comment]) -> int:
    by_id = {comment.pk: comment for comment in comments}
    rows = sorted(comments, key=lambda comment: comment.path)
    total, nodes = recounted((row.pk, row.path, row.state) for row in rows)
    for node in nodes:
        row = by_id[node.pk]
        row.buried, row.reply_count = node.buried, node.reply_count
        row.visible_descendants = node.visible_descendants
        if row.published_at and not row.buried:
            root = by_id[row.root_id or row.pk]
            root.last_activity_at = max(root.last_activity_at, row.published_at)
    return total


def _number(comments: Sequence[Comment]) -> None:
    """Number what readers saw happen to each story's discussion, and write it down for them."""
    last = _last_changes({comment.article_id for comment in comments})
    for comment in comments:
        if comment.published_at:
            comment.fragment = fragment_of(comment)
        shown = is_shown(
            States(comment.state),
            buried=comment.buried,
            visible_descendants=comment.visible_descendants,
        )
        if shown:
            last[comment.article_id] += 1
            comment.change = comment.first_change = last[comment.article_id]
    for article_id, number in last.items():
        Discussion.objects.filter(pk=article_id).update(change=number, touched=number)


def _last_changes(article_ids: set[int]) -> dict[int, int]:
    rows = Discussion.objects.filter(pk__in=article_ids).values_list("pk", "change", "touched")
    return {pk: max(change, touched) for pk, change, touched in rows}


def _decisions(comments: Sequence[Comment], replies: Sequence[Reply]) -> list[Decision]:
    """Return what was decided on each, in the order of time, not yet chained."""
    decisions = [
        decision
        for comment, reply in zip(comments, replies, strict=True)
        for decision in _decided(comment, reply)
    ]
    return sorted(decisions, key=lambda decision: (decision.at, decision.comment_id))


def _decided(comment: Comment, reply: Reply) -> Iterator[Decision]:
    judged = comment.state in JUDGED
    yield Decision(
        comment=comment,
        what=What.SCREENED,
        became=State.PENDING if judged else comment.state,
        by_kind=DecidedBy.RULE,
        evidence=_held_for(reply),
        score=comment.risk,
        version=1,
        revision=1,
        at=comment.created_at,
    )
    if judged:
        yield Decision(
            comment=comment,
            what=What.SPAM if comment.state == State.SPAM else What.REJECT,
            was=State.PENDING,
            became=comment.state,
            by_kind=DecidedBy.USER,
            by_id=comment.decided_by_id,
            reason=reply.reason or "other",
            version=2,
            revision=1,
            before=restorable(_as_it_waited(comment, reply)),
            at=comment.decided_at or comment.created_at,
        )


def _as_it_waited(comment: Comment, reply: Reply) -> Comment:
    return Comment(pk=comment.pk, state=State.PENDING, held_for=_held_for(reply))


def _write_log(decisions: list[Decision]) -> None:
    """Chain the decisions behind the head of the log, which is held meanwhile."""
    head, _made = LogHead.objects.select_for_update().get_or_create(pk=1)
    last = head.hash
    for decision in decisions:
        decision.prev_hash = last
        last = decision.hash = decision.fingerprint()
    Decision.objects.bulk_create(decisions, batch_size=ROWS)
    head.hash = last
    head.save()


def _count_popularity(comments: Iterable[Comment]) -> None:
    """Count the replies that readers see, in the hour in which each appeared."""
    hours: defaultdict[datetime, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for comment in comments:
        if comment.published_at and not comment.buried:
            hour = comment.published_at.replace(minute=30, second=0, microsecond=0)
            hours[hour][comment.article_id] += 1
    for hour in sorted(hours):
        counted = [Counted(pk, {"comments": n}) for pk, n in sorted(hours[hour].items())]
        count_events(counted=counted, at=hour)

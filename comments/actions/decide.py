"""How does a moderator decide on a reply?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from cms.kernel.announce import announce
from cms.kernel.clients import keyed
from cms.kernel.errors import Missing
from cms.kernel.prepared import update
from comments.actions import log, transition
from comments.actions.learn import learn
from comments.actions.refusals import (
    AlreadyDecided,
    Gone,
    OwnComment,
    PreconditionRequired,
    claimed,
    stale,
    unfit,
)
from comments.actions.settle_reports import settle_reports
from comments.actions.state_reasons import checked, stated_by_person
from comments.actions.write_letters import on_published, on_rejected
from comments.actions.writer import email_hash, identity_of_address
from comments.models import Comment, DecidedBy, Decision, State, What
from comments.queries.decidable import Decidable, decidable
from comments.queries.scope import scope_of
from comments.queries.screening_numbers import NONE_OWED, Duties, duties
from comments.rules.sent_decision import LONGEST_NOTE
from comments.rules.states import DECISIONS, MOVES, NEEDS_REASON, REASONS, Move
from comments.rules.states import State as States

ANNOUNCED = {
    State.PUBLISHED: "comment.approved",
    State.REJECTED: "comment.rejected",
    State.SPAM: "comment.rejected",
    State.PENDING: "comment.held",
    State.REMOVED: "comment.removed",
    State.ERASED: "comment.removed",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a moderator says: one of DECISIONS, on the version that was read, and why.

    `force` decides on what another moderator has claimed. `basis` (a law, a clause) and `facts` go
    into the statement of reasons of a rejection.
    """

    comment: str
    version: int | None
    decision: str
    reason: str = ""
    note: str = ""
    batch: str = ""
    force: bool = False
    basis: str = ""
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of it; `changed` is False when it stood so already."""

    comment: Comment
    decision: Decision
    changed: bool


def identity_of_user(user_id: int) -> str:
    """Return the keyed hash under which an account writes."""
    return keyed("comment-identity", f"user:{user_id}")


def identities_of_user(user: Any) -> set[str]:
    """Return all under which an account writes: by itself, and with its address confirmed."""
    address = email_hash(user.email)
    return {identity_of_user(user.pk), *([identity_of_address(address)] if address else [])}


def demand_not_own(comment: Comment, by: AbstractBaseUser) -> None:
    """Refuse to let anybody decide on what they wrote themselves. Raises OwnComment (403)."""
    if comment.identity in identities_of_user(by):
        raise OwnComment


@transaction.atomic
def decide(
    *, judgement: Judgement, by: AbstractBaseUser, at: datetime, network: str = ""
) -> Decided:
    """Move a reply along the table, count, and write it into the log.

    `network` is the hash of where it was decided from (network_salt), "" where nobody knows.
    Raises Invalid (400), OwnComment (403), Missing (404, also out of scope), Stale, AlreadyDecided
    and Claimed (409), Gone (410), PreconditionRequired (428).
    """
    move = _checked(judgement)
    if judgement.version is None:
        raise PreconditionRequired
    found = held(judgement.comment)
    comment = found.comment
    _may(comment, by)
    became = MOVES.get((move, States(comment.state)))
    if became is None:
        raise AlreadyDecided
    if _is_said_already(comment, move, became, judgement.version):
        return _concur(comment, judgement, by, at, network)
    if comment.version != judgement.version:
        raise stale(comment)
    was, before, said, owed = comment.state, restorable(comment), found.said(), _owed(move)
    evidence = [
        *_forced(comment, judgement, by, at),
        *_stated(comment, judgement, move, owed),
    ]
    _move(found, became, by, at)
    decision = log.note(
        comment,
        what=move.value,
        was=was,
        at=at,
        by=by,
        by_kind=DecidedBy.USER,
        reason=judgement.reason,
        note=judgement.note,
        batch=judgement.batch,
        evidence=evidence,
        network_hash=network,
        before=before,
        score=comment.risk if said.chance is None else said.chance,
        model_version=said.version,
    )
    settle_reports(comment, decision)
    on_rejected(comment, decision, owed)
    learn(decision=decision, comment=comment, said=said, seen=found.seen())
    return Decided(comment, decision, changed=True)


def _checked(judgement: Judgement) -> Move:
    if judgement.decision not in [move.value for move in DECISIONS]:
        raise unfit("/decision", "unknown_choice")
    move = Move(judgement.decision)
    if judgement.reason and judgement.reason not in REASONS:
        raise unfit("/reason", "unknown_choice")
    if move in NEEDS_REASON and not judgement.reason:
        raise unfit("/reason", "reason_required")
    if len(judgement.note) > LONGEST_NOTE:
        raise unfit("/note", "too_long")
    checked(judgement.basis, judgement.facts)
    return move


def held(key: str) -> Decidable:
    """Return what is known of a reply, with its thread held. Raises Missing (404)."""
    transition.hold_thread_of(key)
    found = decidable(key)
    if found is None:
        raise Missing
    return found


def _may(comment: Comment, by: AbstractBaseUser) -> None:
    if not scope_of(by).covers(comment.category_id):
        raise Missing
    demand_not_own(comment, by)
    if comment.is_over:
        raise Gone


def _forced(
    comment: Comment, judgement: Judgement, by: AbstractBaseUser, at: datetime
) -> list[dict[str, Any]]:
    """Return what the log says of a claim that was passed over.

    Raises Claimed (409) unless that is wished.
    """
    until = comment.claimed_until
    if comment.claimed_by_id in {None, by.pk} or until is None or until <= at:
        return []
    refusal = claimed(comment)
    if not judgement.force:
        raise refusal
    return [{"code": "forced", "claimed_by": refusal.facts["claimed_by"]}]


def _owed(move: Move) -> Duties:
    return duties() if move is Move.REJECT else NONE_OWED


def _stated(
    comment: Comment, judgement: Judgement, move: Move, owed: Duties
) -> list[dict[str, Any]]:
    if move is not Move.REJECT:
        return []
    said = {"basis": judgement.basis, "facts": judgement.facts}
    return stated_by_person(comment, owed, reason=judgement.reason, **said)


def _is_said_already(comment: Comment, move: Move, became: States, version: int) -> bool:
    """Return whether it stands so: on this version, or by the decision that was faster."""
    if comment.version == version:
        unread = comment.open_reports or comment.needs_review
        return comment.state == became and not unread
    if comment.version != version + 1:
        return False
    last = Decision.objects.filter(comment=comment, version=comment.version).order_by("id").first()
    return last is not None and last.what == move.value


def _concur(
    comment: Comment, judgement: Judgement, by: AbstractBaseUser, at: datetime, network: str
) -> Decided:
    decision = log.note(
        comment,
        what=What.CONCURRED,
        was=comment.state,
        at=at,
        by=by,
        by_kind=DecidedBy.USER,
        reason=judgement.reason,
        note=judgement.note,
        batch=judgement.batch,
        network_hash=network,
    )
    return Decided(comment, decision, changed=False)


def restorable(comment: Comment) -> dict[str, Any]:
    """Return as JSON what a decision may change on the comment itself, for undo."""
    return {
        "state": comment.state,
        "held_for": comment.held_for,
        "needs_review": comment.needs_review,
        "published_at": comment.published_at and comment.published_at.isoformat(),
        "decided_at": comment.decided_at and comment.decided_at.isoformat(),
        "decided_by_kind": comment.decided_by_kind,
        "decided_by": comment.decided_by_id,
    }


def _move(found: Decidable, became: States, by: AbstractBaseUser, at: datetime) -> None:
    comment, published = found.comment, became is States.PUBLISHED
    settle(
        comment,
        awaited=found.awaited,
        state=became.value,
        held_for=[{"code": "moderator"}] if became is States.PENDING else [],
        needs_review=False,
        published_at=(comment.published_at or at) if published else comment.published_at,
        decided_at=at,
        decided_by_kind=DecidedBy.USER,
        decided_by_id=by.pk,
        claimed_by_id=None,
        claimed_until=None,
    )


def settle(comment: Comment, *, awaited: bool = True, **changes: Any) -> None:
    """Write the changes if the version still stands, one version on, with all that is counted.

    To be called by who holds the thread. Values are plain, and stand on the comment afterwards.
    `awaited`: somebody may wait for a letter about it. Raises Stale (409) when another writer was
    faster.
    """
    was, version, first = comment.state, comment.version, comment.published_at is None
    changes["version"] = version + 1
    _put(comment, changes)
    counted = transition.count(comment, was=was)
    _put(comment, counted)
    same = {"id": comment.pk, "version": version}
    if not update(Comment, where=same, to=changes | counted):
        comment.refresh_from_db()
        raise stale(comment)
    if comment.state != was:
        announce(ANNOUNCED[State(comment.state)], comment.key, article=comment.article_id)
    if first and awaited:
        on_published(comment)


def _put(comment: Comment, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(comment, name, value)

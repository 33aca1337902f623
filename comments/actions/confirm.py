"""What does a reader gain who confirms an address? The badge, the letters, and what waited."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cms.kernel.errors import DomainError, Missing
from comments.actions import log, transition
from comments.actions.appraise import appraise
from comments.actions.decide import held, settle
from comments.actions.letter_tokens import Link
from comments.actions.premoderate import still_read_first
from comments.actions.queue_place import place
from comments.actions.refusals import Banned, Gone
from comments.actions.screened import STATES, Screened, Way, screened
from comments.actions.state_reasons import stated_by_rule
from comments.actions.write_letters import on_rejected
from comments.actions.writer import Writer, identity_of_address
from comments.models import AuthorKind, Comment, DecidedBy, State, Subscription, What
from comments.queries.senders import standing
from comments.rules.states import OVER

WAITED_FOR_IT = [{"code": "unverified"}]
LONG_AGO = 3600.0  # seconds: the form was found in order when the reply came


@transaction.atomic
def confirm(*, link: Link, at: datetime) -> Comment:
    """Take the address of a reply's author for theirs, and return the reply as it is then.

    What waited for this alone is screened once more. Doing it twice changes nothing.
    Raises Missing (404), Gone (410), Banned (403).
    """
    comment = held(link.comment).comment
    if comment.state in OVER:
        raise Gone
    if not link.address_hash or comment.email_hash != link.address_hash:
        raise Missing
    if comment.author_kind == AuthorKind.ANONYMOUS:
        _verify(comment, at)
    wishes = Subscription.objects.filter(comment=comment, address_hash=link.address_hash)
    wishes.filter(confirmed_at=None, ended_at=None).update(confirmed_at=at)
    return comment


def _verify(comment: Comment, at: datetime) -> None:
    identity = identity_of_address(comment.email_hash)
    _demand_not_banned(comment, identity, at)
    known = {"author_kind": AuthorKind.VERIFIED, "identity": identity}
    if comment.state == State.PENDING and {"code": "unverified"} in comment.held_for:
        _screen_again(comment, known, at)
        return
    Comment.objects.filter(pk=comment.pk).update(**known)
    comment.refresh_from_db()
    if comment.state == State.PUBLISHED:
        transition.said_anew(comment)


def _demand_not_banned(comment: Comment, identity: str, at: datetime) -> None:
    """Refuse whom a ban names under the old identity or the new: an address is no way out."""
    for one in (comment.identity, identity):
        stands = standing(
            identity=one,
            email=comment.author_email,
            email_hash=comment.email_hash,
            network_hash=comment.network_hash,
            at=at,
        )
        if stands.banned:
            raise Banned(until=stands.banned)
        if stands.premoderated and one != identity:
            still_read_first(was=one, now=identity)


def _screen_again(comment: Comment, known: dict[str, Any], at: datetime) -> None:
    """Publish what waited for the address alone if the screening says so; else it waits on."""
    said = _screened(comment, known, at) if comment.held_for == WAITED_FOR_IT else None
    if said is None:
        rest = [finding for finding in comment.held_for if finding["code"] != "unverified"]
        settle(comment, **known, held_for=rest or [{"code": "default"}])
        return
    verdict = said.verdict
    state = STATES[verdict.outcome]
    settle(
        comment,
        **known,
        state=state,
        held_for=[finding.as_json() for finding in verdict.findings],
        needs_review=verdict.needs_review,
        **place(comment=comment, risk=verdict.risk, at=at),
        published_at=at if state == State.PUBLISHED else None,
        decided_at=None if state == State.PENDING else at,
        decided_by_kind="" if state == State.PENDING else DecidedBy.RULE,
    )
    findings = [finding.for_the_log() for finding in verdict.findings]
    decision = log.note(
        comment,
        what=What.SCREENED,
        was=State.PENDING,
        at=at,
        by_kind=DecidedBy.RULE,
        evidence=[*findings, *stated_by_rule(findings, state, said.owed)],
        score=verdict.risk,
    )
    on_rejected(comment, decision)
    appraise(comment, said.aid)


def _screened(comment: Comment, known: dict[str, Any], at: datetime) -> Screened | None:
    """Return what the screening says now; None when the story takes no replies meanwhile."""
    writer = Writer(
        identity=known["identity"],
        network_hash=comment.network_hash,
        kind=known["author_kind"],
        name=comment.author_name,
        email=comment.author_email,
        url=comment.author_url,
        proven=comment.email_hash,
    )
    way = Way(answers=comment.in_reply_to, form_age=LONG_AGO, edits=comment)
    try:
        return screened(
            article_id=comment.article_id, text=comment.text, writer=writer, way=way, at=at
        )
    except DomainError:
        return None

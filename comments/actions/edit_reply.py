"""How does its author say it otherwise?"""

import math
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from cms.kernel.announce import announce
from cms.kernel.errors import Missing
from comments.actions import log
from comments.actions.appraise import appraise
from comments.actions.consult import consult
from comments.actions.decide import settle
from comments.actions.own_reply import Claim, demand_open_window, is_live, own_reply, proves
from comments.actions.post_reply import readable
from comments.actions.queue_place import place
from comments.actions.refusals import ChangedMeanwhile, Gone, Stale
from comments.actions.screened import STATES, Screened, Way, screened
from comments.actions.state_reasons import stated_by_rule
from comments.actions.write_letters import on_rejected
from comments.actions.writer import Writer
from comments.models import AuthorKind, Comment, CommentRevision, DecidedBy, State, What
from comments.rules import render
from comments.rules import text as texts
from comments.rules.screening import Opinion, Verdict
from comments.rules.states import State as States
from comments.rules.states import after_edit

SENT_ODDLY = {"no_form_token", "too_fast"}


def opinion_on(*, key: str, text: str, claim: Claim) -> Opinion | None:
    """Return what the newsroom's own program says of the new wording; None where it is not asked.

    To be called before the transaction begins. Raises Invalid (400) for what is no text.
    """
    words = readable(text)
    comment = Comment.objects.filter(key=key, removed_at=None, erased_at=None).first()
    if comment is None or not proves(claim, comment) or words == comment.text:
        return None
    if comment.author_kind == AuthorKind.STAFF:
        return None
    return consult(
        text=words,
        name=comment.author_name,
        article_id=comment.article_id,
        kind="edit",
        parent=comment.in_reply_to.key if comment.in_reply_to else "",
    )


@transaction.atomic
def edit_reply(
    *, key: str, text: str, claim: Claim, at: datetime, opinion: Opinion | None = None
) -> Comment:
    """Screen the new wording as if it had just come in, and keep the one before.

    The same words again change nothing. Raises Missing (404), NotAuthor and EditWindowClosed (403),
    Gone (410), ChangedMeanwhile (409), and what `screened` refuses.
    """
    comment = own_reply(key, claim, at)
    if comment.is_over:
        raise Gone
    if not is_live(comment, at):
        raise Missing
    demand_open_window(comment, claim, at)
    words = readable(text)
    if words == comment.text:
        return comment
    if claim.token and claim.token.revision != comment.revision:
        raise ChangedMeanwhile
    said = screened(
        article_id=comment.article_id,
        text=words,
        writer=_as_signed(comment, claim.writer),
        way=Way(comment.in_reply_to, _form_age(comment), opinion=opinion, edits=comment),
        at=at,
    )
    _rewrite(comment, words, said, at)
    appraise(comment, said.aid)
    announce("comment.edited", comment.key, article=comment.article_id)
    return comment


def _as_signed(comment: Comment, caller: Writer) -> Writer:
    """Return the writer as the reply was signed, on the network that is used now."""
    return replace(
        caller,
        identity=comment.identity,
        kind=comment.author_kind,
        name=comment.author_name,
        email=comment.author_email,
        url=comment.author_url,
        proven=comment.email_hash,
    )


def _form_age(comment: Comment) -> float | None:
    """Return the age that lets an edit pass without a form, unless the reply waits for want of one.

    Else whoever posts without the form would only have to edit.
    """
    waits_for = {finding.get("code") for finding in comment.held_for}
    return None if waits_for & SENT_ODDLY else math.inf


def _rewrite(comment: Comment, words: str, said: Screened, at: datetime) -> None:
    was, verdict = comment.state, said.verdict
    CommentRevision.objects.create(
        comment=comment, number=comment.revision, text=comment.text, html=comment.html, at=at
    )
    try:
        settle(
            comment,
            text=words,
            html=render.html_of(words),
            text_hash=texts.same_as(words),
            revision=comment.revision + 1,
            edited_at=at,
            held_for=[finding.as_json() for finding in verdict.findings],
            **place(comment=comment, risk=verdict.risk, at=at),
            **_standing(comment, verdict, at),
        )
    except Stale:
        raise ChangedMeanwhile from None
    findings = [finding.for_the_log() for finding in verdict.findings]
    decision = log.note(
        comment,
        what=What.EDIT,
        was=was,
        at=at,
        by_kind=DecidedBy.MODEL if verdict.by_aid else DecidedBy.RULE,
        evidence=[*findings, *stated_by_rule(findings, comment.state, said.owed, was=was)],
        score=verdict.score,
        model_version=verdict.version,
    )
    on_rejected(comment, decision, said.owed)


def _standing(comment: Comment, verdict: Verdict, at: datetime) -> dict[str, Any]:
    """Return how the reply stands: what was decided on the words before holds no more.

    A moderator who had approved them reads the new ones, even where they are published at once.
    """
    by_person = comment.decided_by_kind == DecidedBy.USER
    became = after_edit(States(comment.state), States(STATES[verdict.outcome]), by_person=by_person)
    published = became is States.PUBLISHED
    standing: dict[str, Any] = {
        "state": became.value,
        "needs_review": published and (verdict.needs_review or by_person or comment.needs_review),
        "published_at": (comment.published_at or at) if published else comment.published_at,
    }
    if by_person and became == comment.state and comment.state != State.PUBLISHED:
        return standing  # a moderator's own decision still holds
    waits = became is States.PENDING
    by_kind = DecidedBy.MODEL if verdict.by_aid else DecidedBy.RULE
    return standing | {
        "decided_at": None if waits else at,
        "decided_by_kind": "" if waits else by_kind,
        "decided_by": None,
    }

"""How does a reply come in?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from cms.kernel.announce import announce
from comments.actions import log, transition
from comments.actions.appraise import appraise
from comments.actions.queue_place import place
from comments.actions.refusals import (
    ParentNotFound,
    ParentNotReplyable,
    ParentOfOtherStory,
    unfit,
)
from comments.actions.screened import STATES, Way, screened
from comments.actions.state_reasons import stated_by_rule
from comments.actions.subscribe import subscribe
from comments.actions.write_letters import on_published, on_rejected
from comments.actions.writer import Writer, signed
from comments.models import Comment, DecidedBy, HowOften, State, What
from comments.rules import render, tree
from comments.rules import text as texts
from comments.rules.screening import Opinion

EDIT_WINDOW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent; `form_age` in seconds, None without a form; `trap` must be empty."""

    text: str
    parent: str = ""
    notify: bool = False
    how_often: str = HowOften.AT_ONCE
    form_age: float | None = None
    trap: str = ""
    opinion: Opinion | None = None


@transaction.atomic
def post_reply(
    *, article_id: int, sent: Sent, writer: Writer, at: datetime, language: str = ""
) -> Comment:
    """Screen a reply, store it, and publish it if the verdict says so.

    Raises Invalid (400), StoryClosed, Banned, MembersOnly and VerificationNeeded (403),
    ParentNotFound (404), ParentOfOtherStory (400), ParentNotReplyable and Duplicate (409).
    """
    writer = signed(writer, notify=sent.notify)
    text = readable(sent.text)
    parent = _parent(sent.parent, article_id) if sent.parent else None
    verdict, aid, owed = screened(
        article_id=article_id,
        text=text,
        writer=writer,
        way=Way(parent, sent.form_age, sent.trap, sent.opinion),
        at=at,
    )
    state = STATES[verdict.outcome]
    by_kind = DecidedBy.MODEL if verdict.by_aid else DecidedBy.RULE
    comment = Comment(
        article_id=article_id,
        in_reply_to=parent,
        **hanging(parent),
        state=state,
        held_for=[finding.as_json() for finding in verdict.findings],
        needs_review=verdict.needs_review,
        text=text,
        html=render.html_of(text),
        text_hash=texts.same_as(text),
        language=language,
        author_name=writer.name,
        author_email=writer.email,
        author_url=writer.url,
        author_kind=writer.kind,
        identity=writer.identity,
        network_hash=writer.network_hash,
        email_hash=writer.email_hash,
        notify=sent.notify,
        created_at=at,
        last_activity_at=at,
        editable_until=at + EDIT_WINDOW,
        published_at=at if state == State.PUBLISHED else None,
        decided_at=None if state == State.PENDING else at,
        decided_by_kind="" if state == State.PENDING else by_kind,
    )
    for name, value in place(comment=comment, risk=verdict.risk, at=at).items():
        setattr(comment, name, value)
    comment.save(force_insert=True)
    above = comment.parent.path if comment.parent else ""
    comment.path = above + tree.segment(comment.pk)  # its own number, known only now
    transition.arrived(comment)
    appraise(comment, aid)
    findings = [finding.for_the_log() for finding in verdict.findings]
    decision = log.note(
        comment,
        what=What.SCREENED,
        was="",
        at=at,
        by_kind=by_kind,
        evidence=[*findings, *stated_by_rule(findings, state, owed)],
        score=verdict.score,
        model_version=verdict.version,
    )
    announce("comment.created", comment.key, article=article_id, state=str(state))
    on_published(comment)
    on_rejected(comment, decision, owed)
    subscribe(comment, writer=writer, how_often=sent.how_often, at=at)
    return comment


def readable(typed: str) -> str:
    """Return the cleaned text. Raises Invalid (400) for what is no text at all."""
    if not texts.is_text(typed):
        raise unfit("/text", "bad_encoding")
    return texts.clean(typed)


def _parent(key: str, article_id: int) -> Comment:
    """Return the reply that is answered, its thread held."""
    found = Comment.objects.filter(key=key, shown=True).first()
    if found is None:
        raise ParentNotFound
    if found.article_id != article_id:
        raise ParentOfOtherStory
    transition.held_thread(found)
    found.refresh_from_db()
    if not found.shown or found.state != State.PUBLISHED or found.locked:
        raise ParentNotReplyable
    return found


def hanging(answered: Comment | None) -> dict[str, object]:
    """Return where in the tree an answer hangs: under what it answers, or as deep as it goes."""
    if answered is None:
        return {"parent": None, "root": None, "depth": 0}
    parent = answered
    if (path := tree.attach_to(answered.path)) != answered.path:
        parent = Comment.objects.get(article_id=answered.article_id, path=path)
    return {
        "parent": parent,
        "root": parent.root if parent.root_id else parent,
        "depth": parent.depth + 1,
    }

"""How does a reply come in?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from articles.queries.discussion import standing
from cms.kernel.announce import announce
from comments.actions import log, transition
from comments.actions.refusals import (
    Duplicate,
    ParentNotFound,
    ParentNotReplyable,
    ParentOfOtherStory,
    StoryClosed,
    unfit,
)
from comments.models import AuthorKind, Comment, DecidedBy, State, What
from comments.rules import names, render, tree
from comments.rules import text as texts
from comments.rules.screening import Facts, Outcome, Submission, Verdict, screen

EDIT_WINDOW = timedelta(minutes=5)
DUPLICATE_WINDOW = timedelta(minutes=10)
STATES = {
    Outcome.PUBLISH: State.PUBLISHED,
    Outcome.HOLD: State.PENDING,
    Outcome.REJECT: State.REJECTED,
    Outcome.SPAM: State.SPAM,
}


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: a keyed hash of who it is, one of the network, and what they say of themselves.

    `kind` is one of AuthorKind; an anonymous writer may leave the name empty.
    """

    identity: str
    network_hash: str = ""
    kind: str = AuthorKind.ANONYMOUS
    name: str = ""
    email: str = ""
    url: str = ""
    named: bool = False

    @property
    def known(self) -> bool:
        """Return whether the writer has an account."""
        return self.kind in {AuthorKind.MEMBER, AuthorKind.STAFF, AuthorKind.EXPERT}


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent; `form_age` in seconds, None without a form; `trap` must be empty."""

    text: str
    parent: str = ""
    notify: bool = False
    form_age: float | None = None
    trap: str = ""


@transaction.atomic
def post_reply(
    *, article_id: int, sent: Sent, writer: Writer, at: datetime, language: str = ""
) -> Comment:
    """Screen a reply, store it, and publish it if the verdict says so.

    Raises Invalid (400), StoryClosed (403), ParentNotFound (404), ParentOfOtherStory (400),
    ParentNotReplyable and Duplicate (409).
    """
    writer = _signed(writer, notify=sent.notify)
    text = _read(sent.text)
    parent = _parent(sent.parent, article_id) if sent.parent else None
    verdict = _screened(article_id, text, sent, writer, parent, at)
    state = STATES[verdict.outcome]
    comment = Comment.objects.create(
        article_id=article_id,
        in_reply_to=parent,
        **_place(parent),
        state=state,
        held_for=[finding.as_json() for finding in verdict.findings],
        risk=verdict.risk,
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
        notify=sent.notify,
        created_at=at,
        last_activity_at=at,
        editable_until=at + EDIT_WINDOW,
        published_at=at if state == State.PUBLISHED else None,
        decided_at=None if state == State.PENDING else at,
        decided_by_kind="" if state == State.PENDING else DecidedBy.RULE,
    )
    _grow(comment)
    transition.count(comment, was=State.PENDING)
    log.note(
        comment,
        what=What.SCREENED,
        was="",
        at=at,
        by_kind=DecidedBy.RULE,
        evidence=comment.held_for,
        score=verdict.risk,
    )
    announce("comment.created", comment.key, article=article_id, state=str(state))
    return comment


def _signed(writer: Writer, *, notify: bool) -> Writer:
    """Return the writer with a cleaned name; Invalid when it cannot be signed with."""
    name = names.clean_name(writer.name)
    problems = [
        ("/author/name", writer.named and names.unfit_name(name)),
        ("/author/name", not writer.known and names.imitates(name, _staff()) and "imitates_staff"),
        ("/author/email", writer.email and _unfit_email(writer.email)),
        ("/author/email", notify and not writer.email and "email_needed"),
        ("/author/url", writer.url and names.unfit_url(writer.url)),
    ]
    for field, code in problems:
        if code:
            raise unfit(field, code)
    return Writer(
        identity=writer.identity,
        network_hash=writer.network_hash,
        kind=writer.kind,
        name=name,
        email=writer.email,
        url=writer.url,
        named=writer.named,
    )


def _staff() -> list[str]:
    users = get_user_model().objects.filter(is_staff=True, is_active=True)
    rows = users.values_list("username", "first_name", "last_name")
    return [name for user, first, last in rows for name in (user, f"{first} {last}")]


def _unfit_email(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError:
        return "bad_email"
    return "" if len(email) <= 254 else "too_long"  # noqa: PLR2004 - RFC 5321


def _read(typed: str) -> str:
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


def _place(answered: Comment | None) -> dict[str, object]:
    """Return where in the tree an answer hangs: under what it answers, or as deep as it goes."""
    if answered is None:
        return {"parent": None, "root_id": None, "depth": 0, "path": ""}
    parent = answered
    if (path := tree.attach_to(answered.path)) != answered.path:
        parent = Comment.objects.get(article_id=answered.article_id, path=path)
    return {
        "parent": parent,
        "root_id": parent.root_id or parent.pk,
        "depth": parent.depth + 1,
        "path": parent.path,
    }


def _grow(comment: Comment) -> None:
    """Give the new reply the end of its path: its own number, known only now."""
    comment.path += tree.segment(comment.pk)
    Comment.objects.filter(pk=comment.pk).update(path=comment.path)


def _screened(
    article_id: int, text: str, sent: Sent, writer: Writer, parent: Comment | None, at: datetime
) -> Verdict:
    story = standing(article_id, at)
    facts = Facts(
        story_open=story.open,
        premoderated=story.policy != "open",
        form_age=sent.form_age,
        duplicate_of=_duplicate_of(article_id, text, writer, parent, at),
        known=writer.known,
        staff=writer.kind == AuthorKind.STAFF,
    )
    verdict = screen(Submission(text=text, trap=sent.trap), facts)
    if verdict.outcome is Outcome.REFUSE:
        _refuse(verdict)
    return verdict


def _refuse(verdict: Verdict) -> None:
    last = verdict.findings[-1]
    if last.code == "story_closed":
        raise StoryClosed
    if last.code == "duplicate":
        raise Duplicate(**last.evidence)
    raise unfit("/text", last.code)


def _duplicate_of(
    article_id: int, text: str, writer: Writer, parent: Comment | None, at: datetime
) -> str:
    said = (
        Comment.objects.filter(
            identity=writer.identity,
            created_at__gt=at - DUPLICATE_WINDOW,
            article_id=article_id,
            in_reply_to=parent,
            text_hash=texts.same_as(text),
        )
        .order_by("-created_at")
        .values_list("key", flat=True)
    )
    return said.first() or ""

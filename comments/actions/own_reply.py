"""Whose reply is this, and can they still change it?"""

from dataclasses import dataclass
from datetime import datetime

from articles.models.editions import Edition
from cms.kernel.errors import Missing
from comments.actions import transition
from comments.actions.refusals import EditWindowClosed, Gone, NotAuthor
from comments.actions.writer import Writer
from comments.models import AuthorKind, Comment


@dataclass(frozen=True, slots=True)
class Token:
    """What a token of ours opens: one wording of one reply, until the end of its window."""

    comment: str
    revision: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says that a reply is theirs: the reader who calls, and the token they hold, if any."""

    writer: Writer
    token: Token | None = None


def own_reply(key: str, claim: Claim, at: datetime) -> Comment:
    """Return the author's reply, its thread held until the transaction ends.

    Raises Missing (404) for who neither wrote it nor can see it, NotAuthor (403) for who sees it,
    and Gone (410) when it was erased. One that its author took back is returned.
    """
    comment = Comment.objects.filter(key=key).first()
    if comment is None:
        raise Missing
    transition.held_thread(comment)
    comment.refresh_from_db()
    if not proves(claim, comment):
        raise NotAuthor if comment.shown and is_live(comment, at) else Missing
    if comment.erased_at:
        raise Gone
    return comment


def proves(claim: Claim, comment: Comment) -> bool:
    """Return whether the claim is the author's, by token or by name."""
    if claim.token is not None and claim.token.comment == comment.key:
        return True
    return by_name(claim.writer, comment)


def by_name(writer: Writer, comment: Comment) -> bool:
    """Return whether the reader is known as its author, with no token needed."""
    return writer.kind != AuthorKind.ANONYMOUS and wrote(writer, comment)


def wrote(reader: Writer, comment: Comment) -> bool:
    """Return whether the reader wrote it, as far as one can tell.

    A nameless reader is a network for a while, so all who share it count as one.
    """
    if reader.identity and reader.identity == comment.identity:
        return True
    nameless = {reader.kind, comment.author_kind} == {AuthorKind.ANONYMOUS.value}
    return nameless and bool(reader.network_hash) and reader.network_hash == comment.network_hash


def is_live(comment: Comment, at: datetime) -> bool:
    """Return whether readers see the story that it stands under."""
    return Edition.objects.live(at).filter(article_id=comment.article_id).exists()


def demand_open_window(comment: Comment, claim: Claim, at: datetime) -> None:
    """Raise EditWindowClosed (403) once the minutes after posting are over."""
    until = claim.token.until if claim.token else comment.editable_until
    if until is None or until <= at:
        raise EditWindowClosed

"""How does a reader come to hear of a reply? They ask, and then they confirm the address."""

from datetime import datetime, timedelta

from comments.actions.write_letters import ask_to_confirm
from comments.actions.writer import Writer
from comments.models import AuthorKind, Comment, Kind, Letter, NoLetters, State, Subscription
from comments.rules.letters import CONFIRM_MOST, CONFIRM_MOST_NETWORK

DAY = timedelta(days=1)
ARRIVED = {State.PENDING, State.PUBLISHED}  # what was kept as spam asks nobody for anything


def subscribe(comment: Comment, *, writer: Writer, how_often: str, at: datetime) -> None:
    """Keep the wish of a new reply's author, and ask for the address to be confirmed.

    Who has proven the address already is asked nothing. To be called in the reply's transaction;
    a story that takes verified readers only has the address confirmed without a wish. Whoever
    asks too often, or wants no letters, is sent none, and hears nothing of that.
    """
    unverified = any(finding["code"] == "unverified" for finding in comment.held_for)
    if not (comment.notify or unverified) or comment.state not in ARRIVED:
        return
    address_hash = writer.email_hash
    if NoLetters.objects.filter(address_hash=address_hash).exists():
        return
    proven = bool(writer.proven) and writer.proven == address_hash
    if not proven and _too_often(address_hash, comment.network_hash, at):
        return
    if comment.notify:
        Subscription.objects.create(
            comment=comment,
            address=writer.email,
            address_hash=address_hash,
            how_often=how_often,
            asked_at=at,
            confirmed_at=at if proven else None,
        )
    if not proven:
        ask_to_confirm(comment, at=at)


def _too_often(address_hash: str, network_hash: str, at: datetime) -> bool:
    """Return whether strangers have had enough letters asking for confirmation sent there."""
    asked = Letter.objects.filter(
        kind=Kind.CONFIRM, created_at__gt=at - DAY, comment__author_kind=AuthorKind.ANONYMOUS
    )
    if asked.filter(address_hash=address_hash).count() >= CONFIRM_MOST:
        return True
    nearby = asked.filter(comment__network_hash=network_hash) if network_hash else asked.none()
    return nearby.count() >= CONFIRM_MOST_NETWORK

"""How does a reader stop letters? At once, and without being asked why."""

from datetime import datetime

from django.db import transaction

from comments.actions.letter_tokens import EVERY, Link
from comments.models import Letter, NoLetters, Subscription


@transaction.atomic
def unsubscribe(*, link: Link, every: bool, at: datetime) -> None:
    """End the letters about a reply, with those that have not gone out yet.

    `every` is for good: no letter goes to this address any more, whoever asks for one. Doing it
    twice changes nothing, and a reply that is gone is no trouble.
    """
    wishes = Subscription.objects.filter(address_hash=link.address_hash)
    waiting = Letter.objects.filter(address_hash=link.address_hash, sent_at=None)
    if every:
        NoLetters.objects.get_or_create(address_hash=link.address_hash, defaults={"at": at})
    elif link.comment != EVERY:
        wishes = wishes.filter(comment__key=link.comment)
        waiting = waiting.filter(comment__key=link.comment)
    wishes.filter(ended_at=None).update(ended_at=at, address="")
    waiting.delete()

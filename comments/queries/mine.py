"""What of these replies concerns only the reader who asks?"""

from collections.abc import Collection

from django.db.models import Q

from comments.models import Comment, State, Vote

LOOKS_WAITING = (State.PENDING, State.REJECTED, State.SPAM)  # to their author, all the same


def votes_of(identity: str, keys: Collection[str]) -> list[tuple[str, int]]:
    """Return (public id, 1 or -1) of what the reader voted on; one statement."""
    given = Vote.objects.filter(identity=identity, comment__key__in=keys)
    return list(given.order_by("comment_id").values_list("comment__key", "value"))


def waiting_of(*, identity: str, network_hash: str, keys: Collection[str]) -> list[Comment]:
    """Return those of the replies that the reader wrote and nobody else sees; one statement.

    `network_hash` is that of a nameless reader, else "". Public ids cannot be guessed, so that who
    only shares the author's network has none to ask for.
    """
    theirs = Q(identity=identity) if identity else Q(pk=None)
    if network_hash:
        theirs |= Q(network_hash=network_hash, author_kind="anonymous")
    unseen = Comment.objects.filter(state__in=LOOKS_WAITING, removed_at=None, key__in=keys)
    found = unseen.filter(theirs).select_related("parent", "root")
    return list(found.order_by("pk"))

"""How do moderators share the queue, so that no two of them read the same replies?

A claim is a lease: it ends by itself, so that what a closed browser held comes free again. Deciding
ends it, and so does giving it back.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import QuerySet

from comments.actions.decide import identities_of_user
from comments.actions.refusals import unfit
from comments.models import Comment
from comments.queries.queue import FREE, MINE, ORDERINGS, Wanted, queue
from comments.queries.scope import scope_of

LEASE = timedelta(minutes=5)
MOST = 50


@transaction.atomic
def claim(
    *,
    by: AbstractBaseUser,
    count: int,
    wanted: Wanted,
    ordering: str = "risk",
    at: datetime,
    without: Collection[str] = (),
) -> list[Comment]:
    """Return up to `count` replies that are the moderator's until LEASE from now, in their order.

    First those that are theirs already, renewed; then the next ones that nobody holds; never those
    `without` names. Two moderators at once never get the same: PostgreSQL skips rows that another
    one is taking, SQLite lets one transaction after the other write. Raises Invalid (400).
    """
    if not 1 <= count <= MOST:
        raise unfit("/count", "not_so_many")
    if ordering not in ORDERINGS:
        raise unfit("/ordering", "unknown_choice")
    wanted = replace(wanted, user=by.pk, scope=scope_of(by))
    order = ORDERINGS[ordering]
    held = queue(replace(wanted, claimed=MINE), at=at).exclude(key__in=without)
    mine = _taken(held, order, count)
    free = _free(wanted, by, at).exclude(pk__in=mine).exclude(key__in=without)
    found = mine + _taken(free, order, count - len(mine))
    rows = Comment.objects.filter(pk__in=found)
    rows.update(claimed_by=by.pk, claimed_until=at + LEASE)
    return list(rows.select_related("parent", "claimed_by").order_by(*order))


@transaction.atomic
def release(*, by: AbstractBaseUser, keys: Collection[str] | None = None) -> int:
    """Give back what the moderator holds, all or those keys; return how many replies that were."""
    held = Comment.objects.filter(claimed_by=by.pk)
    if keys is not None:
        held = held.filter(key__in=keys)
    return held.update(claimed_by=None, claimed_until=None)


def _free(wanted: Wanted, by: AbstractBaseUser, at: datetime) -> QuerySet[Comment, Comment]:
    """Return what nobody holds; nobody is handed what they wrote themselves."""
    free = queue(replace(wanted, claimed=FREE), at=at)
    return free.exclude(identity__in=identities_of_user(by))


def _taken(rows: QuerySet[Comment, Comment], order: tuple[str, ...], count: int) -> list[int]:
    """Return the numbers of the first rows, held until the transaction ends."""
    skip = connection.features.has_select_for_update_skip_locked
    held = rows.select_for_update(skip_locked=skip, no_key=True)
    return list(held.order_by(*order).values_list("pk", flat=True)[:count]) if count else []

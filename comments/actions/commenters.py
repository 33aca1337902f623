"""Whom does a moderator mean, and may anything be settled about them?"""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet

from cms.kernel.errors import Missing
from cms.kernel.numbers import row_number
from comments.actions.decide import identities_of_user
from comments.actions.refusals import IsStaff
from comments.actions.writer import email_hash
from comments.models import AuthorKind, Ban, BanKind, Comment, Commenter
from comments.queries.scope import Scope, scope_of

LENGTH_OF_KEY = 12


def identity_meant(handle: str, *, by: AbstractBaseUser) -> str:
    """Return who is meant: by the number of a commenter, or the public id of a reply of theirs.

    Raises Missing (404), also for a reply out of the moderator's scope, and for somebody who wrote
    nothing in it.
    """
    scope = scope_of(by)
    identity = _identity(handle, scope)
    own = Comment.objects.filter(identity=identity) if identity else Comment.objects.none()
    if not scope.within(own).exists():
        raise Missing
    return identity


def _identity(handle: str, scope: Scope) -> str:
    if len(handle) == LENGTH_OF_KEY:
        written = scope.within(Comment.objects.filter(key=handle))
        return written.values_list("identity", flat=True).first() or ""
    known = Commenter.objects.filter(pk=row_number(handle) or 0)
    return known.values_list("identity", flat=True).first() or ""


def commenter_row(identity: str) -> Commenter:
    """Return the row of a commenter, made when there is something to settle."""
    row, _made = Commenter.objects.get_or_create(identity=identity)
    return row


def demand_no_staff(identity: str, *, by: AbstractBaseUser) -> None:
    """Refuse to settle anything about the newsroom's own people.

    Raises IsStaff (403); a superuser may.
    """
    if getattr(by, "is_superuser", False):
        return
    ours = Comment.objects.filter(identity=identity, author_kind=AuthorKind.STAFF)
    if ours.exists() or identity in _identities_of_staff():
        raise IsStaff


def demand_no_ban_of_staff(ban: Ban, *, by: AbstractBaseUser) -> None:
    """Refuse a ban that would meet somebody of the newsroom: by reader, address or network.

    Raises IsStaff (403); a superuser may.
    """
    if ban.kind == BanKind.IDENTITY:
        demand_no_staff(ban.value, by=by)
    if getattr(by, "is_superuser", False):
        return
    if ban.kind == BanKind.NETWORK and _staff_wrote_from(ban.value):
        raise IsStaff
    if ban.kind not in {BanKind.EMAIL, BanKind.DOMAIN}:
        return
    for address in _staff().exclude(email="").values_list("email", flat=True):
        domain = address.rpartition("@")[2].casefold()
        if ban.value in {email_hash(address), domain}:
            raise IsStaff


def _staff_wrote_from(network_hash: str) -> bool:
    ours = Q(author_kind=AuthorKind.STAFF) | Q(identity__in=_identities_of_staff())
    return Comment.objects.filter(ours, network_hash=network_hash).exists()


def _staff() -> QuerySet[Any, Any]:
    return get_user_model().objects.filter(is_staff=True, is_active=True)


def _identities_of_staff() -> set[str]:
    return {one for user in _staff() for one in identities_of_user(user)}

"""What may a group do that a newer version brought?

A group is offered every permission once: when it is made, or by the version that names it first.
What was taken away since is not given back, for it was offered before.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet

from cms.kernel.models import Offer


def was_offered(group: Group) -> bool:
    """Return whether the group is one of ours: somebody's own of the same name is left alone."""
    return Offer.objects.filter(group=group).exists()


@transaction.atomic
def offer(group: Group, permissions: QuerySet[Permission]) -> list[str]:
    """Give the group those that it was never offered; return them as "app.code", sorted."""
    known = set(Offer.objects.filter(group=group).values_list("permission", flat=True))
    named = {_code(one): one for one in permissions.select_related("content_type")}
    new = {code: one for code, one in named.items() if code not in known}
    group.permissions.add(*new.values())
    Offer.objects.bulk_create(Offer(group=group, permission=code) for code in new)
    return sorted(new)


def _code(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"

"""Who works at the desk in a test? People of each group, by the groups of a fresh newsroom."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from cms.seeding.accounts import make_accounts

ROLES = {
    "contributor": "Contributors",
    "editor": "Editors",
    "chief": "Chiefs",
    "moderator": "Moderators",
}


def somebody(role: str, name: str = "") -> Any:
    """Return a new member of the group."""
    make_accounts()
    user = get_user_model().objects.create_user(name or f"some-{role}", is_staff=True)
    user.groups.add(Group.objects.get(name=ROLES[role]))
    return user

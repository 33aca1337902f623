"""Who works in the newsroom, and what may each of them do?"""

import sys
from typing import Any

from django.apps import apps as installed
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cms.kernel.offers import offer, was_offered

# Each group may do what is written behind it: app labels with Django's permission codes.
CONTRIBUTORS = (
    "articles.view_*",
    "articles.add_article",
    "articles.change_article",
    "media.view_*",
)
EDITORS = (
    *CONTRIBUTORS,
    "articles.publish_article",
    *(f"articles.{verb}_rankingrule" for verb in ("add", "change", "delete")),
    *(
        f"articles.{verb}_{what}"
        for what in ("expert", "expertname", "author", "category", "tag", "discussion")
        for verb in ("add", "change")
    ),
    "media.add_photo",
    "media.change_photo",
    "comments.view_*",
)
# How replies are taken, with the emergency switch.
RULES = tuple(f"articles.{verb}_replyrules" for verb in ("add", "change", "delete"))
CHIEFS = (
    *EDITORS,
    "articles.withdraw_article",
    "articles.change_rankingbasis",
    *RULES,
    "comments.change_blocklist",
    *(f"articles.delete_{what}" for what in ("article", "expert", "author", "category", "tag")),
    "media.delete_photo",
    "webhooks.view_*",
    *(f"webhooks.{verb}_webhook" for verb in ("add", "change", "delete")),
)
MODERATORS = (
    "comments.view_*",
    "comments.add_*",
    "comments.change_*",
    "comments.moderate_*",
    "articles.view_*",
    *RULES,
)
CHIEF_MODERATORS = (*MODERATORS, "comments.lead_moderation")
GROUPS = {
    "Contributors": CONTRIBUTORS,
    "Editors": EDITORS,
    "Chiefs": CHIEFS,
    "Moderators": MODERATORS,
    "Chief moderators": CHIEF_MODERATORS,
}

# Name, group ("" for one who may do everything).
ACCOUNTS = (
    ("editor", "Chiefs"),
    ("writer", "Contributors"),
    ("moderator", "Moderators"),
    ("admin", ""),
)


def password_of(name: str) -> str:
    """Return the password of a demo account: known to all, so never for a real newsroom."""
    return f"{name}-demo"


@transaction.atomic
def make_accounts() -> dict[str, Any]:
    """Make the groups and the demo's users, and return the users by name.

    Groups and users that are there already stay as they are.
    """
    make_groups()
    groups = {group.name: group for group in Group.objects.filter(name__in=GROUPS)}
    return {name: _account(name, groups.get(group)) for name, group in ACCOUNTS}


@transaction.atomic
def make_groups() -> list[str]:
    """Make the groups that are not there, with what each may do; return their names."""
    there = set(Group.objects.filter(name__in=GROUPS).values_list("name", flat=True))
    missing = [name for name in GROUPS if name not in there]
    for name in missing:
        offer(Group.objects.create(name=name), _permissions(GROUPS[name]))
    return missing


def offer_new(
    *, apps: Any = installed, verbosity: int = 1, stdout: Any = None, **_facts: Any
) -> None:
    """Give our groups what this version names for the first time; after every `migrate`.

    What an administrator took away stays away, and a group of another making is left alone.
    """
    if "offer" not in apps.all_models["kernel"]:  # a database on its way back
        return
    for group in Group.objects.filter(name__in=GROUPS):
        given = offer(group, _permissions(GROUPS[group.name])) if was_offered(group) else []
        if given and verbosity:
            said = _("The group “{group}” may now: {permissions}")
            told = said.format(group=group.name, permissions=", ".join(given))
            (stdout or sys.stdout).write(f"{told}\n")


def _permissions(patterns: tuple[str, ...]) -> Any:
    wanted = Q()
    for pattern in patterns:
        app, _dot, code = pattern.partition(".")
        app_is = Q(content_type__app_label=app)
        if code.endswith("*"):
            wanted |= app_is & Q(codename__startswith=code[:-1])
        else:
            wanted |= app_is & Q(codename=code)
    return Permission.objects.filter(wanted)


def _account(name: str, group: Group | None) -> Any:
    users = get_user_model().objects
    known = users.filter(username=name).first()
    if known:
        return known
    user = users.create_user(
        name,
        f"{name}@example.org",
        password_of(name),
        is_staff=True,
        is_superuser=group is None,
    )
    if group:
        user.groups.add(group)
    return user

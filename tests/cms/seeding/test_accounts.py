"""Who works in the newsroom, and what may each of them do?"""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group

from cms.seeding.accounts import CHIEFS, CONTRIBUTORS, EDITORS, GROUPS, MODERATORS, make_accounts

pytestmark = pytest.mark.django_db


def _member_of(name):
    make_accounts()
    user = get_user_model().objects.create_user("somebody")
    user.groups.add(Group.objects.get(name=name))
    return user


@pytest.mark.parametrize(
    ("group", "may", "may_not"),
    [
        ("Contributors", "articles.change_article", "articles.publish_article"),
        ("Editors", "articles.publish_article", "articles.withdraw_article"),
        ("Editors", "media.add_photo", "articles.delete_article"),
        ("Editors", "articles.change_expert", "comments.moderate_comment"),
        ("Chiefs", "articles.withdraw_article", "comments.moderate_comment"),
        ("Moderators", "comments.moderate_comment", "articles.change_article"),
        ("Moderators", "comments.view_comment", "comments.lead_moderation"),
        ("Chief moderators", "comments.lead_moderation", "articles.change_article"),
    ],
)
def test_each_group_may_do_its_work_and_no_more(group, may, may_not):
    user = _member_of(group)

    assert user.has_perm(may)
    assert not user.has_perm(may_not)


@pytest.mark.parametrize("pattern", sorted({*CONTRIBUTORS, *EDITORS, *CHIEFS, *MODERATORS}))
def test_every_permission_that_a_group_names_exists(pattern):
    make_accounts()

    app, _dot, code = pattern.partition(".")
    named = {"codename": code} if not code.endswith("*") else {"codename__startswith": code[:-1]}
    groups = [
        Group.objects.get(name=name) for name, patterns in GROUPS.items() if pattern in patterns
    ]
    assert groups
    for group in groups:
        assert group.permissions.filter(content_type__app_label=app, **named).exists()


def test_the_accounts_open_with_the_passwords_that_are_printed():
    make_accounts()

    for name in ("editor", "writer", "moderator", "admin"):
        assert authenticate(username=name, password=f"{name}-demo").is_staff
    assert authenticate(username="admin", password="admin-demo").is_superuser  # noqa: S106
    assert not authenticate(username="editor", password="editor-demo").is_superuser  # noqa: S106


def test_who_is_there_already_keeps_password_and_rights(django_user_model):
    django_user_model.objects.create_user("editor", password="of-my-own")  # noqa: S106
    Group.objects.create(name="Editors")

    make_accounts()

    assert authenticate(username="editor", password="of-my-own")  # noqa: S106
    assert not Group.objects.get(name="Editors").permissions.exists()

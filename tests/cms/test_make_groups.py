"""Operators expect to get the newsroom's groups without the demo."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from cms.seeding.accounts import GROUPS

pytestmark = pytest.mark.django_db


def make_groups():
    out = StringIO()
    call_command("make_groups", stdout=out)
    return out.getvalue()


def test_groups_are_made_with_what_they_may_do():
    said = make_groups()

    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS)
    chiefs = Group.objects.get(name="Chiefs").permissions.values_list("codename", flat=True)
    assert {"withdraw_article", "add_webhook"} <= set(chiefs)
    assert "Chief moderators" in said
    assert make_groups() == "All groups are there.\n"


def test_a_group_that_is_there_stays_as_it_is():
    Group.objects.create(name="Editors")

    assert "Editors" not in make_groups()
    assert not Group.objects.get(name="Editors").permissions.exists()

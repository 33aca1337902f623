"""Operators expect that a new version's permissions reach their groups, and nothing comes back."""

import importlib
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from cms.kernel.models import Offer
from cms.seeding import accounts
from cms.seeding.accounts import GROUPS, make_accounts

pytestmark = pytest.mark.django_db
migration = importlib.import_module("cms.kernel.migrations.0005_offers")
WEBHOOKS = {f"{verb}_webhook" for verb in ("view", "add", "change", "delete")}


def held(name):
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def migrate():
    out = StringIO()
    call_command("migrate", verbosity=1, stdout=out)
    return out.getvalue()


def groups_of_an_earlier_version():
    """Make the groups as they were before webhooks, and before offers were kept."""
    make_accounts()
    for group in Group.objects.all():
        group.permissions.remove(*Permission.objects.filter(content_type__app_label="webhooks"))
    Offer.objects.all().delete()


def test_a_group_that_stood_before_webhooks_may_set_them_up_after_the_upgrade():
    groups_of_an_earlier_version()
    Group.objects.get(name="Chiefs").permissions.remove(
        Permission.objects.get(codename="withdraw_article")
    )
    before = {name: held(name) for name in GROUPS}

    migration.remember(apps, None)
    said = migrate()

    assert held("Chiefs") >= before["Chiefs"] | WEBHOOKS
    assert "withdraw_article" not in held("Chiefs")
    assert all(held(name) == before[name] for name in GROUPS if name != "Chiefs")
    assert "webhooks.add_webhook" in said
    assert "may now" not in migrate()


def test_what_an_administrator_took_away_stays_away():
    make_accounts()
    chiefs = Group.objects.get(name="Chiefs")
    chiefs.permissions.remove(*Permission.objects.filter(codename__in=WEBHOOKS))

    migrate()

    assert not held("Chiefs") & WEBHOOKS


def test_a_permission_that_the_next_version_names_is_given_once(monkeypatch):
    make_accounts()
    before = held("Editors")
    monkeypatch.setitem(GROUPS, "Editors", (*GROUPS["Editors"], "media.delete_photo"))

    migrate()
    assert held("Editors") == before | {"delete_photo"}
    Group.objects.get(name="Editors").permissions.remove(
        Permission.objects.get(codename="delete_photo")
    )
    migrate()

    assert held("Editors") == before


def test_a_group_of_somebody_elses_making_is_left_alone():
    Group.objects.create(name="Chiefs")
    Group.objects.create(name="Editors").permissions.set(
        Permission.objects.filter(codename="view_tag")
    )

    migrate()

    assert held("Chiefs") == set()
    assert held("Editors") == {"view_tag"}


def test_no_group_is_made_by_a_migration():
    migrate()

    assert not Group.objects.exists()


def test_what_the_migration_takes_for_offered_names_only_what_exists():
    make_accounts()
    Offer.objects.all().delete()

    migration.remember(apps, None)

    assert Offer.objects.filter(group__name="Chiefs", permission="webhooks.add_webhook").exists()
    for name in accounts.GROUPS:
        group = Group.objects.get(name=name)
        offered = {
            code.partition(".")[2]
            for code in Offer.objects.filter(group=group).values_list("permission", flat=True)
        }
        assert offered == held(name)

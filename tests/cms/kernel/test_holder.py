"""The newsroom expects that the short way lets in whom the long way lets in, and nobody else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission

from cms.kernel import clock as kernel_clock
from cms.kernel.holder import holder_of
from cms.kernel.models import ApiToken
from tests.conftest import client_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
QUEUE = "/api/v1/moderation/queue/?cursor="
LONG = "application/json;q=0.9"  # DRF is to weigh what is accepted
MAY = {"scope": "moderator", "permission": "comments.moderate_comment"}


@pytest.fixture
def nobody(django_user_model):
    return django_user_model.objects.create_user("nora", "nora@example.org", "nora-reads")


def moderate():
    return Permission.objects.get(codename="moderate_comment")


def by_group(user):
    group = Group.objects.create(name="Readers of replies")
    group.permissions.add(moderate())
    user.groups.add(group)


def by_name(user):
    user.user_permissions.add(moderate())


def another_permission(user):
    user.user_permissions.add(Permission.objects.get(codename="lead_moderation"))


def superuser(user):
    user.is_superuser = True
    user.save()


def gone(user):
    superuser(user)
    user.is_active = False
    user.save()


def nothing(_user):
    pass


WHO = [(by_name, 200), (by_group, 200), (superuser, 200), (another_permission, 403), (nothing, 403)]


def statuses(client):
    ApiToken.objects.update(last_used_at=kernel_clock.now())
    return [client.get(QUEUE, headers=said).status_code for said in ({}, {"accept": LONG})]


@pytest.mark.parametrize(("make", "status"), [*WHO, (gone, 401)])
def test_who_may_is_found_alike(nobody, make, status):
    client = client_with(nobody, "moderator")
    make(nobody)

    assert statuses(client) == [status, status]
    header = client._credentials["HTTP_AUTHORIZATION"]
    known = holder_of(header, **MAY, at=kernel_clock.now())
    assert bool(known) is (status == 200), "or the long way would be taken for nothing"


@pytest.mark.parametrize("scopes", [(), ("editor", "preview"), ("moderators",)])
def test_another_scope_opens_nothing(moss, scopes):
    assert statuses(client_with(moss, *scopes)) == [403, 403]


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"revoked_at": timedelta()}, 401),
        ({"expires_at": timedelta()}, 401),
        ({"expires_at": timedelta(milliseconds=1)}, 200),
    ],
)
def test_a_token_ends_to_the_instant(moss, facts, status):
    client = client_with(moss, "moderator")
    at = kernel_clock.now()
    ApiToken.objects.update(**{name: at + step for name, step in facts.items()})

    assert statuses(client) == [status, status]


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic {}", "Bearer {}x", "{}", "Bearer {} {}"]
)
def test_what_is_no_token_opens_nothing(api, moss, header):
    _token, secret = ApiToken.objects.issue(name="x", user_id=moss.pk, scopes=["moderator"])
    if header:
        api.credentials(HTTP_AUTHORIZATION=header.format(secret, secret))

    assert statuses(api) == [401, 401]


def test_that_a_token_was_used_is_noted_once_a_minute(clock, moss):
    client = client_with(moss, "moderator")

    def used():
        client.get(QUEUE)
        return ApiToken.objects.get().last_used_at

    first = used()
    assert first == kernel_clock.now()
    clock.shift(timedelta(seconds=60))
    assert used() == first
    clock.shift(timedelta(seconds=1))
    assert used() == kernel_clock.now()


def test_it_is_one_statement(moss, django_assert_num_queries):
    _token, secret = ApiToken.objects.issue(name="x", user_id=moss.pk, scopes=["moderator"])
    ApiToken.objects.update(last_used_at=kernel_clock.now())

    with django_assert_num_queries(1):
        found = holder_of(f"bearer {secret}", **MAY, at=kernel_clock.now(), beside="u.username")

    assert found is not None
    assert (found.user, found.user.is_superuser, found.beside) == (moss, False, "moss")

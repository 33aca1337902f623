"""The archive as a grid: the newsroom expects that ..."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from media.models import Photo
from tests.stories import a_photo

ARCHIVE = "/admin/media/photo/"


@pytest.fixture
def desk(client, ada):
    """The admin, with Ada signed in."""
    client.force_login(ada)
    return client


def page_of(desk, **query):
    answer = desk.get(ARCHIVE, query)
    assert answer.status_code == 200
    return answer.content.decode()


def shown(page):
    return [int(pk) for pk in re.findall(r'data-photo="(\d+)"', page)]


def spent(desk, **query):
    with CaptureQueriesContext(connection) as queries:
        page_of(desk, **query)
    return len(queries)


def test_photos_stand_in_a_grid_with_what_they_lack_and_where_they_are(desk, strike_story, harbour):
    Photo.objects.filter(pk=harbour.pk).update(alt="", credit="")

    page = page_of(desk)

    used = Photo.objects.exclude(pk=harbour.pk).get()
    assert shown(page) == [harbour.pk, used.pk]
    assert "no alternative text" in page
    assert "no credit" in page
    assert "in 1 story" in page
    assert page.count("not used") >= 1


def test_the_list_is_an_option_that_stays_in_the_address(desk, harbour):
    page = page_of(desk, view="list", q="harbour")

    assert shown(page) == []
    assert "result_list" in page
    assert '<input type="hidden" name="view" value="list">' in page
    assert 'href="?q=harbour"' in page
    assert "view=list&amp;lacking=alt" in page or "lacking=alt&amp;q=harbour&amp;view=list" in page


def test_a_popup_in_which_a_photo_is_picked_is_a_list(desk, harbour):
    assert shown(page_of(desk, _popup="1")) == []


def test_a_page_costs_the_same_for_few_and_for_many(desk, ada, strike_story, harbour):
    few, few_rows = spent(desk), spent(desk, view="list")
    for number in range(6):
        a_photo(f"#0000{number}0")

    assert (spent(desk), spent(desk, view="list")) == (few, few_rows)
    assert few <= 9


def test_used_and_unused_are_told_apart(desk, strike_story, harbour):
    used = Photo.objects.exclude(pk=harbour.pk).get().pk

    assert shown(page_of(desk, used="yes")) == [used]
    assert shown(page_of(desk, used="no")) == [harbour.pk]
    assert len(shown(page_of(desk, used="x"))) == 2


def test_an_empty_archive_says_so(desk):
    assert "No photo is like that." in page_of(desk)


def credited(desk, photos, **facts):
    chosen = {"action": "set_credit", "_selected_action": [photo.pk for photo in photos]}
    return desk.post(ARCHIVE, chosen | facts, follow=True).content.decode()


def test_many_photos_get_their_credit_at_once(desk, ada, harbour):
    bare = Photo.objects.get(pk=a_photo())
    Photo.objects.filter(pk=bare.pk).update(credit="")

    asked = credited(desk, [harbour, bare])
    done = credited(desk, [harbour, bare], apply="1", credit="Jo / Courier", empty_only="on")

    assert "2 photos are selected" in asked
    assert "1 photo has this credit now." in done
    bare.refresh_from_db()
    assert (bare.credit, bare.version, bare.corrected_by) == ("Jo / Courier", 2, ada)
    assert Photo.objects.get(pk=harbour.pk).credit == "Ada / Courier"


def test_credits_that_are_there_change_when_that_is_asked_for(desk, harbour):
    credited(desk, [harbour], apply="1", credit="Jo / Courier")

    assert Photo.objects.get().credit == "Jo / Courier"


@pytest.mark.parametrize("credit", ["", "x" * 301])
def test_an_impossible_credit_changes_nothing(desk, harbour, credit):
    page = credited(desk, [harbour], apply="1", credit=credit)

    assert "errorlist" in page
    assert (Photo.objects.get().credit, Photo.objects.get().version) == ("Ada / Courier", 1)


def test_who_may_only_look_sets_no_credit(client, harbour, django_user_model):
    guest = django_user_model.objects.create_user("guest", is_staff=True)
    guest.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(guest)

    credited(client, [harbour], apply="1", credit="Jo")

    assert Photo.objects.get().credit == "Ada / Courier"

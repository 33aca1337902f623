"""One photo for another, by hand: the newsroom expects that ..."""

import pytest
from django.contrib.auth.models import Permission

from articles.models import Article, Revision
from tests.stories import a_photo


def page_of(photo):
    return f"/admin/articles/article/photos/{photo}/another/"


@pytest.fixture
def desk(client, ada):
    """The admin, with Ada signed in."""
    client.force_login(ada)
    return client


@pytest.fixture
def old(strike_story, draft_story):
    return strike_story.lead_photo_id


def test_both_photos_and_the_stories_are_shown_first(desk, strike_story, draft_story, old):
    new = a_photo("#aa0000")

    bare = desk.get(page_of(old)).content.decode()
    page = desk.get(page_of(old), {"with": new}).content.decode()

    assert "2 stories are changed" in bare
    assert "Use it instead" not in bare
    assert "Use it instead" in page
    assert str(strike_story) in page
    assert "photo-how-live" in page
    assert not Revision.objects.filter(why="photo replaced").exists()


def test_the_other_photo_takes_its_place(desk, strike_story, draft_story, old):
    new = a_photo("#aa0000")

    answer = desk.post(page_of(old), {"with": new}, follow=True)

    said = answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"/admin/media/photo/{old}/change/"
    assert "2 stories show the other photo now." in said
    assert "until you publish them again" in said
    assert set(Article.objects.values_list("lead_photo", flat=True)) == {new}


@pytest.mark.parametrize("other", ["", "x", "0", "99999", "9" * 40])
def test_another_photo_that_is_none_changes_nothing(desk, strike_story, old, other):
    desk.post(page_of(old), {"with": other}, follow=True)
    shown = desk.get(page_of(old), {"with": other})

    assert shown.status_code == 200
    assert Article.objects.get(pk=strike_story.pk).version == 1


def test_a_photo_does_not_take_its_own_place(desk, strike_story, old):
    answer = desk.post(page_of(old), {"with": old}, follow=True)

    assert "Choose another photo." in answer.content.decode()
    assert Article.objects.get(pk=strike_story.pk).version == 1


def test_a_photo_that_is_not_there_is_missing(desk, db):
    assert desk.get(page_of(5)).status_code == 404


@pytest.mark.parametrize("may", ["change_article", "change_photo"])
def test_who_may_not_change_photos_and_stories_may_not_swap(
    client, old, strike_story, django_user_model, may
):
    guest = django_user_model.objects.create_user("guest", is_staff=True)
    viewing = Permission.objects.filter(codename__startswith="view_")
    guest.user_permissions.set([*viewing, Permission.objects.get(codename=may)])
    client.force_login(guest)

    answer = client.post(page_of(old), {"with": a_photo("#aa0000")})

    assert answer.status_code == 403
    page = client.get(f"/admin/media/photo/{old}/change/").content.decode()
    assert page_of(old) not in page
    assert Article.objects.get(pk=strike_story.pk).version == 1

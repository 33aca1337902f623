"""How is a newsroom filled, to try it or to measure it?"""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from articles.models import Article, Edition
from cms.seeding import newsroom
from media.models import Photo
from tests.stories import a_photo

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command("seed", *arguments, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def quick_photos(monkeypatch):
    """Rendering takes most of the time and is tested with media: here all photos are one."""
    photo = a_photo()
    monkeypatch.setattr(newsroom, "take_in_photo", lambda *_args, **_kwargs: photo)


def test_a_newsroom_with_stories_is_left_alone(strike_story):
    said, _progress = run()

    assert "nothing was added" in said
    assert Article.objects.count() == 1
    assert not get_user_model().objects.filter(username="editor").exists()


@pytest.mark.parametrize(
    "there",
    [
        {"SITE_URL": "https://paper.example.org"},
        {"SITE_URL": "http://paper.example.org"},
        {"ALLOWED_HOSTS": ["paper.example.org", "127.0.0.1"]},
    ],
)
def test_where_others_can_reach_it_known_passwords_are_refused(settings, there):
    for name, value in there.items():
        setattr(settings, name, value)

    for arguments in ((), ("--articles", "3")):
        with pytest.raises(CommandError, match="--yes"):
            run(*arguments)

    assert not get_user_model().objects.exists()
    assert not Article.objects.exists()
    assert not Photo.objects.exists()


def test_who_means_it_says_yes(settings, quick_photos):
    settings.SITE_URL = "https://paper.example.org"

    run("--yes")

    assert Article.objects.exists()


def test_a_negative_number_is_refused():
    with pytest.raises(CommandError, match="not negative"):
        run("--articles", "-1")

    assert not get_user_model().objects.exists()


def test_many_stories_and_replies_are_counted_in_one_line(monkeypatch):
    monkeypatch.setattr("cms.seeding.cast.PHOTOS", 2)

    said, progress = run("--articles", "3", "--comments", "6")

    assert "3 stories and 6 replies added." in said
    assert "Writing stories: 3 / 3" in progress
    assert Edition.objects.count() == 3


def test_replies_need_a_story():
    with pytest.raises(CommandError, match="no story"):
        run("--comments", "6")

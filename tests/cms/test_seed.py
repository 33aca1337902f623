"""How is a newsroom filled, to try it or to measure it?"""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from articles.models import Article, Edition, Expert, ExpertName, Quote
from articles.models.editions import Mention, MentionKind
from articles.queries import views
from articles.queries.live import story
from cms.kernel import clock as newsroom_clock
from cms.readership import panels
from cms.seeding import newsroom
from comments.actions.recount import recount
from comments.models import CannedReply, Comment
from comments.queries.chain import first_break
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


def test_the_demo_has_what_newcomers_are_promised(quick_photos):
    said, progress = run()

    at = newsroom_clock.now()
    live = Edition.objects.live(at)
    assert live.count() >= 12
    assert live.values("category").distinct().count() >= 3
    assert live.values("language").distinct().count() >= 2
    quoted = Mention.objects.filter(kind=MentionKind.EXPERT).values("target_id").distinct()
    assert quoted.count() >= 8
    assert Comment.objects.count() >= 60
    assert Comment.objects.waiting().exists()
    assert Comment.objects.exclude(parent=None).exists()
    assert CannedReply.objects.filter(language="en").count() >= 3
    assert "Developing photos" in progress
    for name in ("editor", "moderator", "admin"):
        assert f"{name}-demo" in said


def test_the_demo_gives_the_desk_something_of_each_kind(quick_photos):
    run()

    asker = views.Asker(None, newsroom_clock.now())
    counts = views.counts(asker)
    counts.pop("scheduled-today")  # the story ahead goes live in twenty hours: today or tomorrow
    assert all(counts.values())
    day, week = panels(asker.at)
    assert min(figure.total for figure in (*day.figures, *week.figures)) > 0


def test_the_demos_counts_and_its_log_are_right(quick_photos):
    run()

    assert list(recount(mend=False)) == []
    assert first_break() is None


def test_the_demo_shows_every_state_of_a_story(quick_photos):
    run()

    at = newsroom_clock.now()
    assert Article.objects.filter(first_published_at=None, submitted_at=None).exists()
    submitted = Article.objects.exclude(submitted_at=None).get()
    assert submitted.created_by.username == "writer"
    assert submitted.timeline.get(did="submitted").by.username == "writer"
    assert Edition.objects.filter(live_from__gt=at).exists()
    assert Article.objects.exclude(translation_of=None).exists()
    assert story("last-diesel-crane", "en", at).related


def test_the_demos_stories_are_as_old_as_they_say(quick_photos):
    run()

    oldest = Edition.objects.order_by("published_at").first()
    assert (newsroom_clock.now() - oldest.published_at).days >= 2
    assert oldest.updated_at == oldest.published_at


def test_the_experts_are_found_by_their_other_names(quick_photos):
    run()

    assert Expert.objects.count() >= 8
    assert ExpertName.objects.exclude(name="").exists()
    assert Quote.objects.exclude(expert=None).count() >= 8


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

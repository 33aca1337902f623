"""What does the demo newsroom hold? It is filled once for all these questions; they only look."""

import io

import pytest
from django.core.management import call_command
from django.db import transaction

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
from tests.stories import a_photo

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def told(django_db_setup, django_db_blocker):
    """Fill the newsroom, and return what was said and shown meanwhile.

    Rendering takes most of the time and is tested with media: here all photos are one.
    """
    out, err = io.StringIO(), io.StringIO()
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        photo = a_photo()
        patch.setattr(newsroom, "take_in_photo", lambda *_args, **_kwargs: photo)
        call_command("seed", stdout=out, stderr=err)
        yield out.getvalue(), err.getvalue()
        transaction.set_rollback(True)


def test_the_demo_has_what_newcomers_are_promised(told):
    said, progress = told
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


def test_the_demo_gives_the_desk_something_of_each_kind():
    asker = views.Asker(None, newsroom_clock.now())
    counts = views.counts(asker)
    counts.pop("scheduled-today")  # the story ahead goes live in twenty hours: today or tomorrow
    assert all(counts.values())
    day, week = panels(asker.at)
    assert min(figure.total for figure in (*day.figures, *week.figures)) > 0


def test_the_demos_counts_and_its_log_are_right():
    assert list(recount(mend=False)) == []
    assert first_break() is None


def test_the_demo_shows_every_state_of_a_story():
    at = newsroom_clock.now()
    assert Article.objects.filter(first_published_at=None, submitted_at=None).exists()
    submitted = Article.objects.exclude(submitted_at=None).get()
    assert submitted.created_by.username == "writer"
    assert submitted.timeline.get(did="submitted").by.username == "writer"
    assert Edition.objects.filter(live_from__gt=at).exists()
    assert Article.objects.exclude(translation_of=None).exists()
    assert story("last-diesel-crane", "en", at).related


def test_the_demos_stories_are_as_old_as_they_say():
    oldest = Edition.objects.order_by("published_at").first()
    assert (newsroom_clock.now() - oldest.published_at).days >= 2
    assert oldest.updated_at == oldest.published_at


def test_the_experts_are_found_by_their_other_names():
    assert Expert.objects.count() >= 8
    assert ExpertName.objects.exclude(name="").exists()
    assert Quote.objects.exclude(expert=None).count() >= 8

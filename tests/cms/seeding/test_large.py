"""How is a newsroom made large, the same way every time, to measure it by?"""

import io

import pytest
from django.db import transaction

from articles.models import (
    Article,
    Author,
    Category,
    Edition,
    Expert,
    Figure,
    Mention,
    Passage,
    Popularity,
    Quote,
    Section,
    Tag,
)
from articles.models.editions import MentionKind
from cms.kernel import clock as newsroom_clock
from cms.seeding import cast
from cms.seeding.accounts import make_accounts
from cms.seeding.large import Wanted, enlarge
from comments.actions.recount import recount
from comments.models import Comment, State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_photo(monkeypatch):
    """Rendering takes most of the time and is tested elsewhere: two photos are enough here."""
    monkeypatch.setattr(cast, "PHOTOS", 2)


def grow(articles=0, comments=0, seed=1):
    enlarge(Wanted(articles, comments, seed), make_accounts(), screen=io.StringIO())


def rolled_back(**wanted):
    """Return the keys and words of what is made, and leave the newsroom as it was."""
    before = transaction.savepoint()
    grow(**wanted)
    made = (
        list(Edition.objects.order_by("pk").values_list("slug", "language", "headline")),
        list(Edition.objects.order_by("pk").values_list("published_at", flat=True)),
        list(Quote.objects.order_by("pk").values_list("key", "text", "expert__slug")),
        list(Passage.objects.order_by("pk").values_list("key", "html")),
        list(Comment.objects.order_by("pk").values_list("key", "html", "state", "created_at")),
        list(Popularity.objects.order_by("pk").values_list("views", "shares", "hot_1d")),
    )
    transaction.savepoint_rollback(before)
    return made


def test_so_many_stories_and_replies_are_made_as_were_asked_for():
    grow(articles=12, comments=60)

    assert Article.objects.count() == 12
    assert Edition.objects.live(newsroom_clock.now()).count() == 12
    assert Comment.objects.count() == 60
    published = Comment.objects.filter(state=State.PUBLISHED).count()
    assert 40 < published < 60
    assert Comment.objects.exclude(parent=None).exists()
    assert list(recount(mend=False)) == []


def test_every_story_is_of_the_size_that_is_measured():
    grow(articles=4)

    assert Section.objects.count() == 4 * 5
    assert Quote.objects.count() == 4 * 3
    assert 4 <= Figure.objects.count() + 4 <= 8
    text = sum(len(row.html) for row in Passage.objects.all())
    assert 3_500 < text / 4 < 7_000
    assert Mention.objects.filter(kind=MentionKind.TAG).count() == 4 * 4
    sizes = [model.objects.count() for model in (Category, Tag, Expert, Author)]
    assert sizes == [20, 200, 500, 50]


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(clock):
    first = rolled_back(articles=5, comments=20, seed=7)
    same = rolled_back(articles=5, comments=20, seed=7)
    other = rolled_back(articles=5, comments=20, seed=8)

    assert same == first
    assert all(mine != theirs for mine, theirs in zip(first[2:], other[2:], strict=True))


def test_more_can_be_added_to_what_is_there(strike_story):
    grow(articles=3, comments=5)
    grow(articles=3, comments=5)

    assert Article.objects.count() == 7
    assert Edition.objects.values("slug", "language").distinct().count() == 7
    assert Comment.objects.count() == 10
    assert list(recount(mend=False)) == []


def test_replies_alone_go_to_the_stories_that_are_there(strike_story):
    grow(comments=30)

    assert set(Comment.objects.values_list("article", flat=True)) == {strike_story.pk}


def test_replies_without_a_story_are_refused():
    with pytest.raises(ValueError, match="no story"):
        grow(comments=3)

    assert not Comment.objects.exists()


def test_a_few_stories_get_most_of_the_readers():
    grow(articles=40)

    views = sorted(Popularity.objects.values_list("views", flat=True), reverse=True)
    assert sum(views[:10]) > sum(views[10:])

"""The newsroom expects that new weights hold at once, and that every score follows them."""

from datetime import timedelta

import pytest

from articles.actions.change_weights import change_weights, reweigh_stories
from articles.actions.popularity import count_event
from articles.models import Article, Popularity, RankingBasis
from articles.models.ranking import WindowCount
from articles.queries.weights import Progress, progress, weights_now
from cms.kernel import clock as newsroom_clock
from cms.kernel.errors import Invalid
from cms.kernel.models import Announcement

OLD = {"views": 1, "shares": 8, "comments": 4}
NEW = {"views": 2, "shares": 5, "comments": 10}
SCORES = ("hot_1h", "hot_1d", "hot_7d", "before_1h", "before_1d", "before_7d")


@pytest.fixture
def stories(db, clock):
    clock.shift(timedelta(minutes=30))  # the middle of an hour, as which an hour is counted
    found = [Article.objects.create(headline=f"Story {n}").pk for n in range(5)]
    for number, pk in enumerate(found):
        count(pk, number + 1)
    return found


def count(pk, n):
    for hours, metric in ((0, "views"), (0, "shares"), (30, "comments"), (90, "reads")):
        at = newsroom_clock.now() - timedelta(hours=hours)
        count_event(article_id=pk, metric=metric, n=n, at=at)


def test_every_number_is_as_if_the_weights_had_always_been_these(stories, ada):
    change_weights(weights=NEW, by=ada)
    reweigh_stories()

    other = Article.objects.create(headline="Counted with the new weights").pk
    count(other, 3)

    rows = {row.pk: row for row in Popularity.objects.all()}
    for name in SCORES:
        same = getattr(rows[other], name)
        assert getattr(rows[stories[2]], name) == pytest.approx(same, abs=1e-6)
    assert rows[stories[2]].points == rows[other].points == 3 * (2 + 5 + 10)
    windows = {w.article_id: (w.w24h, w.w7d) for w in WindowCount.objects.filter(metric=0)}
    assert windows[stories[2]] == windows[other] == (21, 51)


def test_the_scores_follow_some_at_a_time_and_it_is_known_how_far_they_are(
    stories, ada, monkeypatch
):
    monkeypatch.setattr("articles.actions.change_weights.AT_ONCE", 2)
    monkeypatch.setattr("articles.actions.change_weights.AT_A_TIME", -1)
    far = [progress()]
    change_weights(weights=NEW, by=ada)
    far.append(progress())

    while reweigh_stories():
        far.append(progress())

    assert far == [None, Progress(0, 5), Progress(2, 5), Progress(4, 5), Progress(5, 5)]
    assert progress() is None


def test_weights_that_change_meanwhile_begin_again(stories, ada, clock, monkeypatch):
    monkeypatch.setattr("articles.actions.change_weights.AT_ONCE", 2)
    monkeypatch.setattr("articles.actions.change_weights.AT_A_TIME", -1)
    change_weights(weights=NEW, by=ada)
    reweigh_stories()
    clock.shift(1)

    change_weights(weights=OLD, by=ada)

    assert progress() == Progress(0, 5)
    assert weights_now() == OLD


def test_it_is_told_who_changed_what(stories, ada):
    change_weights(weights=NEW, by=ada)

    told = Announcement.objects.get(kind="ranking.weights_changed")
    assert told.facts == {"by": ada.pk, **NEW}


def test_the_same_weights_are_no_change(stories, ada):
    assert not change_weights(weights=OLD, by=ada)

    assert progress() is None
    assert not Announcement.objects.filter(kind="ranking.weights_changed").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"views": -1}, {"shares": 1_001}, {"likes": 1},
        {"views": 0, "shares": 0, "comments": 0},
    ],
)  # fmt: skip
def test_what_can_be_no_weights_changes_nothing(stories, ada, wrong):
    with pytest.raises(Invalid):
        change_weights(weights=OLD | wrong, by=ada)

    assert weights_now() == OLD
    assert RankingBasis.objects.get().rebuilt_to is None

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from articles.actions.popularity import count_event
from articles.models import Article, Popularity

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_rebuilt_scores_are_nearly_what_they_were_and_totals_stay(db, clock, capsys):
    stories = [Article.objects.create(headline=f"Story {n}").pk for n in range(3)]
    for step in range(60):
        for number, story in enumerate(stories):
            ago = timedelta(minutes=37 * (number + 1) * step)
            count_event(article_id=story, metric="views", n=1 + step % 7, at=NINE - ago)
    before = {row.pk: row for row in Popularity.objects.all()}
    Popularity.objects.update(hot_1h=1, hot_1d=1, hot_7d=1)

    call_command("rebuild_popularity", "--all")

    for row in Popularity.objects.all():
        assert row.views == before[row.pk].views
        assert row.hot_1d == pytest.approx(before[row.pk].hot_1d, abs=0.014 * 124_650)
        assert row.hot_7d == pytest.approx(before[row.pk].hot_7d, abs=0.002 * 872_547)
    assert "3 stories" in capsys.readouterr().out


def test_a_story_without_hours_has_no_score(db):
    story = Article.objects.create(headline="Story")
    Popularity.objects.create(article=story, hot_1d=5, comments=2)

    call_command("rebuild_popularity", "--all")

    row = Popularity.objects.get()
    assert (row.hot_1d, row.comments) == (0, 2)


def test_only_the_named_stories_are_computed(db, clock):
    stories = [Article.objects.create(headline=f"Story {n}").pk for n in range(2)]
    for story in stories:
        count_event(article_id=story, metric="views", n=3, at=NINE)
    Popularity.objects.update(hot_1d=5)

    call_command("rebuild_popularity", str(stories[1]))

    assert [row.hot_1d > 5 for row in Popularity.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize("asked", [[], ["--all", "1"], ["999"], ["x"]])
def test_what_is_not_clear_is_refused(db, asked):
    with pytest.raises(CommandError):
        call_command("rebuild_popularity", *asked)

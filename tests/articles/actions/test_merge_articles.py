"""The newsroom expects that two stories become one with all that was counted of both."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from articles.actions.merge_articles import NotMergeable, merge_articles
from articles.actions.popularity import count_event
from articles.actions.publish import publish
from articles.actions.record_share import record_share
from articles.actions.write_copy import create_article
from articles.models import (
    Address,
    Article,
    Discussion,
    EngagementHour,
    Popularity,
    ShareCount,
    WindowCount,
)
from articles.queries.most_popular import Part, most_popular
from articles.queries.ranking_filters import Contenders
from articles.rules.popularity import K, hour_of, merge
from articles.rules.ranking import HOURS, Method

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
COLUMNS = [f"w{window}" for window in HOURS]


@pytest.fixture
def two(clock, ada, story_copy):
    """An old story and a new one, both live and read."""
    made = []
    for slug in ("old", "new"):
        article = create_article(story_copy(slug=slug), by=ada)
        publish(article.pk, by=ada)
        made.append(article.pk)
    for number, story in enumerate(made):
        for hours in (0, 2, 30, 200)[1 - number :]:  # in this hour only the new one
            at = NINE - timedelta(hours=hours)
            count_event(article_id=story, metric="views", n=3 + number + hours, at=at)
        then = NINE - timedelta(hours=1 - number)
        share = {"visitor": b"rhea", "neighbours": b"", "event_id": None, "at": then}
        record_share(article_id=story, network="x", **share)
    return made


def test_counts_addresses_and_scores_are_those_of_both_together(api, two, ada):
    old, new = two
    before = {row.pk: row for row in Popularity.objects.all()}
    windows = {
        metric: [a + b for a, b in zip(*(counts_of(story, metric) for story in two), strict=True)]
        for metric in (0, 1, 3)
    }

    merge_articles(old, new, by=ada)

    row = Popularity.objects.get(pk=new)
    for name in ("views", "shares", "points"):
        assert getattr(row, name) == getattr(before[old], name) + getattr(before[new], name)
    for half_life, k in K.items():
        for kind in ("hot", "before"):
            # Nothing of the old one happened in this hour: before it, it was what it is.
            gone = getattr(before[old], f"hot_{half_life}")
            whole = merge(gone, getattr(before[new], f"{kind}_{half_life}"), k)
            assert getattr(row, f"{kind}_{half_life}") == pytest.approx(whole)
    assert {metric: counts_of(new, metric) for metric in windows} == windows
    assert ShareCount.objects.get(article=new, network="x").n == 2
    assert EngagementHour.objects.get(article=new, hour=hour_of(NINE) - 2, metric=1).n == 11
    for model in (EngagementHour, WindowCount, ShareCount, Address):
        assert not model.objects.filter(article=old).exists()
    moved = api.get("/api/v1/articles/old/")
    assert (moved.status_code, moved["Location"]) == (301, "/api/v1/articles/new/")
    ranked = most_popular(Method(), Contenders(), Part(10), at=NINE).rows
    assert [place.place.article_id for place in ranked] == [new]


def counts_of(story, metric):
    return list(WindowCount.objects.values_list(*COLUMNS).get(article=story, metric=metric))


def test_what_cannot_be_merged_is_left_as_it_was(two, ada, draft_story):
    old, new = two
    Discussion.objects.update_or_create(pk=old, defaults={"comment_count": 1})
    views = Popularity.objects.get(pk=old).views

    for gone, staying in ((old, old), (new, draft_story.pk), (old, new)):
        with pytest.raises(NotMergeable):
            merge_articles(gone, staying, by=ada)

    assert Popularity.objects.get(pk=old).views == views
    assert Address.objects.filter(article=old).exists()


def test_a_command_merges_two_stories_by_number(api, two, capsys):
    call_command("merge_articles", *map(str, two))

    assert f"Merged story {two[0]} into {two[1]}." in capsys.readouterr().out
    with pytest.raises(CommandError, match="There is no such story"):
        call_command("merge_articles", "999999", str(two[1]))
    with pytest.raises(CommandError, match="It is the same story"):
        call_command("merge_articles", str(two[1]), str(two[1]))
    assert Article.objects.filter(pk=two[0]).exists()

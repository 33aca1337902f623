"""The newsroom expects that an editor’s word on the rankings is kept, with who said it and why."""

from datetime import timedelta

import pytest

from articles.actions.change_ranking_rule import change_ranking_rule, drop_ranking_rule
from articles.models import RankingRule, TimelineEntry
from cms.kernel import clock as newsroom_clock
from cms.kernel.errors import Invalid

DAY = timedelta(days=1)


def told(story):
    rows = TimelineEntry.objects.filter(article=story, did__in=["pinned", "unranked", "ranked"])
    return [(row.did, row.by.username, row.note) for row in rows.order_by("pk")]


def rule(story, by, **facts):
    facts = {"kind": "pin", "until": None, "reason": "Elections"} | facts
    return change_ranking_rule(article_id=story.pk, by=by, **facts)


def test_a_rule_and_its_end_are_told_on_the_timeline(clock, ada, strike_story):
    rule(strike_story, ada, until=newsroom_clock.now() + DAY)
    rule(strike_story, ada, kind="exclude", reason="Old")
    drop_ranking_rule(article_id=strike_story.pk, by=ada)

    assert told(strike_story) == [
        ("pinned", "ada", "Elections"), ("unranked", "ada", "Old"), ("ranked", "ada", ""),
    ]  # fmt: skip
    assert not RankingRule.objects.exists()


def test_a_new_rule_takes_the_place_of_the_former_one(clock, ada, moss, strike_story):
    first = rule(strike_story, ada)
    clock.shift(60)

    second = rule(strike_story, moss, kind="exclude", reason="Old")

    row = RankingRule.objects.get()
    assert row.pk == first.pk == second.pk
    assert (row.kind, row.by, row.reason, row.at) == ("exclude", moss, "Old", newsroom_clock.now())


@pytest.mark.parametrize("wrong", [{"kind": "hide"}, {"until": timedelta(0)}, {"until": -DAY}])
def test_what_can_be_no_rule_changes_nothing(clock, ada, strike_story, wrong):
    if "until" in wrong:
        wrong = {"until": newsroom_clock.now() + wrong["until"]}

    with pytest.raises(Invalid):
        rule(strike_story, ada, **wrong)

    assert not RankingRule.objects.exists()
    assert told(strike_story) == []


def test_the_end_of_what_was_over_is_not_told(clock, ada, strike_story):
    rule(strike_story, ada, until=newsroom_clock.now() + DAY)
    clock.shift(DAY)

    drop_ranking_rule(article_id=strike_story.pk, by=ada)

    assert [did for did, _by, _note in told(strike_story)] == ["pinned"]
    assert not RankingRule.objects.exists()

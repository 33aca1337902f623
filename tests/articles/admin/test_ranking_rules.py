"""The newsroom expects that editors pin stories and keep them out, until a moment, and say why."""

from datetime import timedelta

import pytest

from articles.actions.change_ranking_rule import change_ranking_rule
from articles.models import RankingRule, TimelineEntry
from cms.kernel import clock as newsroom_clock
from tests.articles.staff import somebody

LIST = "/admin/articles/rankingrule/"
WORD = {"kind": "pin", "until_0": "2026-11-23", "until_1": "09:00:00", "reason": "Elections"}


@pytest.fixture
def editor(client, clock, db):
    user = somebody("editor")
    client.force_login(user)
    return user


def to_rule(story):
    return f"/admin/articles/article/{story.pk}/ranking/"


def test_a_story_leads_to_its_rule_and_an_editor_makes_one(client, editor, strike_story):
    desk = client.get(f"/admin/articles/article/{strike_story.pk}/change/").content.decode()
    there = client.get(to_rule(strike_story))["Location"]

    client.post(there, WORD | {"article": strike_story.pk})

    row = RankingRule.objects.get()
    assert to_rule(strike_story) in desk
    assert there == f"{LIST}add/?article={strike_story.pk}"
    assert (row.article, row.kind, row.by) == (strike_story, "pin", editor)
    assert row.until == newsroom_clock.now() + timedelta(days=1)
    assert client.get(to_rule(strike_story))["Location"] == f"{LIST}{row.pk}/change/"


def test_the_list_says_who_why_until_when_and_whether_it_holds(
    client, editor, strike_story, draft_story, clock
):
    soon = newsroom_clock.now() + timedelta(hours=1)
    for story, until in ((strike_story, soon), (draft_story, None)):
        change_ranking_rule(
            article_id=story.pk, kind="exclude", until=until, reason=f"Why {story.pk}", by=editor
        )
    clock.shift(timedelta(hours=1))

    every = client.get(LIST).content.decode()
    holding = client.get(LIST, {"holds": "yes"}).content.decode()

    assert f"Why {strike_story.pk}" in every
    assert editor.username in every
    assert f"Why {strike_story.pk}" not in holding
    assert f"Why {draft_story.pk}" in holding


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reason": ""}, "This field is required."),
        ({"until_0": "2026-11-22"}, "This moment is over."),
        ({"kind": "hide"}, "Select a valid choice."),
        ({"article": "999"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(client, editor, strike_story, wrong, said):
    answer = client.post(f"{LIST}add/", WORD | {"article": strike_story.pk} | wrong)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not RankingRule.objects.exists()


def test_a_second_rule_on_a_story_takes_the_place_of_the_first(client, editor, strike_story):
    for reason in ("First", "Second"):
        client.post(f"{LIST}add/", WORD | {"article": strike_story.pk, "reason": reason})

    assert RankingRule.objects.get().reason == "Second"


def test_rules_are_ended_by_one_or_many_and_the_timeline_knows(client, editor, strike_story):
    client.post(f"{LIST}add/", WORD | {"article": strike_story.pk})
    row = RankingRule.objects.get()

    client.post(f"{LIST}{row.pk}/delete/", {"post": "yes"})
    client.post(f"{LIST}add/", WORD | {"article": strike_story.pk})
    chosen = {"action": "delete_selected", "_selected_action": RankingRule.objects.get().pk}
    client.post(LIST, chosen | {"post": "yes"})

    assert not RankingRule.objects.exists()
    assert TimelineEntry.objects.filter(did="ranked", by=editor).count() == 2


def test_the_numbers_of_a_story_say_what_was_ruled(client, editor, strike_story, clock):
    client.post(f"{LIST}add/", WORD | {"article": strike_story.pk})
    page = f"/admin/articles/article/{strike_story.pk}/numbers/"

    ruled = client.get(page).content.decode()
    clock.shift(timedelta(days=1))
    over = client.get(page).content.decode()

    assert "first in the ranking" in ruled
    assert "Elections" in ruled
    assert "The story stands where its readers put it." in over


def test_a_contributor_looks_and_changes_nothing(client, strike_story, clock):
    client.force_login(somebody("contributor"))

    assert client.get(LIST).status_code == 200
    assert client.post(f"{LIST}add/", WORD | {"article": strike_story.pk}).status_code == 403
    assert not RankingRule.objects.exists()

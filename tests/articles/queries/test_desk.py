"""The newsroom expects that the desk finds stories, speakers and photos."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles.actions.add_expert import add_expert
from articles.actions.people import merge_experts
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article, write_copy
from articles.models import Article, Expert, ExpertName
from articles.queries import desk
from articles.queries.working_copy import load
from cms.kernel import clock as newsroom_clock
from cms.kernel.errors import Invalid
from tests.stories import a_photo


@pytest.fixture
def every_state(clock, ada, story_copy):
    """One story of every state, by the name of the state."""
    now = newsroom_clock.now()

    def story(slug):
        return create_article(story_copy(slug=slug), by=ada).pk

    made = {
        slug: story(slug)
        for slug in ("draft", "submitted", "scheduled", "live", "changed", "expired", "withdrawn")
    }
    Article.objects.filter(pk=made["submitted"]).update(submitted_at=now)
    publish(made["scheduled"], by=ada, at=now + timedelta(hours=3))
    publish(made["live"], by=ada)
    publish(made["changed"], by=ada)
    publish(made["expired"], by=ada, until=now + timedelta(minutes=1))
    publish(made["withdrawn"], by=ada)
    clock.shift(120)
    withdraw(made["withdrawn"], by=ada)
    changed = Article.objects.get(pk=made["changed"])
    write_copy(changed.pk, replace(load(changed), headline="New"), by=ada, version=1)
    return made


def test_each_story_stands_as_it_should(every_state):
    at = newsroom_clock.now()
    rows = desk.with_standing(Article.objects.all(), at)

    found = {row.slug: desk.stands(row, at).code for row in rows}

    expected = {slug: slug for slug in every_state} | {"changed": "live"}
    assert found == expected


def test_the_list_finds_by_state_what_the_rule_says(every_state):
    at = newsroom_clock.now()
    rows = desk.with_standing(Article.objects.all(), at)

    for code in ("draft", "submitted", "scheduled", "live", "expired", "withdrawn"):
        by_rule = {row.pk for row in rows if desk.stands(row, at).code == code}
        assert {row.pk for row in desk.standing_as(rows, code, at)} == by_rule
    assert [row.slug for row in desk.with_unseen_changes(rows)] == ["changed"]


def test_experts_are_found_by_name_role_organisation_and_other_spellings(rosa):
    ExpertName.objects.create(expert=rosa, name="Роза Линд")
    Expert.objects.create(slug="t", name="Касым-Жомарт Токаев", role="President")

    for words in ("lind", "ROSA", "econ", "port univ", "роза"):
        assert desk.experts_called(words) == [rosa]
    assert [e.slug for e in desk.experts_called("токаев")] == ["t"]
    assert desk.experts_called("nobody") == []


def test_an_expert_who_was_merged_away_is_not_offered(rosa):
    other = add_expert(name="Roza Lind")
    merge_experts(keep=rosa.pk, away=other.pk)

    assert desk.experts_called("roza") == [rosa]


def test_photos_are_shown_in_the_order_asked_for(db):
    first = a_photo("#111111")
    second = a_photo("#222222")

    found = desk.picks([second, first, second + 1])

    assert [photo["id"] for photo in found] == [second, first]
    assert found[0]["thumbnail"].startswith("/uploads/")


def test_a_new_expert_has_a_slug_of_its_own(rosa):
    twin = add_expert(name=" Rosa  Lind ", role="Painter")

    assert (twin.slug, twin.name, twin.role) == ("rosa-lind-2", "Rosa Lind", "Painter")


@pytest.mark.parametrize("facts", [{"name": " "}, {"name": "x" * 161}, {"name": "x", "kind": "?"}])
def test_an_expert_without_a_proper_name_is_refused(db, facts):
    with pytest.raises(Invalid):
        add_expert(**facts)

    assert not Expert.objects.exists()

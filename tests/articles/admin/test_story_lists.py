"""The newsroom expects that stories are found in the list and published together."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from articles.actions.submit import submit
from articles.actions.write_copy import create_article
from articles.models import Edition
from articles.queries.working_copy import load
from articles.rules.words import word_count
from tests.articles.admin.desk import ADD, told, typed

LIST = "/admin/articles/article/"


def _do(client, action, *stories):
    chosen = {"action": action, "_selected_action": [story.pk for story in stories]}
    return client.post(LIST, chosen, follow=True)


def test_the_list_shows_how_each_story_stands(client, ada, strike_story, draft_story):
    client.force_login(ada)

    page = client.get(LIST).content.decode()

    assert "desk-state-live" in page
    assert "desk-state-draft" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"state": "live"}, {"Dockers strike for a third day"}),
        ({"state": "draft"}, {"Secret: the mayor resigns"}),
        ({"state": "changed"}, set()),
        ({"q": "mayor"}, {"Secret: the mayor resigns"}),
        ({"q": "dockers-strike"}, {"Dockers strike for a third day"}),
    ],
)
def test_stories_are_found_by_state_and_words(client, ada, strike_story, draft_story, query, shown):
    client.force_login(ada)

    page = client.get(LIST, query)

    assert {str(story) for story in page.context["cl"].queryset} == shown


def test_a_story_without_a_headline_has_a_name(client, ada):
    client.force_login(ada)

    page = client.post(ADD, typed(_publish=""), follow=True)

    assert "“Untitled story”" in told(page)
    assert "Untitled story" in client.get(LIST).content.decode()


def test_nothing_is_deleted_in_bulk_and_nobody_publishes_without_the_right(
    client, moss, draft_story
):
    names = ["view_article", "change_article", "delete_article"]
    moss.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(moss)

    _do(client, "publish_selected", draft_story)
    _do(client, "delete_selected", draft_story)

    draft_story.refresh_from_db()
    assert not Edition.objects.exists()


def test_the_list_costs_the_same_for_2_and_for_20_stories(
    client, ada, draft_story, story_copy, django_assert_max_num_queries
):
    client.force_login(ada)
    for n in range(20):
        create_article(story_copy(slug=f"s-{n}"), by=ada)

    with django_assert_max_num_queries(16):
        client.get(LIST)


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("submitted", {"Secret: the mayor resigns"}),
        ("live", {"Dockers strike for a third day"}),
        ("mine", {"Dockers strike for a third day", "Secret: the mayor resigns"}),
        ("scheduled-today", set()),
        ("missing-credit", set()),
        ("unseen-changes", set()),
        ("withdrawn", set()),
        ("no-such-view", {"Dockers strike for a third day", "Secret: the mayor resigns"}),
    ],
)
def test_a_saved_view_is_an_address(client, ada, strike_story, draft_story, view, shown):
    submit(draft_story.pk, by=ada)
    client.force_login(ada)

    page = client.get(LIST, {"view": view})

    assert {str(story) for story in page.context["cl"].queryset} == shown


def test_a_view_is_combined_with_words_and_filters(client, ada, strike_story, draft_story):
    client.force_login(ada)

    page = client.get(LIST, {"view": "mine", "q": "mayor", "state": "draft"})

    assert [str(story) for story in page.context["cl"].queryset] == ["Secret: the mayor resigns"]
    tabs = {str(tab["display"]): tab for tab in page.context["tabs"]}
    assert tabs["Mine"]["selected"]
    assert "q=mayor" in tabs["Submitted"]["query_string"]
    assert "state=draft" in tabs["Submitted"]["query_string"]
    assert "view=" not in tabs["All"]["query_string"]


def test_the_tabs_count_what_is_to_be_done(client, ada, draft_story):
    submit(draft_story.pk, by=ada)
    client.force_login(ada)

    tabs = client.get(LIST).context["tabs"]

    assert {str(tab["display"]): tab["count"] for tab in tabs} == {
        "All": None, "Mine": None, "Submitted": 1, "Scheduled today": 0, "Missing credit": 0,
        "Live with unseen changes": 0, "Live": None, "Withdrawn": None,
    }  # fmt: skip


def test_what_waits_longest_comes_first(clock, client, ada, strike_story, draft_story):
    submit(strike_story.pk, by=ada)
    clock.shift(60)
    submit(draft_story.pk, by=ada)
    client.force_login(ada)

    page = client.get(LIST, {"view": "submitted"})

    assert list(page.context["cl"].result_list) == [strike_story, draft_story]


def test_a_line_says_who_wrote_it_who_saved_it_and_how_long_it_is(clock, client, ada, draft_story):
    clock.shift(timedelta(hours=3))
    client.force_login(ada)

    page = client.get(LIST).content.decode()

    assert "Berit Holm" in page
    assert "The port is silent" in page
    assert "3\xa0hours ago" in page
    assert 'list-hand" dir="auto">ada<' in page
    assert f'<td class="field-length">{word_count(load(draft_story))}<span' in page
    assert 'title="Nov. 22, 2026, 9 a.m. UTC"' in page


def test_a_name_finds_the_stories_of_its_bearer(client, ada, strike_story, rosa):
    client.force_login(ada)

    for words in ("berit", "lind"):
        page = client.get(LIST, {"q": words})
        assert list(page.context["cl"].queryset) == [strike_story]


def test_more_than_a_hundred_are_refused(client, ada, story_copy):
    stories = [create_article(story_copy(slug=f"s-{n}"), by=ada) for n in range(101)]
    client.force_login(ada)

    page = _do(client, "publish_selected", *stories)

    assert "At most 100 stories at a time" in told(page)
    assert not Edition.objects.exists()

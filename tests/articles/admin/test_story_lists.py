"""The newsroom expects that stories are found in the list and published together."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.models import Edition, Withdrawal
from cms.kernel import clock as newsroom_clock
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


def test_several_are_published_and_what_lacks_something_is_named(
    client, ada, draft_story, story_copy
):
    lacking = create_article(story_copy(headline="Half", slug="half", standfirst=""), by=ada)
    client.force_login(ada)

    page = _do(client, "publish_selected", draft_story, lacking)

    assert [edition.article_id for edition in Edition.objects.all()] == [draft_story.pk]
    assert "readers see “Secret: the mayor resigns”" in told(page)
    assert "“Half”" in told(page)
    assert "The standfirst is missing." in told(page)


def test_several_are_withdrawn_and_drafts_are_named(client, ada, strike_story, draft_story):
    client.force_login(ada)

    page = _do(client, "withdraw_selected", strike_story, draft_story)

    assert Withdrawal.objects.filter(article=strike_story).exists()
    assert "This story is not published." in told(page)


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

    with django_assert_max_num_queries(12):
        client.get(LIST)


def test_publishing_from_the_list_keeps_the_expiry(clock, client, ada, strike_story):
    until = newsroom_clock.now() + timedelta(days=1)
    publish(strike_story.pk, by=ada, until=until)
    client.force_login(ada)

    _do(client, "publish_selected", strike_story)

    assert Edition.objects.get(article=strike_story).expires_at == until

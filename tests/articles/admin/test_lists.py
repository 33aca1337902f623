"""The newsroom expects that many stories are done together, each told what becomes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from articles.actions.publish import publish
from articles.actions.write_copy import create_article, write_copy
from articles.models import Article, Edition, Revision, Tag, TimelineEntry, Withdrawal
from articles.models.history import Did
from articles.queries.working_copy import load
from cms.kernel import clock as newsroom_clock
from tests.articles.admin.desk import told

LIST = "/admin/articles/article/"


def _page(client, what, *stories, **more):
    asked = {"story": [story.pk for story in stories], **more}
    return client.get(f"{LIST}together/{what}/", asked)


def _do(client, what, *stories, **facts):
    query = "&".join(f"story={story.pk}" for story in stories)
    versions = {f"version-{story.pk}": story.version for story in stories}
    answers = {"chosen": [story.pk for story in stories], "note": "", **versions, **facts}
    return client.post(f"{LIST}together/{what}/?{query}&back=view%3Dmine", answers, follow=True)


def _stories(planned):
    return [str(one.story) for one in planned]


@pytest.fixture
def half_story(ada, story_copy):
    return create_article(story_copy(headline="Half", slug="half", standfirst=""), by=ada)


def test_the_list_leads_to_a_page_that_asks_first(client, ada, draft_story, half_story):
    client.force_login(ada)
    chosen = [draft_story.pk, half_story.pk]

    page = client.post(
        f"{LIST}?view=mine",
        {"action": "publish_selected", "_selected_action": chosen},
        follow=True,
    )

    assert _stories(page.context["possible"]) == ["Secret: the mayor resigns"]
    (cannot,) = page.context["impossible"]
    assert cannot.reasons == ("The standfirst is missing.",)
    assert page.context["back"] == f"{LIST}?view=mine"
    assert not Edition.objects.exists()


def test_what_is_complete_is_published_and_the_rest_is_named(client, ada, draft_story, half_story):
    client.force_login(ada)

    page = _do(client, "publish", draft_story, half_story, note="Evening edition")

    assert [edition.article_id for edition in Edition.objects.all()] == [draft_story.pk]
    assert "Published: 1. Refused: 1." in told(page)
    assert "“Half”" in told(page)
    assert "The standfirst is missing." in told(page)
    assert page.redirect_chain[-1][0] == f"{LIST}?view=mine"
    assert TimelineEntry.objects.get(did=Did.PUBLISHED).note == "Evening edition"


def test_only_what_is_ticked_is_done(client, ada, draft_story, story_copy):
    other = create_article(story_copy(slug="other"), by=ada)
    client.force_login(ada)

    _do(client, "publish", draft_story, other, chosen=[other.pk])

    assert [edition.article_id for edition in Edition.objects.all()] == [other.pk]


def test_a_story_that_was_saved_meanwhile_is_named_and_left(client, ada, draft_story, story_copy):
    other = create_article(story_copy(slug="other"), by=ada)
    write_copy(draft_story.pk, replace(load(draft_story), headline="New"), by=ada, version=1)
    client.force_login(ada)

    page = _do(client, "publish", draft_story, other)

    assert [edition.article_id for edition in Edition.objects.all()] == [other.pk]
    assert "Somebody saved this story meanwhile" in told(page)


def test_a_story_that_is_gone_does_not_stop_the_others(client, ada, draft_story, half_story):
    client.force_login(ada)
    stories = [half_story, draft_story]
    half_story_pk = half_story.pk
    Article.objects.filter(pk=half_story_pk).delete()
    half_story.pk = half_story_pk

    page = _do(client, "publish", *stories)

    assert "Published: 1." in told(page)


@pytest.mark.parametrize("seen", ["", "x", "-1"])
def test_a_page_that_says_no_version_publishes_nothing(client, ada, draft_story, seen):
    client.force_login(ada)

    _do(client, "publish", draft_story, **{f"version-{draft_story.pk}": seen})

    assert not Edition.objects.exists()


def test_an_address_of_another_story_is_named_before(client, ada, strike_story, story_copy):
    twin = create_article(story_copy(headline="Twin"), by=ada)
    client.force_login(ada)

    page = _page(client, "publish", twin)

    (cannot,) = page.context["impossible"]
    assert cannot.reasons == ("Its address belongs to another story.",)


def test_the_plan_tells_what_is_called_off_and_what_is_shown_already(
    clock, client, ada, strike_story, draft_story
):
    publish(draft_story.pk, by=ada, at=newsroom_clock.now() + timedelta(hours=3))
    client.force_login(ada)

    page = _page(client, "publish", strike_story, draft_story)

    (can,), (cannot,) = page.context["possible"], page.context["impossible"]
    assert "calls off the change scheduled" in can.says
    assert cannot.reasons == ("Readers see its newest text already.",)


def test_publishing_together_keeps_the_expiry(clock, client, ada, strike_story):
    until = newsroom_clock.now() + timedelta(days=1)
    publish(strike_story.pk, by=ada, until=until)
    clock.shift(1)
    write_copy(strike_story.pk, replace(load(strike_story), headline="New"), by=ada, version=1)
    strike_story.refresh_from_db()
    client.force_login(ada)

    _do(client, "publish", strike_story)

    edition = Edition.objects.get(article=strike_story)
    assert (edition.headline, edition.expires_at) == ("New", until)


def test_withdrawing_needs_a_yes(client, ada, strike_story):
    client.force_login(ada)

    page = _do(client, "withdraw", strike_story, note="A mistake.")

    assert "Tick this to take the stories away." in page.content.decode()
    assert "A mistake." in page.content.decode()
    assert not Withdrawal.objects.exists()


def test_what_readers_see_is_withdrawn_with_the_note_and_drafts_stay(
    client, ada, strike_story, draft_story
):
    client.force_login(ada)
    planned = _page(client, "withdraw", strike_story, draft_story).context

    page = _do(client, "withdraw", strike_story, draft_story, note="A mistake.", sure="on")

    assert _stories(planned["possible"]) == ["Dockers strike for a third day"]
    assert planned["impossible"][0].reasons == ("Readers never saw it.",)
    assert Withdrawal.objects.get().note == "A mistake."
    assert "Withdrawn: 1. Refused: 1." in told(page)
    again = _page(client, "withdraw", strike_story).context
    assert again["impossible"][0].reasons == ("It is withdrawn already.",)


def test_tags_are_added_made_and_taken_off_with_one_revision_each(
    client, ada, strike_story, draft_story, strikes
):
    harbour = Tag.objects.create(slug="harbour", name="Harbour")
    client.force_login(ada)

    page = _do(
        client, "tag", strike_story, draft_story,
        add=[harbour.pk], new="Night shift, harbour", remove=[strikes.pk],
    )  # fmt: skip

    for story in (strike_story, draft_story):
        assert {tag.name for tag in story.tags.all()} == {"Harbour", "Night shift"}
        assert Revision.objects.filter(article=story).count() == 2
    assert "Tagged: 2." in told(page)


def test_what_bears_the_tag_already_is_counted_and_left(client, ada, draft_story, strikes):
    client.force_login(ada)

    page = _do(client, "tag", draft_story, add=[strikes.pk])

    assert "Tagged: 0. As they were: 1." in told(page)
    assert Revision.objects.filter(article=draft_story).count() == 1


@pytest.mark.parametrize("facts", [{}, {"new": " , "}, {"new": "x" * 81}, {"add": [999]}])
def test_without_a_proper_tag_it_is_asked_again(client, ada, draft_story, facts):
    client.force_login(ada)

    page = _do(client, "tag", draft_story, **facts)

    assert page.context["form"].errors
    assert Tag.objects.count() == 1
    assert Revision.objects.filter(article=draft_story).count() == 1


def test_only_who_may_add_tags_is_asked_for_new_ones(client, moss, draft_story):
    names = ["view_article", "change_article", "view_tag"]
    moss.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(moss)

    page = _do(client, "tag", draft_story, new="Night shift")

    assert "new" not in page.context["form"].fields
    assert not Tag.objects.filter(name="Night shift").exists()


@pytest.mark.parametrize("what", ["publish", "withdraw", "tag"])
def test_nobody_does_together_what_they_may_not_do_alone(client, moss, strike_story, what):
    moss.user_permissions.set(Permission.objects.filter(codename__in=["view_article"]))
    client.force_login(moss)

    page = _do(client, what, strike_story, sure="on", new="Night shift")

    assert page.status_code == 403
    assert not Withdrawal.objects.exists()
    assert strike_story.tags.count() == 1


def test_there_is_no_other_thing_to_do_together(client, ada, strike_story):
    client.force_login(ada)

    assert _page(client, "delete", strike_story).status_code == 404
    assert "There is nothing to be done." in _page(client, "publish").content.decode()
    assert client.get(f"{LIST}together/publish/?story=x&story=%00").status_code == 200

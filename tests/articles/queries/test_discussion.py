"""The newsroom expects that all doors say the same of how replies to a story are taken."""

from datetime import timedelta

import pytest

from articles.actions.change_reply_rules import change_reply_rules, drop_reply_rules
from articles.actions.discussion import set_discussion
from articles.models import Category, Discussion, ReplyRules
from articles.queries.discussion import standing
from cms.kernel import clock as kernel_clock
from cms.kernel.errors import Invalid
from cms.kernel.models import Announcement

pytestmark = pytest.mark.django_db

POST = "/api/v1/articles/dockers-strike/comments/"


def told(api):
    """Return what the story's own answer, the form and the query say; they must agree."""
    story = api.get("/api/v1/articles/dockers-strike/").json()["comments"]
    form = api.get(f"{POST}form/").json()
    assert [story[name] for name in ("policy", "repliers", "open", "closes_at")] == [
        form[name] for name in ("policy", "repliers", "open", "closes_at")
    ]
    return story


def reply(api, **author):
    sent = {"text": "The tide does not wait.", "author": {"name": "Rhea", **author}}
    return api.post(POST, sent, format="json")


@pytest.fixture
def quiet(strike_story, settings):
    """The strike story, of which the desk has said nothing."""
    settings.RATE_LIMITS = False
    set_discussion(article_id=strike_story.pk, policy="")
    return strike_story


def test_a_story_of_which_nothing_is_said_is_read_first(api, quiet):
    assert told(api)["policy"] == "premoderated"

    Discussion.objects.filter(pk=quiet.pk).delete()

    assert told(api)["policy"] == "premoderated"


def test_the_newsroom_says_what_holds_where_nothing_is_said(api, quiet, ada):
    change_reply_rules(by=ada, unless_said="open")

    assert told(api)["policy"] == "open"


def test_the_strictest_of_site_category_and_story_wins(api, quiet, ada):
    set_discussion(article_id=quiet.pk, policy="open", repliers="verified")
    assert (told(api)["policy"], told(api)["repliers"]) == ("open", "verified")

    change_reply_rules(category_id=quiet.category_id, by=ada, policy="postmoderated")
    assert told(api)["policy"] == "postmoderated"

    change_reply_rules(by=ada, policy="premoderated", repliers="members")
    assert (told(api)["policy"], told(api)["repliers"]) == ("premoderated", "members")

    drop_reply_rules(category_id=quiet.category_id, by=ada)
    change_reply_rules(by=ada, policy="open", repliers="everybody")
    assert (told(api)["policy"], told(api)["repliers"]) == ("open", "verified")


def test_the_rules_of_another_category_say_nothing(api, quiet, ada):
    other = Category.objects.create(slug="sea", name="Sea")
    change_reply_rules(category_id=other.pk, by=ada, policy="closed")

    assert told(api)["policy"] == "premoderated"


def test_the_emergency_switch_closes_everything_and_opens_it_as_it_was(api, quiet, ada):
    set_discussion(article_id=quiet.pk, policy="open")

    change_reply_rules(by=ada, emergency="closed")
    refused = reply(api)

    assert (refused.status_code, refused.json()["code"]) == (403, "story_closed")
    assert not told(api)["open"]
    change_reply_rules(by=ada, emergency="")
    assert told(api)["policy"] == "open"
    assert reply(api).status_code in {201, 202}


def test_an_old_story_closes_to_the_second_with_no_worker(api, quiet, ada, clock):
    set_discussion(article_id=quiet.pk, policy="open")
    first = quiet.editions.get().published_at
    change_reply_rules(by=ada, closes_after_days=1)
    end = first + timedelta(days=1)

    clock.move_to(end - timedelta(milliseconds=1))
    assert told(api)["open"]
    assert "s-maxage=0" in api.get("/api/v1/articles/dockers-strike/")["Cache-Control"]

    clock.move_to(end)
    assert not told(api)["open"]
    assert reply(api).json()["code"] == "story_closed"


def test_only_members_and_only_confirmed_readers(api, quiet, ada):
    set_discussion(article_id=quiet.pk, policy="open", repliers="members")
    assert reply(api).json()["code"] == "members_only"

    set_discussion(article_id=quiet.pk, policy="open", repliers="verified")
    assert reply(api).json()["code"] == "verification_needed"
    assert reply(api, email="rhea@example.org").status_code == 202
    assert not api.get(f"{POST}form/").json()["anonymous_allowed"]


@pytest.mark.parametrize(
    "demand", [{"policy": "loud"}, {"repliers": "kings"}, {"emergency": "open"}]
)
def test_a_demand_that_is_not_known_changes_nothing(quiet, ada, demand):
    with pytest.raises(Invalid):
        change_reply_rules(by=ada, **demand)

    assert not ReplyRules.objects.exists()
    assert not Announcement.objects.filter(kind="discussion.rules_changed").exists()


def test_a_category_has_no_emergency_of_its_own(quiet, ada):
    with pytest.raises(Invalid):
        change_reply_rules(category_id=quiet.category_id, by=ada, emergency="closed")

    assert not ReplyRules.objects.exists()


def test_the_query_says_what_the_doors_say(quiet):
    assert standing(quiet.pk, kernel_clock.now()).policy == "premoderated"

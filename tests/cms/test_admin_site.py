"""The newsroom expects that the first page of the admin says what is to be done."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from articles.actions.popularity import Counted, count_event, count_events
from articles.actions.publish import publish
from articles.actions.submit import submit
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article, write_copy
from articles.importers.archive import BackNumber, bring_in
from articles.models import Article
from articles.queries.working_copy import load
from articles.rules.document import written
from cms.kernel import clock as newsroom_clock
from comments.models import Comment

QUERIES = 16


def test_the_first_page_shows_what_goes_live_next_and_what_nobody_sees(
    clock, client, ada, strike_story, draft_story, story_copy
):
    ahead = create_article(story_copy(headline="Tomorrow", slug="tomorrow"), by=ada)
    publish(ahead.pk, by=ada, at=newsroom_clock.now() + timedelta(days=1))
    handed_in = create_article(story_copy(headline="Read me", slug="read-me"), by=ada)
    submit(handed_in.pk, by=ada)
    clock.shift(1)
    write_copy(strike_story.pk, replace(load(strike_story), headline="Over"), by=ada, version=1)
    client.force_login(ada)

    page = client.get("/admin/")

    cards = {card.name: [str(s) for s in card.stories] for card in page.context["cards"]}
    assert cards == {
        "submitted": ["Read me"],
        "unseen": ["Over"],
        "drafts": ["Secret: the mayor resigns"],
    }
    assert [row["headline"] for row in page.context["next_up"]] == ["Tomorrow"]
    says = page.content.decode()
    assert "in 23\xa0hours, 59\xa0minutes" in says
    assert "The Harbour Courier" in says
    assert says.count("Write a story") == 1


def test_the_first_page_draws_readers_and_says_their_numbers(clock, client, ada, strike_story):
    count_event(article_id=strike_story.pk, metric="views", n=12345, at=newsroom_clock.now())
    client.force_login(ada)

    says = client.get("/admin/").content.decode()

    assert says.count('<svg class="plot') == 6
    assert says.count('role="img" aria-labelledby') == 6
    assert "<b>12,345</b>" in says
    assert "<td>12,345</td>" in says
    assert "new here" in says
    assert (
        "style=" not in says.partition('<div class="today">')[2].partition('id="content-main"')[0]
    )


def test_the_first_page_tells_a_moderator_how_long_replies_wait(clock, client, moss, strike_story):
    Comment.objects.create(article=strike_story, text="?")
    clock.shift(timedelta(hours=5))
    client.force_login(moss)

    page = client.get("/admin/")

    says = page.content.decode()
    assert "1 reply waits for a moderator" in says
    assert "5\xa0hours" in says
    assert "panels" not in page.context
    assert "Write a story" not in says


def test_a_withdrawn_story_is_told_for_a_week(clock, client, ada, strike_story):
    withdraw(strike_story.pk, by=ada, note="It was wrong.")
    client.force_login(ada)

    fresh = client.get("/admin/").content.decode()
    clock.shift(timedelta(days=8))
    stale = client.get("/admin/").content.decode()

    assert "It was wrong." in fresh
    assert "It was wrong." not in stale


def test_somebody_who_only_looks_is_not_asked_to_write(client, moss, draft_story):
    moss.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(moss)

    page = client.get("/admin/")

    assert [card.name for card in page.context["cards"]] == ["submitted", "unseen"]
    assert "queue" not in page.context


@pytest.mark.parametrize("stories", [3, 300])
def test_the_first_page_costs_the_same_for_3_and_for_300_stories(
    clock, client, ada, story_copy, stories, django_assert_num_queries
):
    document = written(story_copy())
    documents = [
        BackNumber(document | {"slug": f"s-{n}"}, newsroom_clock.now()) for n in range(stories)
    ]
    ids = bring_in(documents, by=ada)
    now = newsroom_clock.now()
    count_events(counted=[Counted(pk, {"views": 1 + pk, "shares": 1}) for pk in ids], at=now)
    Article.objects.update(submitted_at=now)
    Comment.objects.create(article_id=ids[0], text="?")
    client.force_login(ada)

    with django_assert_num_queries(QUERIES):
        client.get("/admin/")


def test_somebody_who_may_not_see_stories_is_shown_none(client, django_user_model, draft_story):
    nobody = django_user_model.objects.create_user("nia", is_staff=True)
    client.force_login(nobody)

    page = client.get("/admin/")

    assert page.status_code == 200
    assert b"mayor" not in page.content


def test_articles_and_comments_come_first_and_records_stay_out_of_the_way(client, moss, ada):
    moss.user_permissions.set(Permission.objects.all())
    client.force_login(moss)

    page, own = client.get("/admin/"), client.get("/admin/articles/")
    client.force_login(ada)
    whole = client.get("/admin/")

    names = {app["app_label"]: models_of(app) for app in page.context["app_list"]}
    assert list(names)[:2] == ["articles", "comments"]
    assert names["articles"][:3] == ["Article", "Expert", "Category"]
    assert names["comments"][0] == "Comment"
    assert "Revision" not in names["articles"]
    assert "Revision" in models_of(own.context["app_list"][0])
    assert "Revision" in models_of(whole.context["app_list"][0])


def models_of(app):
    return [model["object_name"] for model in app["models"]]


HUGE = "9" * 30


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("comments/comment/?id__in=9223372036854775808", {200, 302, 400, 404}),
        (f"articles/discussion/{HUGE}/change/", {302, 404}),
        ("comments/letter/?created_at__year=99999999", {302, 400, 404}),
    ],
)
def test_an_address_that_names_no_row_is_no_error_of_ours(client, ada, address, expected):
    client.force_login(ada)

    assert client.get(f"/admin/{address}").status_code in expected


@pytest.mark.parametrize("selected", ["abc", HUGE])
def test_a_form_that_names_no_row_is_no_error_of_ours(client, ada, selected):
    client.force_login(ada)

    posted = {"action": "approve", "_selected_action": selected}
    answer = client.post("/admin/comments/comment/", posted)
    decided = client.post(f"/admin/comments/comment/{HUGE}/decide/", {"decision": "approve"})

    assert answer.status_code in {302, 400, 404}
    assert decided.status_code in {302, 400, 404}

"""The newsroom expects that the first page of the admin says what is to be done."""

from dataclasses import replace
from datetime import timedelta

from django.contrib.auth.models import Permission

from articles.actions.publish import publish
from articles.actions.write_copy import create_article, write_copy
from articles.queries.working_copy import load
from cms.kernel import clock as newsroom_clock


def test_the_first_page_shows_what_goes_live_next_and_what_nobody_sees(
    clock, client, ada, strike_story, draft_story, story_copy
):
    ahead = create_article(story_copy(headline="Tomorrow", slug="tomorrow"), by=ada)
    publish(ahead.pk, by=ada, at=newsroom_clock.now() + timedelta(days=1))
    clock.shift(1)
    write_copy(strike_story.pk, replace(load(strike_story), headline="Over"), by=ada, version=1)
    client.force_login(ada)

    page = client.get("/admin/")

    lists = {
        str(title): [str(s) for s in rows] for title, rows, _when in page.context["desk_lists"]
    }
    assert lists == {
        "Goes live next": ["Tomorrow"],
        "Submitted": [],
        "Live, with unseen changes": ["Over"],
        "Your drafts": ["Secret: the mayor resigns"],
    }
    says = page.content.decode()
    assert "The Harbour Courier" in says
    assert says.count("Write a story") == 1


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

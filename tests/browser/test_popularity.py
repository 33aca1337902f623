"""The newsroom expects that editors see what is read, and say what stands in the ranking."""

import os
from pathlib import Path

import pytest
from django.core.cache import cache

from articles.actions.change_weights import reweigh_stories
from articles.actions.popularity import count_event
from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.models import RankingRule
from articles.queries.weights import weights_now
from cms.kernel import clock as newsroom_clock

NOW = "/admin/articles/article/now/"
SHOTS = os.environ.get("SCREENSHOTS", "")  # a folder, for who wants to look


def look(page, name):
    """Keep what the page looks like on a desk and a telephone, in the light and the dark."""
    if not SHOTS:
        return
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (1400, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(SHOTS) / f"{name}-{scheme}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1400, "height": 1000})


def read(story, n, metric="views"):
    count_event(article_id=story.pk, metric=metric, n=n, at=newsroom_clock.now())
    cache.clear()  # what is kept for ten seconds


@pytest.mark.django_db(transaction=True)
def test_the_board_follows_the_readers_without_being_loaded_again(desk, live_server, strike_story):
    read(strike_story, 12)
    desk.goto(f"{live_server.url}{NOW}")
    number = desk.locator(".now-readers b").first
    number.wait_for()
    desk.evaluate("document.querySelector('.now-headline').focus()")

    read(strike_story, 1000)
    desk.get_by_role("button", name="Pause").click()
    desk.get_by_role("button", name="Go on").click()
    desk.wait_for_function("() => document.querySelector('.now-readers b').textContent === '1,012'")

    assert desk.get_by_text("As of").is_visible()
    assert not desk.locator("#now-trouble").inner_text()
    look(desk, "now")


@pytest.mark.django_db(transaction=True)
def test_the_numbers_of_a_story_open_as_a_table_by_key_and_fit_a_telephone(
    desk, live_server, strike_story
):
    for metric in ("views", "reads", "shares"):
        read(strike_story, 41, metric)
    desk.goto(f"{live_server.url}/admin/articles/article/{strike_story.pk}/change/")
    desk.locator(".desk-foot").get_by_role("link", name="Readers", exact=True).click()
    desk.get_by_role("link", name="30 days").click()

    desk.locator(".numbers summary").focus()
    desk.keyboard.press("Enter")
    desk.locator(".numbers-table td", has_text="41").first.wait_for()
    look(desk, "numbers")

    desk.set_viewport_size({"width": 390, "height": 844})
    assert desk.evaluate("() => document.documentElement.scrollWidth") == 390


@pytest.mark.django_db(transaction=True)
def test_a_story_is_pinned_from_its_desk_until_a_moment_and_kept_out_by_the_same_form(
    desk, live_server, strike_story
):
    desk.goto(f"{live_server.url}/admin/articles/article/{strike_story.pk}/change/")
    desk.get_by_role("link", name="Pin or keep out").click()
    desk.select_option("#id_kind", "pin")
    desk.fill("#id_until_0", "2099-01-01")
    desk.fill("#id_until_1", "09:00")
    desk.fill("#id_reason", "Election night")
    look(desk, "rule")
    desk.click("[name=_continue]")
    desk.locator(".success, .messagelist").first.wait_for()
    desk.select_option("#id_kind", "exclude")
    desk.click("[name=_save]")
    desk.locator("#result_list").wait_for()

    rule = RankingRule.objects.get()
    assert (rule.article, rule.kind, rule.until.year) == (strike_story, "exclude", 2099)
    assert desk.get_by_text("Election night").is_visible()


@pytest.mark.django_db(transaction=True)
def test_the_effect_of_other_weights_is_seen_and_then_they_hold(
    desk, live_server, strike_story, ada, story_copy
):
    other = create_article(story_copy(headline="Passed on", slug="passed-on"), by=ada)
    publish(other.pk, by=ada)
    read(strike_story, 9)
    read(other, 2, "shares")
    desk.goto(f"{live_server.url}/admin/")
    desk.get_by_role("link", name="Other weights").click()

    desk.get_by_label("A share").fill("1")
    desk.get_by_role("button", name="Show the effect").click()
    desk.get_by_text("up 1 place").wait_for()
    look(desk, "weights")
    desk.get_by_role("button", name="Let these weights hold").click()
    desk.get_by_text("The weights hold now").wait_for()

    assert weights_now() == {"views": 1, "shares": 1, "comments": 4}
    reweigh_stories()
    desk.wait_for_function("() => !document.getElementById('weights-progress')")
    desk.set_viewport_size({"width": 390, "height": 844})
    assert desk.evaluate("() => document.documentElement.scrollWidth") == 390

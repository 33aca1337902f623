"""The newsroom expects that a story goes from hand to hand, and is filed by keyboard."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model

from articles.models import Article, Author, Byline, DeskNote, Edition, Tag, TimelineEntry
from articles.queries.working_copy import load
from articles.rules.copy import BylineEntry
from tests.articles.staff import somebody

ADD = "/admin/articles/article/add/"
TEXT = ".tiptap"


def _there(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/change/"


def _open(desk: Any, url: str) -> None:
    desk.goto(url)
    desk.wait_for_selector(".desk-ready")


def _press(desk: Any, button: str) -> None:
    with desk.expect_navigation():
        desk.click(f"[name={button}]")
    desk.wait_for_selector(".desk-ready")


def _moves(story: Article) -> list[str]:
    return list(story.timeline.order_by("at", "pk").values_list("did", flat=True))


@pytest.fixture
def vera(chromium: Any, live_server: Any, db: None) -> Any:
    """A contributor, signed in on a page of her own."""
    user = somebody("contributor", "vera")
    user.set_password("vera-writes")
    user.save()
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("#id_username", "vera")
    page.fill("#id_password", "vera-writes")
    page.click("[type=submit]")
    page.wait_for_selector("#user-tools")
    yield page
    context.close()


@pytest.mark.django_db(transaction=True)
def test_a_story_goes_from_the_writer_to_its_readers_and_is_put_right(  # noqa: PLR0915 - a whole life
    vera, desk, live_server, draft_story
):
    Article.objects.update(created_by=get_user_model().objects.get(username="vera"))
    here = live_server.url + _there(draft_story)

    _open(vera, here)
    assert not vera.locator("[name=_publish]").count()
    vera.fill("#id_submit_note", "Two sources.")
    _press(vera, "_submit")
    assert vera.inner_text(".desk-state") == "Submitted"

    _open(desk, here)
    assert "Two sources." in desk.inner_text(".desk-moves")
    desk.fill("#id_return_note", "Name them both.")
    _press(desk, "_return")

    _open(vera, here)
    assert "Name them both." in vera.inner_text(".desk-bar")
    vera.fill("#id_headline", "Two named people say the mayor resigns")
    _press(vera, "_submit")

    _open(desk, here)
    _press(desk, "_publish")
    assert desk.inner_text(".desk-state") == "Live"
    desk.fill("#id_standfirst", "He goes tomorrow.")
    desk.click("text=Schedule this change")
    desk.click(".desk-field-publish_at .desk-quick button >> nth=-1")
    assert desk.input_value("#id_publish_at").endswith("T06:00")
    _press(desk, "_schedule")
    assert "A change goes live" in desk.inner_text(".desk-said")
    live, ahead = Edition.objects.order_by("live_from")
    assert "He goes tomorrow." not in live.content
    assert "He goes tomorrow." in ahead.content

    desk.click("summary:text-is('Correct')")
    desk.fill("#id_note", "He goes on Friday.")
    assert "He goes on Friday." in desk.inner_text("[data-correction]")
    _press(desk, "_correct")

    assert "He goes on Friday." in Edition.objects.get().content
    assert _moves(draft_story) == [
        "created", "submitted", "returned", "submitted", "published", "scheduled", "corrected",
    ]  # fmt: skip
    assert TimelineEntry.objects.get(did="corrected").by.username == "ada"


def _choose(desk: Any, field: str, typed: str, name: str) -> None:
    """Type into a chooser and take what it finds, or makes, by Enter."""
    desk.focus(f".desk-field-{field} [role=combobox]")
    desk.keyboard.type(typed)
    desk.wait_for_selector(f".desk-field-{field} [role=option]:has-text('{name}')")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(f":is(.desk-token, .desk-name):has-text('{name}')")


@pytest.mark.django_db(transaction=True)
def test_tags_are_chosen_made_and_taken_away_by_keyboard(desk, live_server, strikes):
    _open(desk, live_server.url + ADD)
    desk.fill("#id_headline", "Filed by keyboard")

    _choose(desk, "tags", "STRI", "Strikes")
    _choose(desk, "tags", "Harbour pilots", "Harbour pilots")
    _press(desk, "_save")

    pilots = Tag.objects.get(name="Harbour pilots")
    assert set(load(Article.objects.get()).tags) == {strikes.pk, pilots.pk}

    desk.focus(".desk-field-tags [role=combobox]")
    desk.keyboard.press("Backspace")
    desk.keyboard.press("Delete")
    _press(desk, "_save")

    assert len(load(Article.objects.get()).tags) == 1


@pytest.mark.django_db(transaction=True)
def test_a_byline_is_written_ordered_and_emptied_by_keyboard(desk, live_server, berit):
    nell = Author.objects.create(slug="nell", name="Nell Farraday")
    _open(desk, live_server.url + ADD)
    desk.fill("#id_headline", "Filed by keyboard")

    for typed, name in (("berit", "Berit Holm"), ("nell", "Nell Farraday"), ("Zoë", "Zoë")):
        _choose(desk, "byline", typed, name)
    desk.fill(".desk-name:has-text('Nell') input", "Reporter")
    desk.focus(".desk-name:has-text('Nell') input")
    desk.keyboard.press("Alt+ArrowUp")
    _press(desk, "_save")

    zoe = Author.objects.get(name="Zoë")
    names = (BylineEntry(nell.pk, "Reporter"), BylineEntry(berit.pk), BylineEntry(zoe.pk))
    assert load(Article.objects.get()).byline == names

    desk.focus(".desk-name:has-text('Nell') [data-remove]")
    for _name in names:
        desk.keyboard.press("Enter")
    _press(desk, "_save")

    assert not Byline.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_desk_warns_and_counts_while_one_types(desk, live_server, strike_story):
    _open(desk, live_server.url + ADD)

    desk.fill("#id_headline", "DOCKERS strike for a third day")
    desk.wait_for_selector("#desk-alike-headline a:text-is('Dockers strike for a third day')")
    desk.wait_for_function("() => document.querySelector('#id_slug').value")
    assert desk.input_value("#id_slug") == "dockers-strike-for-a-third-day"

    desk.fill("#id_slug", "dockers-strike")
    desk.wait_for_selector("#desk-alike-slug a")
    desk.fill("#id_headline", "Another matter")
    desk.wait_for_selector("#desk-alike-headline a", state="detached")
    assert desk.input_value("#id_slug") == "dockers-strike"
    _press(desk, "_save")

    standfirst = "[data-lacking] a:text-is('The standfirst is missing.')"
    desk.click(standfirst)
    desk.wait_for_function("() => document.activeElement.id === 'id_standfirst'")
    desk.keyboard.type("Now it is there.")
    desk.wait_for_selector(standfirst, state="detached")
    desk.click("text=Search and social networks")
    assert desk.inner_text("[data-told=social-description]") == "Now it is there."


@pytest.mark.django_db(transaction=True)
def test_a_line_leads_to_a_quote_that_was_just_written(desk, live_server, draft_story):
    _open(desk, live_server.url + _there(draft_story))
    desk.click(f"{TEXT} > p >> nth=0")
    desk.keyboard.press("End")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Nobody said this.")
    desk.keyboard.press("Control+Shift+q")

    desk.click("[data-lacking] a:text-is('Who said this is not named.')")

    desk.wait_for_function("() => document.activeElement.classList.contains('desk-speaker')")
    assert desk.evaluate("document.activeElement.value") == ""


@pytest.mark.django_db(transaction=True)
def test_a_note_is_left_at_a_place_and_settled_without_losing_a_word(  # noqa: PLR0915 - one story
    desk, live_server, draft_story
):
    _open(desk, live_server.url + _there(draft_story))
    desk.click(f"{TEXT} > p >> nth=0")
    desk.keyboard.press("End")
    desk.keyboard.type(" Really.")

    desk.click("summary:text-is('Write a note')")
    desk.fill("#desk-note-text", "Who saw it?")
    desk.check("[data-note-here]")
    desk.click("[data-note-add]")
    desk.wait_for_selector(".desk-note:has-text('Who saw it?')")

    note = DeskNote.objects.get()
    assert note.block == load(draft_story).blocks()[0].id
    assert desk.inner_text("[data-open-notes]") == "1 note"
    shadow = (
        f"getComputedStyle(document.querySelector('.tiptap [data-id=\"{note.block}\"]')).boxShadow"
    )
    assert desk.evaluate(shadow) != "none"
    desk.click("[data-note]:text-is('Settle')")
    desk.wait_for_selector("[data-open-notes]", state="hidden")
    assert desk.evaluate(shadow) == "none"
    assert "Really." in desk.inner_text(TEXT)
    _press(desk, "_save")

    note.refresh_from_db()
    assert note.settled_by.username == "ada"
    assert "Really." in load(draft_story).blocks()[0].html


@pytest.mark.django_db(transaction=True)
def test_a_telephone_keeps_the_buttons_within_reach(desk, live_server, strike_story):
    desk.set_viewport_size({"width": 390, "height": 844})
    _open(desk, live_server.url + _there(strike_story))
    desk.evaluate("window.scrollTo(0, document.body.scrollHeight)")

    box = desk.locator("[name=_publish]").bounding_box()

    assert box["y"] + box["height"] <= 844
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390

"""The newsroom expects that a story is seen as readers will see it, and only by whom it should."""

import re
from pathlib import Path
from typing import Any

import pytest

from articles.actions.discussion import set_discussion
from articles.models import Article, PreviewLink
from cms.kernel.policy import sources
from comments.models import Comment
from tests.browser.test_accessible import flaws

TEXT = ".tiptap"
PANE = ".desk-pane-frame"
CARET_IN = "(selector) => getSelection().anchorNode?.parentElement?.closest(selector)"


@pytest.fixture(autouse=True)
def _here(settings: Any, live_server: Any) -> None:
    """The newsroom is where the server of the test is."""
    settings.SITE_URL = live_server.url


def _open(desk: Any, live_server: Any, story: Article | None = None) -> None:
    path = f"{story.pk}/change/" if story else "add/"
    desk.goto(f"{live_server.url}/admin/articles/article/{path}")
    desk.wait_for_selector(".desk-ready")


def _sign_in(page: Any, live_server: Any) -> None:
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("#id_username", "ada")
    page.fill("#id_password", "ada-edits")
    page.click("[type=submit]")
    page.wait_for_selector("#user-tools")


def _beside(desk: Any) -> Any:
    """Open the pane and return what stands in it."""
    desk.click(".desk-buttons [aria-expanded=false]")
    return desk.frame_locator(PANE)


def _in_text(desk: Any, words: str) -> None:
    desk.click(f"{TEXT} > p >> nth=0")
    desk.keyboard.press("End")
    desk.keyboard.type(words)


@pytest.mark.django_db(transaction=True)
def test_the_pane_shows_what_is_typed_and_nothing_is_saved(desk, live_server, draft_story):
    _open(desk, live_server, draft_story)
    pane = _beside(desk)
    pane.locator("h1:has-text('the mayor resigns')").wait_for()

    _in_text(desk, " Nobody slept.")
    pane.locator("text=Nobody slept.").wait_for()
    desk.fill("#id_headline", "The mayor stays")

    pane.locator("h1:has-text('The mayor stays')").wait_for()
    draft_story.refresh_from_db()
    assert (draft_story.headline, draft_story.version) == ("Secret: the mayor resigns", 1)


@pytest.mark.django_db(transaction=True)
def test_a_story_that_was_never_saved_is_shown_in_the_pane(desk, live_server):
    _open(desk, live_server)
    pane = _beside(desk)

    desk.fill("#id_headline", "Brand new")
    desk.click(TEXT)
    desk.keyboard.type("The first sentence.")

    pane.locator("h1:has-text('Brand new')").wait_for()
    pane.locator(".text:has-text('The first sentence.')").wait_for()
    assert not Article.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_click_in_the_pane_leads_to_the_block_and_the_caret_to_the_pane(
    desk, live_server, draft_story
):
    _open(desk, live_server, draft_story)
    pane = _beside(desk)

    pane.locator(".quote blockquote").click()
    desk.wait_for_function(CARET_IN, arg=".desk-quote-text")
    desk.keyboard.press("Home")
    desk.keyboard.type("Truly: ")

    pane.locator(".quote:has-text('Truly: A port')").wait_for()
    pane.locator(".quote.is-written").wait_for()
    pane.locator("h2:has-text('What it costs')").click()
    desk.wait_for_function(CARET_IN, arg="h2")


@pytest.mark.django_db(transaction=True)
def test_what_an_editor_looks_at_stays_in_its_place(desk, live_server, draft_story):
    _open(desk, live_server, draft_story)
    pane = _beside(desk)
    pane.locator("h1:has-text('the mayor resigns')").wait_for()
    frame = next(one for one in desk.frames if "/preview/desk/" in one.url)
    frame.evaluate("document.querySelector('.quote').scrollIntoView({behavior: 'instant'})")
    top = "document.querySelector('.quote').getBoundingClientRect().top"
    before = frame.evaluate(top)

    desk.evaluate(
        """() => {
            const headline = document.querySelector("#id_headline")
            headline.value = "The mayor resigns, ".repeat(9)
            headline.dispatchEvent(new Event("input", {bubbles: true}))
        }"""
    )
    pane.locator("h1:has-text('resigns, The mayor resigns')").wait_for()

    assert frame.evaluate("scrollY") > 0
    assert abs(frame.evaluate(top) - before) < 2


@pytest.mark.django_db(transaction=True)
def test_the_pane_can_be_as_wide_as_a_telephone_and_closes_by_escape(
    desk, live_server, draft_story
):
    _open(desk, live_server, draft_story)
    _beside(desk).locator("h1").wait_for()

    width = "document.querySelector('.desk-pane-frame').offsetWidth"
    desk.click(".desk-pane-widths button >> nth=1")
    assert desk.evaluate(width) == 820
    desk.click(".desk-pane-widths button >> nth=0")
    assert desk.evaluate(width) == 390
    desk.keyboard.press("Escape")

    desk.wait_for_selector(PANE, state="detached")
    assert desk.evaluate("document.activeElement.closest('.desk-buttons') !== null")


@pytest.mark.django_db(transaction=True)
def test_the_pane_believes_nobody_but_its_desk(desk, live_server, draft_story):
    _open(desk, live_server, draft_story)
    pane = _beside(desk)
    pane.locator("h1:has-text('the mayor resigns')").wait_for()
    frame = next(one for one in desk.frames if "/preview/desk/" in one.url)

    frame.evaluate(
        """() => window.postMessage({type: "newsroom:story", version: 1, story:
            {title: "Forged", language: "en"}}, "*")"""
    )
    _in_text(desk, " True.")
    pane.locator("text=True.").wait_for()

    assert "Forged" not in frame.inner_text("body")


@pytest.mark.django_db(transaction=True)
def test_a_link_shows_the_draft_without_an_account_until_it_is_ended(
    desk, chromium, live_server, draft_story
):
    _open(desk, live_server, draft_story)
    desk.click(".desk-links summary")
    desk.select_option("#desk-link-hours", "72")
    desk.click("[data-link-make]")
    desk.wait_for_selector("[data-link-made]:not([hidden])")
    address = desk.input_value("[data-link-made] input")
    stranger = chromium.new_context().new_page()

    stranger.goto(address)
    stranger.wait_for_selector("h1:has-text('the mayor resigns')")
    seen = stranger.inner_text("body")
    desk.click("[data-link-list] button")
    desk.wait_for_selector("text=The link shows nothing any more.")
    gone = stranger.goto(address)
    stranger.context.close()

    assert "Preview: not published." in seen
    assert "Leave a Reply" not in seen
    assert gone.status == 404
    assert PreviewLink.objects.get().ended_at is not None
    assert desk.locator("[data-link-list] button").count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_live_story_is_read_replied_to_and_the_reader_is_told(page, live_server, strike_story):
    set_discussion(article_id=strike_story.pk, policy="premoderated")
    page.goto(f"{live_server.url}/en/dockers-strike/")

    page.wait_for_selector("h1:has-text('Dockers strike')")
    assert page.inner_text(".byline") == "By Berit Holm (Reporter)"
    assert "Rosa Lind, Economist, Port University" in page.inner_text(".quote figcaption")
    assert page.get_attribute(".lead img", "alt") == "A crane above the water"
    assert re.search(r"Source:\s+Port Authority", page.inner_text(".story-source"))
    page.fill("textarea[name=text]", "I heard nothing all night.")
    page.fill("input[name=name]", "Rhea")
    page.click("button[type=submit]")

    page.wait_for_selector("text=Your reply is held")
    reply = Comment.objects.get()
    assert (reply.author_name, reply.state) == ("Rhea", "pending")
    assert "Waits for a moderator" in page.inner_text(".thread")


@pytest.mark.django_db(transaction=True)
def test_an_unfit_reply_is_refused_and_stays_in_the_form(page, live_server, strike_story):
    page.goto(f"{live_server.url}/en/dockers-strike/")

    page.fill("textarea[name=text]", "x")
    page.click("button[type=submit]")

    page.wait_for_selector(".reply-status.is-wrong:not(:empty)")
    assert page.input_value("textarea[name=text]") == "x"
    assert not Comment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_page_of_the_documentation_can_be_the_pane(
    chromium, live_server, ada, draft_story, settings
):
    paper = "https://paper.example"
    settings.PREVIEW_URL = f"{paper}/draft/{{token}}"
    settings.SECURE_CSP = sources(frames=[paper])
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": settings.SECURE_CSP}
    example = Path("docs/preview.md").read_text().split("```html")[1].split("```")[0]
    example = example.replace("https://newsroom.example", live_server.url)
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    context.route(
        f"{paper}/**", lambda route: route.fulfill(body=example, content_type="text/html")
    )
    # Chromium keeps pages of other hosts from this machine's own addresses; tests stand in.
    context.route(f"{live_server.url}/api/**", lambda route: route.fulfill(response=route.fetch()))
    desk = context.new_page()
    _sign_in(desk, live_server)
    _open(desk, live_server, draft_story)

    pane = _beside(desk)
    pane.locator("h1:has-text('the mayor resigns')").wait_for()
    _in_text(desk, " Nobody slept.")
    pane.locator("div:has-text('Nobody slept.')").wait_for()
    pane.locator("h2:has-text('What it costs')").click()
    desk.wait_for_function(CARET_IN, arg="h2")
    context.close()

    assert PreviewLink.objects.get().beside


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_of_a_story(page, live_server, strike_story, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{live_server.url}/en/dockers-strike/")
    page.wait_for_selector(".story")
    page.wait_for_load_state("networkidle")

    found = flaws(page)

    assert not found, "\n".join(found)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_of_a_preview(desk, live_server, draft_story, scheme):
    desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    _open(desk, live_server, draft_story)
    desk.click(".desk-links summary")
    desk.click("[data-link-make]")
    desk.wait_for_selector("[data-link-made]:not([hidden])")
    _beside(desk).locator("h1").wait_for()
    desk.wait_for_load_state("networkidle")

    found = flaws(desk)

    assert not found, "\n".join(found)

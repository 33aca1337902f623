"""A whole page is pasted: the newsroom expects that ..."""

import json

import pytest

from articles.models import Article, Byline, Expert
from articles.queries.live import story
from cms.kernel import clock
from tests.articles.importers.pages import OURS, REAL
from tests.stories import a_photo

TEXT = ".tiptap"
PASTE = """([text, html]) => {
  const data = new DataTransfer()
  data.setData("text/plain", text)
  if (html) data.setData("text/html", html)
  const target = document.querySelector(".desk-page-input:not([hidden])")
    || document.querySelector(".tiptap")
  target.dispatchEvent(new ClipboardEvent("paste",
    { clipboardData: data, bubbles: true, cancelable: true }))
}"""
WAIT = "[data-guess]"


def _open(desk, live_server, path="add/"):
    desk.goto(f"{live_server.url}/admin/articles/article/{path}")
    desk.wait_for_selector(".desk-ready")


def _paste(desk, text, html=""):
    desk.evaluate(PASTE, [text, html])


def _read(desk, text, html=""):
    """Open the dialog by its button and paste the page there."""
    desk.click(".desk-bar button:has-text('Paste a page')")
    _paste(desk, text, html)
    desk.wait_for_selector(WAIT)


def _take(desk):
    desk.click(".desk-page-buttons button:has-text('Put it into the story')")
    desk.wait_for_selector(".desk-page-dialog", state="detached")


def _save(desk, button="_save"):
    with desk.expect_navigation():
        desk.click(f"[name={button}]")
    desk.wait_for_selector(".desk-ready")


def _photos(desk, photo):
    """Fill every hole with the photo."""
    for place in (".desk-lead", TEXT):
        for hole in desk.locator(f"{place} .desk-hole:visible").all()[::-1]:
            hole.click()
            desk.click(f".desk-library button[data-photo='{photo}']")
            desk.click(".desk-check [type=submit]")
            desk.wait_for_selector(".desk-photos", state="detached")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("came", [OURS, REAL], ids=["ours", "real"])
def test_a_page_becomes_a_published_story(  # noqa: PLR0915 - one whole page
    desk, live_server, city, rosa, came
):
    if not came.exists():
        pytest.skip("there is no corpus beside this checkout: the real page is not tried")
    photo = a_photo()
    _open(desk, live_server)

    _read(desk, came.read_text())
    quotes = desk.locator(".desk-page-pieces .desk-page-quote").count()
    desk.click(".desk-page-tag .desk-guess button:has-text('Refuse')")
    desk.wait_for_selector(".desk-guess-refused")
    first = desk.locator(".desk-page-person").first
    first.locator("label:has-text('An expert we know')").click()
    first.locator(".desk-speaker").fill("lind")
    desk.wait_for_selector(".desk-options li[role=option]:has-text('Rosa Lind')")
    desk.keyboard.press("Enter")
    _take(desk)
    desk.select_option("#id_category", str(city.pk))
    _photos(desk, photo)
    _save(desk, "_publish")

    assert "Live since" in desk.inner_text(".desk-bar")
    article = Article.objects.get()
    told = json.loads(story(article.slug, None, clock.now()).detail + b"}}")
    said = [b for s in told["sections"] for b in s["blocks"] if b["type"] == "quote"]
    assert len(said) == quotes == (6 if came == REAL else 3)
    speakers = {block["expert"]["name"] for block in said}
    assert "Rosa Lind" in speakers
    assert len(speakers) == (4 if came == REAL else 3)
    assert told["tags"] == []
    assert told["source"]["name"]
    assert Expert.objects.count() == len(speakers)


@pytest.mark.django_db(transaction=True)
def test_what_looks_like_a_page_is_pasted_and_may_be_read(desk, live_server):
    _open(desk, live_server)
    desk.click(TEXT)

    _paste(desk, OURS.read_text())
    desk.wait_for_selector(f"{TEXT} >> text=For forty years")
    desk.click(".desk-offer button:has-text('Read it as a page')")
    desk.wait_for_selector(WAIT)
    _take(desk)

    desk.wait_for_selector(f"{TEXT} .desk-quote >> nth=2")
    assert desk.locator(f"{TEXT} >> text=Share this article").count() == 0
    assert desk.input_value("#id_headline").startswith("Orlemouth lights")
    assert desk.input_value("#id_source_name") == "The Harbour Courier"
    desk.click(f"{TEXT} > p >> nth=0")
    desk.keyboard.press("Control+z")
    desk.wait_for_selector(f"{TEXT} >> text=Share this article")
    assert not Article.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_few_words_are_pasted_without_a_question(desk, live_server):
    _open(desk, live_server)
    desk.click(TEXT)

    _paste(desk, "Some words, no more.")

    desk.wait_for_selector(f"{TEXT} >> text=Some words")
    assert desk.locator(".desk-offer button").count() == 0


@pytest.mark.django_db(transaction=True)
def test_guesses_are_gone_through_by_the_keyboard_alone(desk, live_server):
    _open(desk, live_server)
    _read(desk, OURS.read_text())

    desk.focus(f"{WAIT}[tabindex='0']")
    desk.keyboard.press("ArrowDown")
    second = desk.evaluate("document.activeElement.dataset.guess")
    desk.keyboard.press("Space")
    desk.wait_for_selector(f"{WAIT}[data-guess='{second}'][aria-checked='false']")
    desk.wait_for_function(f"() => document.activeElement.dataset.guess === '{second}'")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector(".desk-page-dialog", state="detached")

    assert "The page is in the story" in desk.inner_text(".desk-offer")


@pytest.mark.django_db(transaction=True)
def test_a_story_that_has_text_is_asked_about_and_keeps_it(desk, live_server, strike_story):
    _open(desk, live_server, f"{strike_story.pk}/change/")
    headline = desk.input_value("#id_headline")
    desk.click(f"{TEXT} > p >> nth=0")
    _read(desk, OURS.read_text())

    desk.click(".desk-page-buttons button:has-text('Put it into the story')")
    desk.click(".desk-page-where button:has-text('at the caret')")
    desk.wait_for_selector(".desk-page-dialog", state="detached")

    assert "Nothing moved on the quay" in desk.inner_text(TEXT)
    assert "For forty years" in desk.inner_text(TEXT)
    assert desk.input_value("#id_headline") == headline


@pytest.mark.django_db(transaction=True)
def test_a_paste_that_is_too_long_is_refused_and_stays(desk, live_server):
    _open(desk, live_server)
    desk.click(".desk-bar button:has-text('Paste a page')")

    _paste(desk, "word " * 200_000)

    desk.wait_for_selector(".desk-page-dialog .desk-told:has-text('500,000')")
    assert len(desk.input_value(".desk-page-input")) == 1_000_000


@pytest.mark.django_db(transaction=True)
def test_tags_and_byline_are_chosen_and_saved(desk, live_server):
    _open(desk, live_server)
    lines = OURS.read_text().split("\n\n")
    _read(desk, "\n\n".join([*lines[:2], "By Odile Marsh and Tom Reed", *lines[2:]]))

    _take(desk)
    _save(desk)

    article = Article.objects.get()
    assert [tag.name for tag in article.tags.all()] == ["Streets and squares"]
    names = Byline.objects.filter(article=article).order_by("position")
    assert list(names.values_list("author__name", flat=True)) == ["Odile Marsh", "Tom Reed"]

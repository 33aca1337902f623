"""The newsroom expects that a story is written with pleasure, and nothing typed is lost."""

from dataclasses import replace
from typing import Any

import pytest

from articles.actions.write_copy import create_article, write_copy
from articles.models import Article, Expert
from articles.queries.addresses import find
from articles.queries.live import story
from articles.queries.working_copy import load
from articles.rules.copy import Figure, Passage, Quote, Section
from articles.rules.words import word_count
from cms.kernel import clock as newsroom_clock
from tests.stories import a_photo

TEXT = ".tiptap"


def _open(desk: Any, url: str) -> None:
    desk.goto(url)
    desk.wait_for_selector(".desk-ready")


def _save(desk: Any, button: str = "_save") -> None:
    with desk.expect_navigation():
        desk.click(f"[name={button}]")
    desk.wait_for_selector(".desk-ready")


def _write(desk: Any, *lines: str) -> None:
    for line in lines:
        desk.keyboard.type(line)
        desk.keyboard.press("Enter")


def _quote(desk: Any, words: str, speaker: str) -> None:
    """Write a quote, choose who said it, and go on below it."""
    desk.keyboard.type(words)
    desk.keyboard.press("Control+Shift+q")
    desk.fill(".desk-speaker", speaker)
    desk.wait_for_selector(".desk-options li[role=option]:has-text('Rosa Lind')")
    desk.keyboard.press("Enter")
    desk.click(".desk-quote-text p >> nth=-1")
    desk.keyboard.press("End")
    desk.keyboard.press("Control+Enter")


@pytest.mark.django_db(transaction=True)
def test_a_story_is_written_and_reaches_its_readers(  # noqa: PLR0915 - one whole story
    desk, live_server, city, rosa
):
    photo = a_photo()
    _open(desk, f"{live_server.url}/admin/articles/article/add/")

    desk.fill("#id_headline", "Dockers strike for a third day")
    desk.fill("#id_standfirst", "The port is silent.")
    desk.click(".desk-lead .desk-hole")
    desk.click(f".desk-library button[data-photo='{photo}']")
    desk.fill("#desk-check-caption", "The crane at dawn.")
    desk.click(".desk-check [type=submit]")
    desk.click(TEXT)
    _write(desk, "Nothing moved on the quay.", "## What it costs", "Two million a day.")
    _quote(desk, "A port that sleeps feeds nobody.", "lind")
    _write(desk, "She had seen it before.")
    desk.click("[data-name=storyPhoto]")
    desk.click(f".desk-library button[data-photo='{photo}']")
    desk.click(".desk-check [type=submit]")
    desk.wait_for_selector(f"{TEXT} .desk-photo")
    desk.keyboard.type("The crane, again.")
    _save(desk)

    desk.select_option("#id_category", str(city.pk))
    _save(desk, "_publish")

    assert "Live since" in desk.inner_text(".desk-bar")
    assert find("dockers-strike-for-a-third-day", at=newsroom_clock.now())
    article = Article.objects.get()
    opening, costs = load(article).sections
    assert opening.blocks[0].html == "<p>Nothing moved on the quay.</p>"
    assert costs.heading == "What it costs"
    kinds = [type(block) for block in costs.blocks]
    assert kinds == [Passage, Quote, Passage, Figure]
    assert costs.blocks[1].expert == rosa.pk
    assert costs.blocks[3] == Figure(
        costs.blocks[3].id, photo, "The crane, again.", "Jo Berg", "A crane"
    )
    shown = story("dockers-strike-for-a-third-day", None, newsroom_clock.now())
    assert b"A port that sleeps feeds nobody." in shown.detail


@pytest.mark.django_db(transaction=True)
def test_opening_and_saving_untouched_changes_nothing(desk, live_server, strike_story):
    before = load(strike_story)
    _open(desk, f"{live_server.url}/admin/articles/article/{strike_story.pk}/change/")

    _save(desk)

    strike_story.refresh_from_db()
    assert strike_story.version == 1
    assert load(strike_story) == before


@pytest.mark.django_db(transaction=True)
def test_a_word_typed_and_taken_back_keeps_every_block(desk, live_server, strike_story):
    before = load(strike_story)
    _open(desk, f"{live_server.url}/admin/articles/article/{strike_story.pk}/change/")

    desk.click(f"{TEXT} > p >> nth=0")
    desk.keyboard.press("End")
    desk.keyboard.type(" Really.")
    _save(desk)

    after = load(strike_story)
    assert after.blocks()[0].html == "<p>Nothing moved on the quay. Really.</p>"
    assert [b.id for b in after.blocks()] == [b.id for b in before.blocks()]
    assert after.blocks()[1:] == before.blocks()[1:]


@pytest.mark.django_db(transaction=True)
def test_a_stale_save_keeps_what_was_typed(desk, live_server, ada, strike_story):
    _open(desk, f"{live_server.url}/admin/articles/article/{strike_story.pk}/change/")
    desk.click(f"{TEXT} > p >> nth=0")
    desk.keyboard.press("End")
    desk.keyboard.type(" This took me an hour.")
    copy = load(strike_story)
    theirs = Passage(copy.blocks()[0].id, "<p>Theirs.</p>")
    opening = replace(copy.sections[0], blocks=(theirs,))
    write_copy(
        strike_story.pk,
        replace(copy, headline="Theirs", sections=(opening, *copy.sections[1:])),
        by=ada,
        version=1,
    )

    _save(desk)

    assert "saved this story" in desk.inner_text(".errornote + .errorlist")
    assert "This took me an hour." in desk.inner_text(TEXT)
    strike_story.refresh_from_db()
    assert strike_story.headline == "Theirs"

    desk.click("[data-choose-all=mine]")
    _save(desk)

    assert "This took me an hour." in load(strike_story).blocks()[0].html


@pytest.mark.django_db(transaction=True)
def test_a_new_speaker_is_created_without_leaving_the_text(desk, live_server):
    _open(desk, f"{live_server.url}/admin/articles/article/add/")
    desk.fill("#id_headline", "A quiet port")
    desk.click(TEXT)
    desk.keyboard.type("We wait.")
    desk.keyboard.press("Control+Shift+q")

    desk.fill(".desk-speaker", "Olav Berg")
    desk.click(".desk-options li:has-text('Olav Berg')")
    desk.fill(".desk-new-expert input >> nth=0", "Harbour master")
    desk.keyboard.press("Enter")
    desk.wait_for_selector("text=Olav Berg", state="attached")
    desk.wait_for_selector(".desk-new-expert", state="detached")
    _save(desk)

    olav = Expert.objects.get()
    assert (olav.name, olav.role) == ("Olav Berg", "Harbour master")
    (quote,) = load(Article.objects.get()).blocks()
    assert (quote.text, quote.expert) == ("We wait.", olav.pk)


@pytest.mark.django_db(transaction=True)
def test_what_is_pasted_from_elsewhere_can_be_saved(desk, live_server):
    _open(desk, f"{live_server.url}/admin/articles/article/add/")
    desk.fill("#id_headline", "Pasted")
    desk.click(TEXT)
    desk.evaluate(
        """html => {
            const data = new DataTransfer()
            data.setData("text/html", html)
            const paste = new ClipboardEvent("paste", {clipboardData: data, bubbles: true})
            document.querySelector(".tiptap").dispatchEvent(paste)
        }""",
        "<h1>Big</h1><p style='color:red'>One <span>two</span> <b>three</b> "
        "<a href='https://example.org/' target=_blank title=t rel=x>four</a></p>"
        "<h4>Small <em>head</em></h4><ol start=3><li>five</li></ol>"
        "<blockquote><p>An old saying.</p></blockquote><table><tr><td>cell</td></tr></table>"
        "<figure><img src='https://elsewhere.example/x.jpg'><figcaption>Cap</figcaption></figure>"
        "<pre><code class='language-x'>code</code></pre>"
        "<p><a href='javascript:alert(1)'>no</a></p>",
    )
    _save(desk)

    big, small = load(Article.objects.get()).sections
    assert (big.heading, small.heading) == ("Big", "Small head")
    assert big.blocks[0].html == (
        '<p>One two <strong>three</strong> <a href="https://example.org/">four</a></p>'
    )
    text = " ".join(getattr(block, "html", "") for block in small.blocks)
    assert "<blockquote><p>An old saying.</p></blockquote>" in text
    assert "cell" in text
    assert "javascript" not in text
    assert [b.caption for b in small.blocks if isinstance(b, Figure)] == ["Cap"]


@pytest.mark.django_db(transaction=True)
def test_a_block_moves_by_the_keyboard(desk, live_server):
    _open(desk, f"{live_server.url}/admin/articles/article/add/")
    desk.fill("#id_headline", "Moved")
    desk.click(TEXT)
    desk.keyboard.type("One.")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Two.")

    desk.keyboard.press("Alt+ArrowUp")
    _save(desk)

    (passage,) = load(Article.objects.get()).blocks()
    assert passage.html == "<p>Two.</p><p>One.</p>"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 760])
def test_the_buttons_of_a_quote_stay_top_right_on_a_narrow_screen(
    desk, live_server, strike_story, width
):
    desk.set_viewport_size({"width": width, "height": 900})
    _open(desk, f"{live_server.url}/admin/articles/article/{strike_story.pk}/change/")

    bar = desk.locator(".desk-quote-bar").first.bounding_box()
    buttons = desk.locator(".desk-quote-buttons").first.bounding_box()
    speaker = desk.locator(".desk-speaker").first.bounding_box()

    assert abs(buttons["y"] - bar["y"]) < 2
    assert abs(buttons["x"] + buttons["width"] - bar["x"] - bar["width"]) < 2
    assert speaker["x"] + speaker["width"] <= buttons["x"]
    assert bar["x"] + bar["width"] <= width
    assert not desk.locator(".desk-quote-more").first.is_visible()


@pytest.mark.django_db(transaction=True)
def test_the_desk_counts_the_words_that_readers_are_told(desk, live_server, ada, story_copy, rosa):
    text = "<p>It’s <em>half</em>-done, 2 of 3.</p><ul><li>one</li><li>two</li></ul>"
    ordered = "<ol><li>three<br>four</li></ol>"
    copy = story_copy(
        sections=(
            Section("", "", blocks=(Passage("", text), Passage("", ordered))),
            Section(
                "",
                "What it costs",
                blocks=(
                    Quote("", "Nobody sleeps.", rosa.pk, "said Lind at dawn"),
                    Figure("", a_photo(), "The crane.", "Jo Berg", "A crane"),
                ),
            ),
        )
    )
    article = create_article(copy, by=ada)

    _open(desk, f"{live_server.url}/admin/articles/article/{article.pk}/change/")

    assert desk.inner_text("[data-words]").startswith(f"{word_count(load(article))} words")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "last"), [(390, "state"), (1400, "length")])
def test_the_list_shows_its_columns_without_moving_it(
    desk, live_server, strike_story, story_copy, width, last
):
    longer = story_copy(headline="Dockers strike for a third day in every port")
    write_copy(strike_story.pk, longer, by=None, version=1)
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(f"{live_server.url}/admin/articles/article/")

    cell = desk.locator(f"#result_list td.field-{last}").bounding_box()
    seen = desk.locator("#changelist-form .results").bounding_box()

    assert cell["x"] + cell["width"] <= min(width, seen["x"] + seen["width"]) + 1

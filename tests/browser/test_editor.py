"""The newsroom expects that the keyboard is enough, and the mouse is never in the way."""

import base64
import io
from typing import Any

import pytest
from PIL import Image

from articles.actions.write_copy import create_article
from articles.models import Article, Expert
from articles.queries.addresses import find
from articles.queries.working_copy import load
from articles.rules.copy import Figure, Passage, Quote, Section
from cms.kernel import clock as newsroom_clock
from media.models import Photo
from tests.stories import a_photo

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = ".tiptap"
ADD = "/admin/articles/article/add/"
# Text blocks as they stand, for what a block is called where it stands.
BLOCKS = """els => els.map(el => el.matches(".desk-quote") ? "quote"
    : el.matches(".desk-photo") ? "photo" : `${el.tagName.toLowerCase()}: ${el.textContent}`)"""


def _open(desk: Any, url: str) -> None:
    desk.goto(url)
    desk.wait_for_selector(".desk-ready")


def _new(desk: Any, live_server: Any, *lines: str) -> None:
    """Open an empty story and write the lines, with a click into the text."""
    _open(desk, f"{live_server.url}{ADD}")
    desk.fill("#id_headline", "A quiet port")
    desk.click(TEXT)
    for place, line in enumerate(lines):
        if place:
            desk.keyboard.press("Enter")
        desk.keyboard.type(line)


def _press(desk: Any, *keys: str) -> None:
    for key in keys:
        desk.keyboard.press(key)


def _save(desk: Any, button: str = "_save") -> None:
    with desk.expect_navigation():
        desk.click(f"[name={button}]")
    desk.wait_for_selector(".desk-ready")


def _blocks(desk: Any) -> list[str]:
    found: list[str] = desk.eval_on_selector_all(f"{TEXT} > *", BLOCKS)
    return [block for block in found if block != "p: "]


def _focused(desk: Any) -> str:
    said: str = desk.evaluate(
        "document.activeElement.getAttribute('aria-label') || document.activeElement.id"
        " || document.activeElement.textContent.trim()"
    )
    return said


def _tab_to(desk: Any, wanted: str, most: int = 60) -> None:
    """Press Tab until the focus stands on what is called so."""
    for _step in range(most):
        if _focused(desk).endswith(wanted):
            return
        desk.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {wanted}; it stands on {_focused(desk)}")


def _wait_focus(desk: Any, selector: str) -> None:
    desk.wait_for_function("selector => document.activeElement?.matches(selector)", arg=selector)


def _wait_caret(desk: Any, selector: str) -> None:
    """Wait for the caret: a dialog that closes gives the text its focus a moment before that."""
    desk.wait_for_function(
        """selector => {
            const at = getSelection().anchorNode
            return (at instanceof Element ? at : at?.parentElement)?.closest(selector)
        }""",
        arg=selector,
    )


def test_a_story_goes_from_nothing_to_live_by_the_keyboard_only(  # noqa: PLR0915 - one whole story
    desk, live_server, city
):
    photo = a_photo()
    _open(desk, f"{live_server.url}{ADD}")

    _wait_focus(desk, "#id_headline")
    desk.keyboard.type("Dockers strike for a third day")
    desk.keyboard.press("Tab")
    desk.keyboard.type("The port is silent.")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(f".desk-library button[data-photo='{photo}']")
    _tab_to(desk, "Not used yet")
    desk.keyboard.press("Enter")
    _wait_focus(desk, ".desk-check [type=submit]")
    desk.keyboard.press("Enter")
    _wait_focus(desk, "#id_lead_caption")
    desk.keyboard.type("The crane at dawn.")
    _tab_to(desk, "ext")
    desk.keyboard.type("Nothing moved on the quay.\n## What it costs\n> A port feeds nobody.")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Olav Berg")
    desk.wait_for_selector(".desk-options li:has-text('Olav Berg')")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Harbour master")
    desk.keyboard.press("Enter")
    _wait_focus(desk, ".desk-speaker")
    desk.keyboard.press("Tab")
    desk.keyboard.type("said Berg")
    desk.keyboard.press("Control+Enter")
    desk.keyboard.type("/photo")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(f".desk-library button[data-photo='{photo}']")
    _tab_to(desk, "Not used yet")
    desk.keyboard.press("Enter")
    _wait_focus(desk, ".desk-check [type=submit]")
    desk.keyboard.press("Enter")
    _wait_caret(desk, "figcaption")
    desk.keyboard.type("The crane, again.")
    desk.keyboard.press("Control+Enter")
    desk.keyboard.type("She had seen it before.")
    desk.keyboard.press("Tab")
    for _step in range(60):
        if desk.evaluate("document.activeElement.id") == "id_category":
            break
        desk.keyboard.press("Tab")
    desk.keyboard.type("City")
    with desk.expect_navigation():
        desk.keyboard.press("Control+s")
    desk.wait_for_selector(".desk-ready")
    desk.evaluate("document.activeElement.blur()")
    _tab_to(desk, "Publish now")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")

    desk.wait_for_selector(".desk-ready")
    assert "Live since" in desk.inner_text(".desk-bar")
    assert find("dockers-strike-for-a-third-day", at=newsroom_clock.now())
    opening, costs = load(Article.objects.get()).sections
    assert opening.blocks[0].html == "<p>Nothing moved on the quay.</p>"
    quote, figure, rest = costs.blocks
    olav = Expert.objects.get()
    assert (costs.heading, olav.role) == ("What it costs", "Harbour master")
    assert (quote.text, quote.expert) == ("A port feeds nobody.", olav.pk)
    assert quote.attribution == "said Berg"
    assert (figure.photo, figure.caption) == (photo, "The crane, again.")
    assert rest.html == "<p>She had seen it before.</p>"


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("/head", "h2: Words"),
        ("/títu", "h2: Words"),
        ("/cita", "quote"),
        ("/lista num", "ol: Words"),
        ("/bull", "ul: Words"),
        ("/code", "pre: Words"),
        ("/sangr", "blockquote: Words"),
    ],
)
def test_the_menu_at_the_caret_makes_blocks_by_their_names_in_two_languages(
    desk, live_server, typed, made
):
    _new(desk, live_server)

    desk.keyboard.type(typed)
    desk.wait_for_selector(".desk-slash li[aria-selected=true]")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Words")

    assert _blocks(desk) == [made]


def test_the_menu_tells_a_screen_reader_what_is_marked_and_goes_away_by_escape(desk, live_server):
    _new(desk, live_server)

    desk.keyboard.type("/")
    desk.wait_for_selector(".desk-slash:visible")
    first = desk.get_attribute(TEXT, "aria-activedescendant")
    desk.keyboard.press("ArrowDown")
    second = desk.get_attribute(TEXT, "aria-activedescendant")
    marked = desk.get_attribute(".desk-slash li[aria-selected=true]", "id")
    desk.keyboard.press("Escape")
    desk.keyboard.type("and so on")

    assert first != second == marked
    assert desk.get_attribute(TEXT, "aria-activedescendant") is None
    assert not desk.is_visible(".desk-slash")
    assert _blocks(desk) == ["p: /and so on"]


@pytest.mark.parametrize(
    ("typed", "made", "undone"),
    [
        ("## Why", "h2: Why", "p: ## Why"),
        ("- Why", "ul: Why", "p: - Why"),
        ("1. Why", "ol: Why", "p: 1. Why"),
        ("> Why", "quote", "p: > Why"),
    ],
)
def test_marks_at_the_beginning_of_a_line_make_blocks_and_one_backspace_takes_them_back(
    desk, live_server, typed, made, undone
):
    _new(desk, live_server)
    mark = typed.removesuffix("Why")

    desk.keyboard.type(typed)
    assert _blocks(desk) == [made]
    _press(desk, "Control+a", "Backspace", "Backspace")
    _new(desk, live_server)
    desk.keyboard.type(mark)
    desk.keyboard.press("Backspace")
    desk.keyboard.type("Why")

    assert _blocks(desk) == [undone]


def test_marks_within_a_line_set_words(desk, live_server):
    _new(desk, live_server, "A **bold** and *fine* `x` ")

    _save(desk)

    (passage,) = load(Article.objects.get()).blocks()
    assert passage.html.startswith("<p>A <strong>bold</strong> and <em>fine</em> <code>x</code>")


def test_several_blocks_move_together_and_undo_brings_them_back(desk, live_server):
    _new(desk, live_server, "One.", "Two.", "Three.")
    desk.keyboard.press("Shift+ArrowUp")
    desk.wait_for_function("() => !document.querySelector('.tiptap').editor.state.selection.empty")
    desk.keyboard.press("Alt+ArrowUp")

    moved = _blocks(desk)
    desk.keyboard.press("Control+z")

    assert moved == ["p: Two.", "p: Three.", "p: One."]
    assert _blocks(desk) == ["p: One.", "p: Two.", "p: Three."]


def test_a_whole_section_moves_and_every_id_stays(desk, live_server, ada, story_copy):
    sections = (
        Section("", "", blocks=(Passage("", "<p>Opening.</p>"),)),
        Section("", "First", blocks=(Passage("", "<p>One.</p>"), Quote("", "Said."))),
        Section("", "Second", blocks=(Passage("", "<p>Two.</p>"),)),
    )
    article = create_article(story_copy(sections=sections), by=ada)
    before = load(article).sections
    _open(desk, f"{live_server.url}/admin/articles/article/{article.pk}/change/")

    desk.click(f"{TEXT} > h2 >> nth=1")
    caret = "document.querySelector('.tiptap').editor.state.selection.$from.parent.textContent"
    desk.wait_for_function(f"() => {caret} === 'Second'")
    desk.keyboard.press("Alt+Shift+ArrowUp")
    _save(desk)

    assert load(article).sections == (before[0], before[2], before[1])


def test_a_block_is_dragged_by_its_handle(desk, live_server):
    _new(desk, live_server, "One.", "Two.", "Three.")
    desk.hover(f"{TEXT} > p >> nth=2")
    desk.wait_for_selector(".desk-gutter:visible")
    handle = desk.locator(".desk-gutter-handle").bounding_box()
    first = desk.locator(f"{TEXT} > p").first.bounding_box()

    desk.mouse.move(handle["x"] + 5, handle["y"] + 5)
    desk.mouse.down()
    desk.mouse.move(handle["x"] + 5, handle["y"] - 20)
    desk.mouse.move(handle["x"] + 5, first["y"] + 3)
    desk.wait_for_selector(".desk-drop-line:visible")
    desk.mouse.up()

    assert not desk.is_visible(".desk-drop-line")
    assert _blocks(desk) == ["p: Three.", "p: One.", "p: Two."]


def test_the_menu_of_a_block_is_used_by_the_keyboard(desk, live_server):
    _new(desk, live_server, "One.", "Two.")

    desk.keyboard.press("Alt+Enter")
    _wait_focus(desk, ".desk-menu [role=menuitem]")
    while "Duplicate" not in desk.evaluate("document.activeElement.textContent"):
        desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    doubled = _blocks(desk)
    desk.keyboard.press("Alt+Enter")
    while "Turn into" not in desk.evaluate("document.activeElement.textContent"):
        desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    while "Heading" not in desk.evaluate("document.activeElement.textContent"):
        desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")

    assert doubled == ["p: One.", "p: Two.", "p: Two."]
    assert _blocks(desk) == ["p: One.", "p: Two.", "h2: Two."]


def test_the_button_beside_a_block_opens_the_same_menu_below_it(desk, live_server):
    _new(desk, live_server, "One.", "Two.")
    desk.hover(f"{TEXT} > p >> nth=0")

    desk.click(".desk-gutter-add")
    desk.keyboard.type("head")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Between")

    assert _blocks(desk) == ["p: One.", "h2: Between", "p: Two."]


def test_changes_are_undone_in_their_order_also_from_within_a_field(desk, live_server, rosa):
    _new(desk, live_server, "> Nobody sleeps.")
    desk.keyboard.press("Tab")
    desk.keyboard.type("lind")
    desk.wait_for_selector(".desk-options li:has-text('Rosa Lind')")
    _press(desk, "Enter", "Tab")
    desk.keyboard.type("said Lind")

    desk.keyboard.press("Control+z")
    without_words = desk.input_value("[aria-label^='said how']")
    speaker = desk.input_value(".desk-speaker")
    desk.keyboard.press("Control+z")
    without_speaker = desk.input_value(".desk-speaker")
    _press(desk, "Control+Shift+z", "Control+Shift+z")

    assert (without_words, speaker[:9], without_speaker) == ("", "Rosa Lind", "")
    assert desk.input_value("[aria-label^='said how']") == "said Lind"
    assert desk.input_value(".desk-speaker").startswith("Rosa Lind")


def test_the_keyboard_walks_through_a_quote_and_always_finds_its_way_back(desk, live_server, rosa):
    _new(desk, live_server, "> Nobody sleeps.")

    stops = []
    for key in ("Tab", "Tab", "Tab", "Enter", "Tab", "Tab"):
        desk.keyboard.press(key)
        stops.append(_focused(desk))
    desk.keyboard.press("Escape")
    desk.keyboard.type(" Nobody.")
    _press(desk, "Tab", "Shift+Tab")
    desk.keyboard.type("!")

    who, how, more, _opened, printed, said_on = stops
    assert (who, printed, said_on) == ("Who said it?", "Name as printed", "Said on")
    assert how.startswith("said how")
    assert more == "More about this quote"
    assert desk.inner_text(".desk-quote-text") == "Nobody sleeps. Nobody.!"


def test_speakers_are_a_list_that_a_screen_reader_follows(desk, live_server, rosa):
    Expert.objects.create(slug="lind-two", name="Lind Two", role="Diver")
    _new(desk, live_server, "> Nobody sleeps.")

    desk.keyboard.press("Tab")
    desk.keyboard.type("lind")
    desk.wait_for_selector(".desk-options li:has-text('Add “lind”')")
    desk.keyboard.press("ArrowDown")

    shown = desk.locator(".desk-options li").all_inner_texts()
    active = desk.get_attribute(".desk-speaker", "aria-activedescendant")
    assert desk.get_attribute(".desk-options [aria-selected=true]", "id") == active
    assert "Economist, Port University" in shown[1]
    assert shown[-1].startswith("Add “lind”")


def test_words_that_stand_in_another_story_are_told(desk, live_server, strike_story):
    _new(desk, live_server, "> A port that sleeps feeds nobody.")

    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector(".desk-recalled a")

    link = desk.locator(".desk-recalled a")
    assert strike_story.headline in link.inner_text()
    assert link.get_attribute("href").endswith(f"/{strike_story.pk}/change/")


def _drop(desk: Any, target: str, *files: tuple[str, bytes]) -> None:
    """Drop files on an element, as a mouse would from outside of the browser."""
    given = [{"name": name, "data": base64.b64encode(data).decode()} for name, data in files]
    desk.evaluate(
        """([target, files]) => {
            const data = new DataTransfer()
            for (const { name, data: text } of files) {
                const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
                data.items.add(new File([bytes], name, { type: "image/png" }))
            }
            const at = document.querySelector(target)
            const { left, top, height } = at.getBoundingClientRect()
            const facts = { dataTransfer: data, bubbles: true, cancelable: true,
                            clientX: left + 20, clientY: top + height - 2 }
            at.dispatchEvent(new DragEvent("dragover", facts))
            at.dispatchEvent(new DragEvent("drop", facts))
        }""",
        [target, given],
    )


def _png(colour: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(data, "PNG")
    return data.getvalue()


def test_dropped_pictures_are_taken_in_in_their_order_while_one_goes_on_writing(desk, live_server):
    _new(desk, live_server, "One.", "Two.")

    files = (("a.png", _png("#112233")), ("b.png", _png("#445566")))
    _drop(desk, f"{TEXT} > p", *files)
    desk.keyboard.type(" More.")
    _save(desk)

    one, first, second, two = load(Article.objects.get()).blocks()
    assert (one.html, two.html) == ("<p>One.</p>", "<p>Two. More.</p>")
    numbers = list(Photo.objects.order_by("pk").values_list("pk", flat=True))
    assert [first.photo, second.photo] == numbers


def test_a_picture_that_is_refused_says_so_in_its_place_and_is_never_saved(desk, live_server):
    _new(desk, live_server, "One.")

    _drop(desk, f"{TEXT} > p", ("broken.png", b"no picture"))
    desk.wait_for_selector(".desk-drop [role=alert]")
    said = desk.inner_text(".desk-drop")
    _save(desk)

    assert "broken.png" in said
    assert load(Article.objects.get()).blocks() == (
        Passage(load(Article.objects.get()).blocks()[0].id, "<p>One.</p>"),
    )
    assert not Photo.objects.exists()


def test_a_picture_dropped_on_the_lead_becomes_the_lead(desk, live_server):
    _new(desk, live_server, "One.")

    _drop(desk, ".desk-lead .desk-frame", ("a.png", _png("#112233")))
    desk.wait_for_selector(".desk-lead .desk-frame img:visible")

    assert "Still missing: caption, credit" in desk.inner_text(".desk-lead")
    _save(desk)
    assert load(Article.objects.get()).lead == Figure("", Photo.objects.get().pk, "", "", "")


def test_the_outline_follows_jumps_and_moves_sections(desk, live_server):
    _new(desk, live_server, "Opening.", "## First", "One.", "## Second", "Two.")
    second = desk.locator(".desk-outline-list button", has_text="Second")
    second.wait_for()
    desk.wait_for_selector(".desk-outline-list [aria-current]:has-text('Second')")

    desk.click(".desk-outline-list button:has-text('First')")
    desk.wait_for_selector(".desk-outline-list [aria-current]:has-text('First')")
    second.focus()
    desk.keyboard.press("Alt+ArrowUp")

    assert _blocks(desk) == ["p: Opening.", "h2: Second", "p: Two.", "h2: First", "p: One."]


def test_the_outline_finds_its_way_through_a_long_story(desk, live_server, ada, story_copy):
    words = "<p>Nothing moved on the quay that day.</p>"
    sections = tuple(
        Section(
            "", f"Part {n}", "", (*(Passage("", words * 3) for _ in range(6)), Quote("", "Said."))
        )
        for n in range(20)
    )
    article = create_article(story_copy(sections=sections), by=ada)
    _open(desk, f"{live_server.url}/admin/articles/article/{article.pk}/change/")

    desk.click(".desk-outline-list button:has-text('Part 17')")

    desk.wait_for_function(
        """() => {
            const heading = [...document.querySelectorAll(".tiptap > h2")]
                .find((one) => one.textContent === "Part 17")
            const under = document.querySelector(".prose-menubar").getBoundingClientRect().bottom
            const { top, bottom } = heading.getBoundingClientRect()
            return top >= under && bottom < window.innerHeight / 2
        }"""
    )


def test_the_keys_are_told_and_the_focus_returns(desk, live_server):
    _new(desk, live_server, "One.")

    desk.keyboard.press("Control+/")
    told = desk.inner_text(".desk-help")
    desk.keyboard.press("Escape")
    desk.keyboard.type(" Two.")

    assert "move the block up" in told
    assert _blocks(desk) == ["p: One. Two."]


def test_text_runs_as_its_letters_do(desk, live_server):
    _new(desk, live_server, "> الميناء الصامت لا يطعم أحدا", "")

    direction, border = desk.eval_on_selector(
        ".desk-quote",
        "el => [getComputedStyle(el).direction, getComputedStyle(el).borderRightWidth]",
    )
    desk.keyboard.press("Control+Enter")
    desk.keyboard.type("- أول نقطة")
    listed = desk.eval_on_selector(f"{TEXT} > ul", "el => getComputedStyle(el).direction")

    assert (direction, border, listed) == ("rtl", "4px", "rtl")
    _save(desk)
    quote, points = load(Article.objects.get()).blocks()
    assert quote.text == "الميناء الصامت لا يطعم أحدا"
    assert points.html == "<ul><li><p>أول نقطة</p></li></ul>"


CONTRAST = """([selector, property]) => {
    const rgb = (text) => text.match(/[\\d.]+/g).map(Number)
    const over = (top, under) => {
        const a = top[3] ?? 1
        return [0, 1, 2].map((n) => top[n] * a + under[n] * (1 - a))
    }
    const light = (colour) => {
        const [r, g, b] = colour.map((v) => v / 255)
            .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const [pseudo] = selector.match(/::\\w+$/) || [null]
    const one = document.querySelector(selector.replace(/::\\w+$/, ""))
    const style = getComputedStyle(one, pseudo)
    let ground = [255, 255, 255], layers = []
    for (let el = one; el; el = el.parentElement) {
        layers.unshift(getComputedStyle(el).backgroundColor)
    }
    for (const layer of layers) ground = over(rgb(layer), ground)
    const colour = rgb(style[property])
    colour[3] = (colour[3] ?? 1) * Number(style.opacity)
    const [a, b] = [light(over(colour, ground)), light(ground)].sort((x, y) => y - x)
    return (a + 0.05) / (b + 0.05)
}"""
SEEN = [
    ("#id_headline", "color", 4.5),
    ("#id_standfirst", "color", 4.5),
    (".tiptap > p", "color", 4.5),
    (".tiptap > h2", "color", 4.5),
    (".desk-quote-text p", "color", 4.5),
    (".desk-speaker", "color", 4.5),
    (".desk-speaker::placeholder", "color", 4.5),
    (".desk-quote-fields > input::placeholder", "color", 4.5),
    (".desk-photo figcaption", "color", 4.5),
    (".desk-photo-bar input", "color", 4.5),
    (".desk-missing", "color", 4.5),
    (".desk-words", "color", 4.5),
    (".desk-outline-list button", "color", 4.5),
    (".desk-quote", "borderInlineStartColor", 3),
    (".desk-gutter-button", "color", 3),
    (".desk-main .prose-menubar__button", "color", 4.5),
    ("button.desk-main-button", "color", 4.5),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_at_the_desk_can_be_read_in_light_and_in_dark(
    desk, live_server, ada, story_copy, theme
):
    sections = (
        Section("", "", blocks=(Passage("", "<p>Opening.</p>"),)),
        Section("", "First", blocks=(Quote("", "Said."), Figure("", a_photo()))),
    )
    article = create_article(story_copy(sections=sections), by=ada)
    desk.emulate_media(color_scheme=theme, reduced_motion="reduce")
    _open(desk, f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    desk.hover(f"{TEXT} > p >> nth=0")

    found = {(what, prop): desk.evaluate(CONTRAST, [what, prop]) for what, prop, _least in SEEN}

    weak = {what: found[what, prop] for what, prop, least in SEEN if found[what, prop] < least}
    assert not weak

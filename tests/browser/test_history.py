"""The newsroom expects that one sees what changed in a story, and takes back one part of it."""

from dataclasses import replace

import pytest

from articles.actions.write_copy import write_copy
from articles.models import Expert
from articles.queries.working_copy import load
from tests.browser.test_accessible import flaws
from tests.stories import a_photo

TEXT = ".tiptap"


def _in(desk, kind):
    """Return the row of the comparison that tells of such a block."""
    return desk.locator(f".past-kind-{kind}")


@pytest.mark.django_db(transaction=True)
def test_a_word_a_speaker_and_a_photo_are_seen_to_change_and_one_comes_back(  # noqa: PLR0915 - one whole story
    desk, live_server, ada, strike_story
):
    before = load(strike_story)
    olav = Expert.objects.create(slug="olav-berg", name="Olav Berg", role="Harbour master")
    story = f"{live_server.url}/admin/articles/article/{strike_story.pk}"
    desk.goto(f"{story}/change/")
    desk.wait_for_selector(".desk-ready")
    desk.click(f"{TEXT} > p >> nth=0")
    desk.keyboard.press("End")
    desk.keyboard.type(" Really.")
    with desk.expect_navigation():
        desk.click("[name=_save]")
    desk.wait_for_selector(".desk-ready")
    _speaker_and_photo(strike_story, ada, olav, a_photo("#aa3322"))

    desk.goto(f"{story}/change/")
    desk.click("text=Compare with what readers see")

    assert _in(desk, "passage").locator("ins").inner_text().endswith("Really.")
    assert "Rosa Lind" in _in(desk, "quote").locator("del").first.inner_text()
    assert "Olav Berg" in _in(desk, "quote").locator("ins").first.inner_text()
    assert _in(desk, "photo").locator("img").count() == 2
    assert desk.locator(".past-heading").inner_text() == "What it costs"

    _in(desk, "quote").locator("button").click()

    desk.wait_for_selector(".messagelist .success")
    assert _in(desk, "quote").count() == 0
    assert _in(desk, "photo").count() == 1
    after = load(strike_story)
    assert after.blocks()[2] == before.blocks()[2]
    assert "Really." in after.blocks()[0].html
    assert after.blocks()[3].photo != before.blocks()[3].photo

    desk.click(".messagelist a")
    assert "Rosa Lind" in _in(desk, "quote").locator("ins").first.inner_text()


def _speaker_and_photo(story, ada, expert, photo):
    copy = load(story)
    opening, costs = copy.sections
    text, quote, figure = costs.blocks
    quote, figure = replace(quote, expert=expert.pk), replace(figure, photo=photo)
    changed = (opening, replace(costs, blocks=(text, quote, figure)))
    write_copy(story.pk, copy.with_sections(changed), by=ada, version=None)


@pytest.mark.django_db(transaction=True)
def test_the_past_is_walked_by_the_keyboard_alone(desk, live_server, ada, draft_story):
    copy = load(draft_story)
    write_copy(draft_story.pk, replace(copy, headline="Worse"), by=ada, version=1)
    desk.goto(f"{live_server.url}/admin/articles/article/{draft_story.pk}/history/")

    desk.locator("a:has-text('Compare with now')").focus()
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    desk.locator("button:has-text('Restore this')").focus()
    with desk.expect_navigation():
        desk.keyboard.press("Enter")

    assert "the rest stayed" in desk.inner_text(".messagelist")
    assert "Nothing differs." in desk.inner_text("#content-main")
    assert load(draft_story).headline == copy.headline


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1400])
def test_nothing_runs_out_of_a_narrow_screen(desk, live_server, ada, strike_story, width):
    copy = load(strike_story)
    longest = "x" * 200
    write_copy(strike_story.pk, replace(copy, headline=longest), by=ada, version=1)
    desk.set_viewport_size({"width": width, "height": 900})

    for page in ("compare", "history"):
        desk.goto(f"{live_server.url}/admin/articles/article/{strike_story.pk}/{page}/")
        assert desk.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_comparison_keeps_nobody_out(desk, live_server, ada, strike_story, scheme):
    olav = Expert.objects.create(slug="olav-berg", name="Olav Berg")
    copy = load(strike_story)
    write_copy(strike_story.pk, replace(copy, headline="Strike over", tags=()), by=ada, version=1)
    _speaker_and_photo(strike_story, ada, olav, a_photo("#aa3322"))
    desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    desk.goto(f"{live_server.url}/admin/articles/article/{strike_story.pk}/compare/")
    desk.wait_for_load_state("networkidle")

    found = flaws(desk)
    assert not found, "\n".join(found)

"""The newsroom expects that the lists of words can be tried and changed with a mouse or keys."""

import pytest

from cms.kernel import clock
from comments.actions.change_list import Change, change_list
from comments.models import BlockList
from comments.queries.block_lists import forget
from tests.browser.test_accessible import flaws

LISTS = "/admin/comments/blocklist/"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def blocked(transactional_db):
    forget()
    change = Change(0, text="# ours\ncheap pills\ncasino\n")
    return change_list(kind="blocked", change=change, by=None, at=clock.now()).row


def test_a_text_is_tried_and_a_line_added_by_keys_alone(desk, live_server, blocked):
    desk.goto(f"{live_server.url}{LISTS}")
    desk.get_by_label("Text", exact=True).fill("So ch\u00e9ap,\npills and c-a-s-i-n-o")
    desk.keyboard.press("Tab")
    for _field in range(4):
        desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    desk.get_by_text("It would be rejected.").wait_for()

    assert desk.locator("mark").all_inner_texts() == ["ch\u00e9ap,\npills", "c-a-s-i-n-o"]

    desk.get_by_role("link", name="cheap pills").click()
    desk.get_by_label("One entry on each line").fill("roulette")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    desk.get_by_text("This is version 2.").wait_for()

    assert BlockList.objects.get().text.endswith("casino\nroulette\n")


def test_ticked_lines_are_removed(desk, live_server, blocked):
    desk.goto(f"{live_server.url}{LISTS}blocked/")

    desk.get_by_label("casino").check()
    desk.get_by_role("button", name="Remove the ticked ones").click()
    desk.get_by_text("This is version 2.").wait_for()

    assert BlockList.objects.get().text == "# ours\ncheap pills\n"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "blocked/", "blocked/?whole=1"])
def test_nobody_is_kept_out(desk, live_server, blocked, path, scheme):
    desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    desk.goto(f"{live_server.url}{LISTS}{path}")
    if not path:
        desk.get_by_label("Text", exact=True).fill("cheap pills")
        desk.get_by_role("button", name="Try").click()
        desk.get_by_text("It would be rejected.").wait_for()

    found = flaws(desk)
    assert not found, "\n".join(found)
    desk.set_viewport_size(PHONE)
    assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

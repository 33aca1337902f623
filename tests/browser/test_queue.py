"""The newsroom expects that moderators clear the queue with a few keys, and lose nothing."""

from copy import copy
from typing import Any

import pytest
from django.test import Client

from cms.kernel import clock
from comments.actions.change_list import Change, change_list
from comments.actions.decide import Judgement, decide
from comments.actions.edit_reply import edit_reply
from comments.actions.own_reply import Claim
from comments.actions.post_reply import Sent, post_reply
from comments.actions.writer import Writer
from comments.models import CannedReply, Comment, Decision, ScreeningRules, State
from comments.models.comment import new_key
from comments.queries.block_lists import forget
from comments.rules import tree
from comments.rules.statement import statement_in
from tests.articles.staff import somebody
from tests.browser.test_accessible import flaws

QUEUE = "/admin/comments/comment/queue/"
PHONE = {"width": 390, "height": 844}


def post(story: Any, text: str, *, name: str = "Rhea") -> Comment:
    """Post a reply that waits; each is somebody else's."""
    writer = Writer(identity=f"reader {text}", network_hash="home", name=name, named=True)
    return post_reply(
        article_id=story.pk,
        sent=Sent(text, form_age=60.0),
        writer=writer,
        at=clock.now(),
        language="en",
    )


@pytest.fixture
def waiting(settings, strike_story):
    """Return a maker of waiting replies."""
    settings.RATE_LIMITS = False
    forget()

    def make(count: int) -> list[Comment]:
        first = post(strike_story, "Reply number 0 to the strike.")
        return [first, *(like(first, number) for number in range(1, count))]

    return make


def like(first: Comment, number: int) -> Comment:
    """Store one more like the first that was posted, by somebody else: quicker than posting it."""
    row = copy(first)
    row.pk, row.key, row.identity = first.pk + number, new_key(), f"reader {number}"
    row.path, row.text = tree.segment(row.pk), f"Reply number {number} to the strike."
    row.save(force_insert=True)
    return row


@pytest.fixture
def enter(chromium, live_server):
    """Return how a moderator enters the queue in a browser of their own."""
    contexts = []
    errors: list[str] = []

    def open_page(user: Any, query: str = "", **context: Any) -> Any:
        client = Client()
        client.force_login(user)
        own = chromium.new_context(**{"viewport": {"width": 1400, "height": 900}, **context})
        own.set_default_timeout(10_000)
        contexts.append(own)
        cookie = client.cookies["sessionid"].value
        own.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = own.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda s: "Content Security" in s.text and errors.append(s.text))
        # The first page warms the server up, on a machine that may be busy.
        page.goto(f"{live_server.url}{QUEUE}{query}", timeout=30_000)
        page.locator(".queue-live").wait_for()
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for one in contexts:
        one.close()
    assert not errors


def says(page: Any, text: str) -> None:
    """Wait until the status line says so."""
    page.locator("#queue-status", has_text=text).wait_for()


def settled(page: Any) -> None:
    """Wait until all that was decided is answered."""
    page.locator("#queue-sending:empty").wait_for(state="attached")


def in_focus(page: Any) -> Any:
    return page.locator(".queue-card").get_attribute("data-key")


def pressed_through(page: Any, count: int) -> tuple[list[str], list[str]]:
    """Read on by keyboard until nothing is left: what came first, and what was decided on.

    Of the first `count`, every third is passed over or skipped; they come again at the end.
    """
    came: list[str] = []
    decided: list[str] = []
    while key := page.evaluate("document.querySelector('.queue-card')?.dataset.key || ''"):
        press = "asjarz"[len(came) % 6] if len(came) < count else "a"
        came += [key]
        page.keyboard.press(press)
        if press == "r":
            page.keyboard.press("2")
        decided += [key] if press in "asr" else []
        if not page.evaluate("document.activeElement.matches('.queue-card')"):
            page.wait_for_timeout(200)  # the next ones are on their way
    return came[:count], decided


def test_hundreds_are_cleared_by_keyboard_alone_and_none_comes_twice(enter, waiting):
    waiting(120)
    page = enter(somebody("moderator"))

    came, decided = pressed_through(page, 120)

    settled(page)
    assert len(set(came)) == 120
    assert len(decided) == len(set(decided)) == 120
    assert not Comment.objects.filter(state=State.PENDING).exists()
    made = Decision.objects.filter(what__in=["approve", "reject", "spam"])
    assert made.count() == 120
    assert set(made.filter(what="reject").values_list("reason", flat=True)) == {"abuse"}
    page.locator("[data-count=pending]:text-is('0')").wait_for()


def heard(page: Any) -> None:
    """Let the page ask at once what others did, as when one comes back to it."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_what_others_decide_is_seen_without_losing_ones_place(enter, waiting):
    mine, theirs, *_rest = waiting(4)
    page = enter(somebody("moderator"), f"?at={mine.key}")
    fern = somebody("moderator", "Fern")
    page.keyboard.press("w")
    page.keyboard.type("Half an ans")
    for one in (mine, theirs):
        judgement = Judgement(one.key, 1, "reject", "hate", force=True)
        decide(judgement=judgement, by=fern, at=clock.now())

    heard(page)
    page.locator(".queue-card .queue-news", has_text="Fern: rejected").wait_for()

    assert in_focus(page) == mine.key
    assert page.locator(".queue-answer textarea").input_value() == "Half an ans"
    assert page.evaluate("document.activeElement.name") == "answer"
    assert page.locator(f"#queue-lines [data-key='{theirs.key}']").count() == 0
    assert page.locator("[data-count=pending]").inner_text() == "2"
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    says(page, "Fern: rejected")
    assert in_focus(page) not in {mine.key, theirs.key}
    assert page.locator("#queue-lines li").count() == 2
    assert Decision.objects.filter(what="approve").count() == 0


def test_new_words_are_read_before_one_decides_on_them(enter, waiting):
    (comment,) = waiting(1)
    page = enter(somebody("moderator"))
    claim = Claim(Writer(identity=comment.identity, kind="member", name="Rhea", named=True))
    edit_reply(key=comment.key, text="Other words.", claim=claim, at=clock.now())

    heard(page)
    says(page, "edited by its author")
    assert page.locator(".queue-text").inner_text() == comment.text
    page.keyboard.press("a")
    says(page, "The words were changed")

    assert page.locator(".queue-text").inner_text() == "Other words."
    assert Comment.objects.get().state == State.PENDING
    page.keyboard.press("a")
    settled(page)
    assert Comment.objects.get().state == State.PUBLISHED


def test_two_moderators_collide_and_both_see_what_happened(enter, waiting):
    (comment,) = waiting(1)
    first = enter(somebody("moderator", "Moss"))
    second = enter(somebody("moderator", "Fern"), f"?at={comment.key}")

    second.get_by_text("Moss is reading this comment").wait_for()
    second.keyboard.press("a")
    says(second, "Moss is reading this comment until")
    first.keyboard.press("s")
    says(first, "Marked as spam")
    settled(first)
    second.get_by_role("button", name="Decide anyway").click()

    says(second, "Moss was faster: marked as spam")
    second.locator("#queue-empty").wait_for()
    assert Comment.objects.get().state == State.SPAM


def test_the_later_one_moves_on_and_learns_who_decided(enter, waiting):
    waiting(3)
    page = enter(somebody("moderator"))
    key = in_focus(page)
    fern = somebody("moderator", "Fern")
    decide(judgement=Judgement(key, 1, "reject", "hate", force=True), by=fern, at=clock.now())

    page.keyboard.press("a")

    says(page, "Fern was faster: rejected")
    assert in_focus(page) != key
    assert Comment.objects.get(key=key).state == State.REJECTED


def test_undo_brings_it_back_at_once_and_exactly(enter, waiting):
    waiting(3)
    page = enter(somebody("moderator"))
    key = in_focus(page)

    page.keyboard.press("s")
    assert in_focus(page) != key
    page.keyboard.press("u")
    says(page, "Undone")

    assert in_focus(page) == key
    assert Comment.objects.get(key=key).state == State.PENDING
    assert page.locator("[data-count=pending]").inner_text() == "3"
    page.keyboard.press("a")
    settled(page)
    page.reload()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Undo").click()
    says(page, "Undone")
    assert Comment.objects.get(key=key).state == State.PENDING


def test_many_are_decided_with_one_reason_and_one_undo(enter, waiting):
    waiting(5)
    page = enter(somebody("moderator"))

    for _time in range(3):
        page.keyboard.press("x")
        page.keyboard.press("j")
    page.keyboard.press("Shift+R")
    says(page, "Why are 3 comments rejected?")
    page.keyboard.press("4")
    says(page, "Rejected: 3.")
    settled(page)

    assert Comment.objects.filter(state=State.REJECTED).count() == 3
    assert len(set(Decision.objects.filter(what="reject").values_list("batch"))) == 1

    page.keyboard.press("u")
    says(page, "Undone: 3 comments.")
    assert Comment.objects.filter(state=State.PENDING).count() == 5
    assert page.locator("#queue-lines li").count() == 5


def test_keys_do_not_act_while_one_types_and_can_be_switched_off(enter, waiting):
    waiting(2)
    page = enter(somebody("moderator"))

    page.keyboard.press("/")
    page.keyboard.type("asr")
    assert page.locator("#queue-q").input_value() == "asr"
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.get_by_label("Note for the log").fill("a s r 1")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_label("Single keys decide").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("a")

    assert Comment.objects.filter(state=State.PENDING).count() == 2


def test_the_note_goes_into_the_log(enter, waiting):
    waiting(1)
    page = enter(somebody("moderator"))

    page.keyboard.press("r")
    page.get_by_label("Note for the log").fill("names a neighbour")
    page.keyboard.press("Enter")
    page.keyboard.press("7")
    settled(page)

    decision = Decision.objects.get(what="reject")
    assert (decision.reason, decision.note) == ("personal_data", "names a neighbour")


def test_a_statement_is_written_by_keys_beside_the_reasons(enter, waiting):
    waiting(1)
    ScreeningRules.objects.create(reasons_stated=True)
    page = enter(somebody("moderator"))

    page.keyboard.press("r")
    page.keyboard.press("s")
    page.keyboard.type("Rules, No. 7")
    page.keyboard.press("Tab")
    page.keyboard.type("names a street")
    found = flaws(page)
    page.keyboard.press("Enter")
    page.keyboard.press("7")
    says(page, "Rejected")
    settled(page)

    decision = Decision.objects.get(what="reject")
    said = statement_in(decision.evidence)
    assert (decision.reason, said["basis"]) == ("personal_data", "Rules, No. 7")
    assert said["facts"] == "names a street"
    assert not found, "\n".join(found)


def test_filters_stand_in_the_address_and_survive_a_reload(enter, waiting):
    waiting(4)
    page = enter(somebody("moderator"))

    page.keyboard.press("/")
    page.keyboard.type("number 2")
    page.get_by_label("Order").select_option("newest")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_load_state("networkidle")
    page.reload()
    page.wait_for_load_state("networkidle")

    assert "q=number+2" in page.url
    assert "ordering=newest" in page.url
    assert page.locator("#queue-lines li").count() == 1
    assert page.locator(".queue-text").inner_text() == "Reply number 2 to the strike."


def test_an_answer_approves_and_stands_below(enter, waiting):
    (comment,) = waiting(1)
    page = enter(somebody("moderator"))

    page.keyboard.press("w")
    page.keyboard.type("Thank you, we put it right.")
    page.get_by_role("button", name="Approve and answer").click()
    settled(page)

    comment.refresh_from_db()
    assert comment.state == State.PUBLISHED
    assert comment.children.get().text == "Thank you, we put it right."


def test_a_canned_reply_is_chosen_by_its_number_and_sent_by_keys(enter, waiting):
    (comment,) = waiting(1)
    for title in ("Thanks", "Kind words"):
        CannedReply.objects.create(title=title, text=f"{title}, {{name}}")
    page = enter(somebody("moderator"))

    page.keyboard.press("t")
    page.get_by_role("button", name="2 Kind words").wait_for()
    assert not flaws(page)
    page.keyboard.press("2")
    page.keyboard.type("!")
    page.keyboard.press("Control+Enter")
    says(page, "Approved and answered")
    settled(page)

    assert Comment.objects.get(parent=comment).text == "Kind words, Rhea!"
    assert Decision.objects.get(what="approve").note == "Canned reply: Kind words"


def test_what_was_not_sent_comes_back(enter, waiting):
    waiting(2)
    page = enter(somebody("moderator"))
    key = in_focus(page)
    page.context.set_offline(True)

    page.keyboard.press("a")
    says(page, "is back in the list")

    assert in_focus(page) == key
    page.context.set_offline(False)
    page.keyboard.press("a")
    settled(page)
    assert Comment.objects.get(key=key).state == State.PUBLISHED


def test_a_telephone_has_one_comment_and_buttons_big_enough(enter, waiting):
    waiting(3)
    page = enter(somebody("moderator"), viewport=PHONE, has_touch=True)

    sizes = [one.bounding_box() for one in page.locator(".queue-acts .button").all()]
    assert all(size["height"] >= 44 for size in sizes)
    assert all(size["y"] + size["height"] <= PHONE["height"] for size in sizes)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Reject").tap()
    page.get_by_role("button", name="off topic").tap()
    settled(page)
    page.get_by_role("button", name="Approve").tap()
    settled(page)
    page.get_by_role("button", name="Undo").tap()
    says(page, "Undone")
    assert sorted(Comment.objects.values_list("state", flat=True)) == [
        "pending", "pending", "rejected",
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [{"width": 1400, "height": 900}, PHONE])
def test_nobody_is_kept_out(enter, waiting, strike_story, scheme, viewport):
    change = Change(0, text="cheap pills\n")
    change_list(kind="suspect", change=change, by=None, at=clock.now())
    forget()
    waiting(2)
    long = "Ask me for ch\u00e9ap pills. " + "Donaudampfschiff" * 20
    told = post(strike_story, long, name="Wolfeschlegelsteinhausenbergerdorff" + "x" * 25)
    page = enter(somebody("moderator"), f"?at={told.key}", viewport=viewport, color_scheme=scheme)
    assert page.locator("mark").inner_text() == "ch\u00e9ap pills"
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.keyboard.press("x")
    page.keyboard.press("r")

    found = flaws(page)
    assert not found, "\n".join(found)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    found = flaws(page)
    assert not found, "\n".join(found)


@pytest.fixture
def plain(chromium, live_server, client):
    """Return a moderator's page in a browser that runs no scripts."""
    client.force_login(somebody("moderator"))
    context = chromium.new_context(java_script_enabled=False)
    context.set_default_timeout(10_000)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    yield page
    context.close()


def test_without_a_script_the_page_is_forms(plain, live_server, waiting):
    waiting(2)
    plain.goto(f"{live_server.url}{QUEUE}?ordering=oldest")

    plain.locator(".queue-card").get_by_role("button", name="abuse").click()
    assert "ordering=oldest" in plain.url
    assert "Rejected" in plain.locator(".messagelist").inner_text()
    plain.get_by_role("button", name="Undo").click()

    assert "Undone" in plain.locator(".messagelist").inner_text()
    assert Comment.objects.filter(state=State.PENDING).count() == 2


def test_without_a_script_a_statement_is_written_and_enter_decides_nothing(
    plain, live_server, waiting
):
    waiting(1)
    ScreeningRules.objects.create(reasons_stated=True)
    plain.goto(f"{live_server.url}{QUEUE}")
    card = plain.locator(".queue-card")

    card.get_by_label("Note for the log").press("Enter")
    card.locator("summary").click()
    card.get_by_label("Law or clause").fill("Rules, No. 7")
    card.get_by_label("Law or clause").press("Enter")
    assert not Decision.objects.filter(what="reject").exists()
    card.get_by_label("Facts").fill("names a street")
    card.get_by_role("button", name="abuse").click()
    plain.locator(".messagelist", has_text="Rejected").wait_for()

    said = statement_in(Decision.objects.get(what="reject").evidence)
    assert (said["basis"], said["facts"]) == ("Rules, No. 7", "names a street")


def test_without_a_script_many_are_decided_and_taken_back(plain, live_server, waiting):
    waiting(3)
    plain.goto(f"{live_server.url}{QUEUE}?ordering=oldest")

    for box in plain.locator("#queue-lines input").all()[1:]:
        box.check()
    plain.get_by_label("Reason for rejecting").select_option("hate")
    plain.locator("#queue-many").get_by_role("button", name="Reject").click()

    assert plain.locator(".queue-each li", has_text="rejected").count() == 2
    plain.get_by_role("button", name="Undo all of them").click()
    assert "Undone: 2 comments." in plain.locator(".messagelist").inner_text()
    assert Comment.objects.filter(state=State.PENDING).count() == 3


def test_who_is_signed_out_meanwhile_loses_nothing(enter, waiting):
    waiting(2)
    page = enter(somebody("moderator"))
    key = in_focus(page)
    page.context.clear_cookies()

    page.keyboard.press("a")
    says(page, "You are signed out")

    assert in_focus(page) == key
    assert Comment.objects.filter(state=State.PENDING).count() == 2


def test_a_newsroom_that_failed_is_not_told_as_being_signed_out(enter, waiting):
    waiting(1)
    page = enter(somebody("moderator"))
    page.route("**/queue/decide/**", lambda route: route.fulfill(status=500, body="<h1>Oh</h1>"))

    page.keyboard.press("a")

    says(page, "The newsroom failed at this")
    assert Comment.objects.filter(state=State.PENDING).count() == 1


HIDDEN = "() => void dispatchEvent(new PageTransitionEvent('pagehide'))"
TABS = "(n) => Object.keys(localStorage).filter((k) => k.startsWith('queue-tab')).length === n"


def test_a_second_tab_that_is_closed_leaves_the_first_one_its_claims(enter, waiting):
    waiting(3)
    page = enter(somebody("moderator"))
    second = page.context.new_page()
    second.goto(page.url)
    second.wait_for_function(TABS, arg=2)
    asked: list[str] = []
    second.on("request", lambda request: asked.append(request.url))

    second.evaluate(HIDDEN)
    page.wait_for_function(TABS, arg=1)

    assert not [url for url in asked if "/release/" in url]
    with page.expect_request("**/queue/release/**"):
        page.evaluate(HIDDEN)


def test_the_last_of_a_commenter_leave_the_list_and_come_back(enter, waiting, strike_story):
    waiting(2)
    writer = Writer(identity="troy", network_hash="bridge", name="Troy", named=True)
    for number in range(3):
        sent = Sent(f"Troy says {number}", form_age=60.0)
        troys = post_reply(article_id=strike_story.pk, sent=sent, writer=writer, at=clock.now())
    page = enter(somebody("moderator"), f"?at={troys.key}")

    page.keyboard.press("c")
    page.get_by_label("Reject the last").fill("3")
    page.get_by_role("button", name="Reject them").click()
    says(page, "3 comments rejected.")

    assert page.locator("#queue-lines li").count() == 2
    assert Comment.objects.filter(state=State.REJECTED).count() == 3
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    says(page, "Undone: 3 comments.")
    assert page.locator("#queue-lines li").count() == 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [{"width": 1400, "height": 900}, PHONE])
def test_nobody_is_kept_from_the_commenter_and_the_numbers(
    enter, waiting, live_server, scheme, viewport
):
    waiting(2)
    page = enter(somebody("moderator"), viewport=viewport, color_scheme=scheme)
    page.keyboard.press("c")
    page.get_by_role("button", name="Keep the note").wait_for()

    found = flaws(page)
    assert not found, "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]

    page.goto(f"{live_server.url}/admin/comments/comment/statistics/")
    page.get_by_text("The figures as a table").click()
    found = flaws(page)
    assert not found, "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_a_typed_answer_is_neither_lost_nor_passed_over(enter, waiting):
    first, *_rest = waiting(3)
    page = enter(somebody("moderator"), f"?at={first.key}")
    page.keyboard.press("w")
    page.keyboard.type("Thank you.")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert in_focus(page) != first.key
    assert page.locator(".queue-answer textarea").input_value() == ""
    page.keyboard.press("k")

    page.keyboard.press("a")
    says(page, "An answer is typed and not sent.")
    assert not Decision.objects.filter(what="approve").exists()
    page.locator("#queue-status button:focus").wait_for()
    page.keyboard.press("Enter")
    says(page, "Approved and answered")
    settled(page)

    assert Comment.objects.get(parent=first).text == "Thank you."


def test_undo_leaves_out_of_the_list_what_belongs_elsewhere(enter, waiting):
    waiting(2)
    page = enter(somebody("moderator"))
    page.keyboard.press("a")
    settled(page)
    page.goto(page.url.split("?")[0] + "?status=published")
    page.locator(".queue-live").wait_for()
    page.wait_for_load_state("networkidle")

    page.keyboard.press("u")
    says(page, "Not in this list, but in another: waiting")

    assert page.locator("#queue-lines li").count() == 0
    assert Comment.objects.filter(state=State.PENDING).count() == 2


def test_keys_are_told_at_any_zoom_unless_they_are_off_or_nobody_has_them(enter, waiting):
    waiting(1)
    moss = somebody("moderator")
    zoomed = enter(moss, viewport={"width": 640, "height": 400})
    phone = enter(moss, viewport=PHONE, has_touch=True, is_mobile=True)
    letter = ".queue-approve kbd"

    assert zoomed.locator(letter).is_visible()
    assert not phone.locator(letter).is_visible()
    zoomed.keyboard.press("?")
    assert zoomed.locator("#queue-keys kbd").first.is_visible()
    zoomed.get_by_label("Single keys decide").uncheck()
    zoomed.get_by_role("button", name="Close").click()
    assert not zoomed.locator(letter).is_visible()

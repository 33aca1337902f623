"""The newsroom expects that readers reply on its own page with any hands, eyes and lines."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from articles.actions.discussion import set_discussion
from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.models import Article
from articles.models.counters import Discussion
from cms.kernel import clock as kernel_clock
from comments.models import Comment, Report, ScreeningRules, Vote
from tests.browser.test_accessible import flaws
from tests.comments.conftest import TROY, judge, open_story, reply
from tests.comments.post import RHEAS, delivered, token_in

__all__ = ["open_story", "reply"]

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "section.leave textarea[name=text]"
WAIT = 31_000  # ms: a little more than the page waits between two questions
FOCUS_IN = "(selector) => document.activeElement.closest(selector) !== null"


@pytest.fixture(autouse=True)
def _here(settings: Any, live_server: Any) -> None:
    """The newsroom is where the server of the test is; nobody is too fast for it."""
    settings.SITE_URL = live_server.url
    settings.RATE_LIMITS = False
    ScreeningRules.objects.create(too_fast_seconds=0)


def _read(page: Any, live_server: Any, path: str = "/en/dockers-strike/", query: str = "") -> None:
    page.goto(f"{live_server.url}{path}{query}")
    page.locator("#replies").scroll_into_view_if_needed()
    page.wait_for_selector(".thread[aria-busy=false]", state="attached")


def _look(page: Any, live_server: Any) -> None:
    page.goto(f"{live_server.url}/en/dockers-strike/")
    page.locator("#replies").scroll_into_view_if_needed()


def _post(page: Any, text: str) -> None:
    page.fill(TEXT, text)
    page.click("section.leave .post")


def _at(comment: Comment) -> str:
    return f"#reply-{comment.key}"


def _chain(story: Article, reply: Callable[..., Comment], depth: int) -> list[Comment]:
    """Return replies of which each answers the one before."""
    made = [reply(story, "The first of the chain.")]
    for number in range(depth):
        made.append(reply(story, f"Level {number + 1} of the chain.", to=made[-1]))
    return made


def test_a_reply_is_seen_where_it_stands_as_soon_as_it_is_sent(page, live_server, open_story):
    _read(page, live_server)
    assert page.inner_text(".facts .to-replies") == "Leave a Reply"
    page.click(".facts .to-replies")
    page.wait_for_function(FOCUS_IN, arg="#replies-heading")

    page.fill(TEXT, "I heard *nothing* all night.")
    page.fill("input[name=name]", "Rhea")
    page.click("section.leave .post")

    page.wait_for_selector(".thread .reply:has-text('I heard nothing all night.')")
    assert page.inner_text("section.leave .reply-status") == "Thank you. Your reply is published."
    assert page.inner_text("#replies-heading") == "One reply"
    assert page.inner_text(".facts .to-replies") == "One reply"
    assert page.locator(".thread em").inner_text() == "nothing"
    assert page.input_value(TEXT) == ""
    assert Comment.objects.get().author_name == "Rhea"
    _read(page, live_server)
    page.wait_for_selector(".reply:has-text('I heard nothing') >> text=Yours")


def test_a_reply_needs_no_name(page, live_server, open_story):
    _read(page, live_server)

    _post(page, "Nobody in particular.")

    page.wait_for_selector(".reply-by:has-text('A reader')")
    assert Comment.objects.get().author_name == ""


def test_what_waits_is_shown_to_its_author_alone_and_after_a_reload(
    page, chromium, live_server, strike_story
):
    set_discussion(article_id=strike_story.pk, policy="premoderated")
    _read(page, live_server)
    page.wait_for_selector(
        "text=A moderator reads every reply before it appears.", state="attached"
    )

    _post(page, "Does anybody read this?")
    page.wait_for_selector(".thread >> text=Waits for a moderator")
    _read(page, live_server)
    page.wait_for_selector(".thread >> text=Waits for a moderator")
    other = chromium.new_context().new_page()
    _read(other, live_server)
    seen = other.inner_text("#replies")
    other.context.close()

    assert "Does anybody read this?" not in seen
    assert Comment.objects.get().state == "pending"


def test_an_answer_is_written_in_place_with_the_keyboard_alone(
    page, live_server, open_story, reply
):
    asked = reply(open_story, "Who pays for the cranes?", by=TROY)
    _read(page, live_server)

    page.focus(f"{_at(asked)} [data-do=answer]")
    page.keyboard.press("Enter")
    page.wait_for_function(FOCUS_IN, arg=f"{_at(asked)} textarea")
    page.keyboard.type("We all do.")
    page.keyboard.press("Tab")
    page.keyboard.type("Rhea")
    page.keyboard.press("Enter")

    page.wait_for_selector(f"{_at(asked)} + .answers .reply:has-text('We all do.')")
    page.wait_for_function(FOCUS_IN, arg=".answers .reply")
    assert Comment.objects.get(depth=1).parent == asked
    assert page.locator(f"{_at(asked)} form").count() == 0


def test_escape_asks_before_it_throws_words_away(page, live_server, open_story, reply):
    asked = reply(open_story, by=TROY)
    _read(page, live_server)
    page.click(f"{_at(asked)} [data-do=answer]")
    page.keyboard.type("Half a thou")

    page.keyboard.press("Escape")
    page.wait_for_selector("dialog:has-text('Throw away')")
    page.keyboard.press("Escape")
    page.wait_for_function(FOCUS_IN, arg=f"{_at(asked)} textarea")
    kept = page.input_value(f"{_at(asked)} textarea")
    page.keyboard.press("Escape")
    page.click("dialog >> text=Throw it away")

    page.wait_for_selector(f"{_at(asked)} form", state="detached")
    page.wait_for_function(FOCUS_IN, arg="[data-do=answer]")
    assert kept == "Half a thou"


def test_a_draft_survives_a_reload_until_it_is_sent(page, live_server, open_story, reply):
    asked = reply(open_story, by=TROY)
    _read(page, live_server)
    page.fill(TEXT, "To the story.")
    page.click(f"{_at(asked)} [data-do=answer]")
    page.keyboard.type("To Troy.")

    _read(page, live_server)
    page.wait_for_selector(f"{_at(asked)} >> text=Go on replying")
    mine = page.input_value(TEXT)
    page.click(f"{_at(asked)} [data-do=answer]")
    answer = page.input_value(f"{_at(asked)} textarea")
    page.click("section.leave .post")
    page.wait_for_selector("section.leave >> text=Your reply is published.")
    _read(page, live_server)

    assert (mine, answer) == ("To the story.", "To Troy.")
    assert page.input_value(TEXT) == ""


def test_a_reply_is_mended_inside_the_window(page, live_server, open_story):
    _read(page, live_server)
    _post(page, "The cran is old.")
    page.wait_for_selector(".thread >> text=You can change it for another 4 minutes.")

    page.click(".thread [data-do=edit]")
    assert page.input_value(".is-edit textarea") == "The cran is old."
    page.fill(".is-edit textarea", "The crane is old.")
    page.click(".is-edit .post")

    page.wait_for_selector(".reply-text:has-text('The crane is old.')")
    assert page.locator(".thread >> text=edited").count() == 1
    page.wait_for_function(FOCUS_IN, arg="[data-do=edit]")
    _read(page, live_server)
    page.click(".thread [data-do=edit]")
    page.fill(".is-edit textarea", "The crane is very old.")
    page.click(".is-edit .post")
    page.wait_for_selector(".reply-text:has-text('very old')")
    assert Comment.objects.get().text == "The crane is very old."


def test_what_can_be_changed_ends_with_the_window(page, live_server, open_story):
    page.clock.install()
    _read(page, live_server)
    _post(page, "The crane is old.")
    page.wait_for_selector(".thread [data-do=edit]")

    page.clock.fast_forward(301_000)

    page.wait_for_selector(".thread [data-do=edit]", state="detached")


def test_a_reply_is_taken_back(page, live_server, open_story):
    _read(page, live_server)
    _post(page, "I should not have said that.")

    page.click(".thread [data-do=remove]")
    page.click("dialog .post")

    page.wait_for_selector(".thread .reply", state="detached")
    page.wait_for_function(FOCUS_IN, arg="#replies")
    assert page.inner_text("#replies-heading") == "Replies"
    assert Comment.objects.get().state == "removed"


def test_a_vote_is_given_changed_and_taken_back(page, live_server, open_story, reply):
    liked = reply(open_story, by=TROY)
    _read(page, live_server)
    up, down = (f"{_at(liked)} [data-do={way}]" for way in ("up", "down"))

    page.focus(up)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{up}[aria-pressed=true]:has-text('1')")
    page.wait_for_function(FOCUS_IN, arg=up)
    _read(page, live_server)
    page.wait_for_selector(f"{up}[aria-pressed=true]")
    page.click(down)
    page.wait_for_selector(f"{down}[aria-pressed=true]:has-text('1')")
    assert page.get_attribute(up, "aria-pressed") == "false"
    page.click(down)

    page.wait_for_selector(f"{down}[aria-pressed=false]:has-text('0')")
    assert not Vote.objects.exists()


def test_a_report_says_why(page, live_server, open_story, reply):
    bad = reply(open_story, by=TROY)
    _read(page, live_server)

    page.focus(f"{_at(bad)} [data-do=report]")
    page.keyboard.press("Enter")
    page.click("dialog .post")
    page.wait_for_selector("dialog >> text=Choose what is wrong.")
    assert page.locator("dialog input[name=email]").is_hidden()
    page.check("dialog input[value=illegal]")
    page.fill("dialog input[name=email]", "nobody")
    page.click("dialog .post")
    page.wait_for_selector("dialog >> text=This is not an e-mail address.")
    page.fill("dialog input[name=email]", RHEAS)
    page.check("dialog input[value=abuse]")
    page.fill("dialog textarea", "Third time today.")
    page.click("dialog .post")

    page.wait_for_selector(f"{_at(bad)} >> text=A moderator will look at it.")
    page.wait_for_function(FOCUS_IN, arg=_at(bad))
    assert page.locator("dialog").count() == 0
    assert [(row.reason, row.note, row.email) for row in Report.objects.all()] == [
        ("abuse", "Third time today.", "")
    ]


def test_the_order_is_chosen_and_kept_in_the_address(page, live_server, open_story, reply):
    old, new = reply(open_story, "The older."), reply(open_story, "The newer.")
    Comment.objects.filter(pk=old.pk).update(
        wilson=0.5, created_at=kernel_clock.now() - timedelta(hours=1), fragment=""
    )
    first = ".thread > li:first-child .reply"
    _read(page, live_server)
    assert "The newer." in page.inner_text(first)

    page.select_option("#replies-ordering", "best")
    page.wait_for_selector(f"{first}{_at(old)}")

    assert page.url.endswith("?replies=best")
    assert "an hour ago" in page.inner_text(_at(old)) or "1 hour ago" in page.inner_text(_at(old))
    _read(page, live_server, query="?replies=best")
    page.wait_for_selector(f"{first}{_at(old)}")
    page.select_option("#replies-ordering", "newest")
    page.wait_for_selector(f"{first}{_at(new)}")
    assert "replies=" not in page.url


def test_more_replies_are_shown_and_the_focus_goes_to_the_first(
    page, live_server, open_story, reply
):
    for number in range(23):
        reply(open_story, f"Number {number}.")
    chain = _chain(open_story, reply, 6)
    _read(page, live_server)
    assert page.locator(".thread > li").count() == 20

    page.click(".more-answers")
    page.wait_for_selector(_at(chain[-1]))
    page.wait_for_function(FOCUS_IN, arg=_at(chain[4]))
    page.click(".is-more")
    page.wait_for_function("() => document.querySelectorAll('.thread > li').length === 24")

    assert page.locator(".thread .reply").count() == 30
    page.wait_for_function(FOCUS_IN, arg=".thread > li:nth-child(21)")
    assert page.locator(".more-answers, .is-more:visible").count() == 0


def test_a_link_leads_to_a_reply_deep_in_a_thread(page, live_server, open_story, reply):
    chain = _chain(open_story, reply, 9)
    for number in range(25):
        reply(open_story, f"Number {number}.")

    page.goto(f"{live_server.url}/en/dockers-strike/{_at(chain[8])}")

    page.wait_for_selector(f"{_at(chain[8])}.is-linked")
    page.wait_for_function(FOCUS_IN, arg=_at(chain[8]))
    assert page.locator(f"{_at(chain[8])} >> text=In reply to Rhea").is_visible()
    seen = "(s) => { const { top } = document.querySelector(s).getBoundingClientRect();"
    page.wait_for_function(f"{seen} return top > 0 && top < 1000 }}", arg=_at(chain[8]))
    page.click("text=Show the whole discussion")
    page.wait_for_selector(_at(chain[9]))
    assert page.locator(".thread .reply").count() == 30


def test_a_link_to_what_is_gone_says_so(page, live_server, open_story):
    page.goto(f"{live_server.url}/en/dockers-strike/#reply-aaaaaaaaaaaa")

    page.wait_for_selector("text=is not here any more")


def _say_elsewhere(chromium: Any, live_server: Any, text: str, asked: Comment) -> None:
    """Reply from another browser: to the story, and in place."""
    page = chromium.new_context().new_page()
    _read(page, live_server)
    _post(page, text)
    page.click(f"{_at(asked)} [data-do=answer]")
    page.keyboard.type("And I answer.")
    page.click(f"{_at(asked)} form .post")
    page.wait_for_selector(".answers .reply")
    page.context.close()


def test_what_comes_meanwhile_waits_behind_a_button(page, chromium, live_server, open_story, reply):
    shown = reply(open_story, "I was first.", by=TROY)
    page.clock.install()
    _read(page, live_server)
    _say_elsewhere(chromium, live_server, "And I second.", shown)

    page.clock.fast_forward(WAIT)
    page.wait_for_selector("text=2 new replies")
    before = page.locator(".thread .reply").count()
    page.click("text=2 new replies")

    page.wait_for_selector(".thread > li:first-child:has-text('And I second.')")
    page.wait_for_selector(f"{_at(shown)} + .answers:has-text('And I answer.')")
    page.wait_for_function(FOCUS_IN, arg=".reply.is-new")
    assert before == 1
    assert page.inner_text("#replies-heading") == "3 replies"
    assert page.locator(".news").count() == 0


def test_what_changes_meanwhile_is_put_right_at_once(page, live_server, open_story, reply, moss):
    gone, kept = reply(open_story, "Nonsense."), reply(open_story, "Sense.", by=TROY)
    reply(open_story, "Indeed.", to=kept)
    page.clock.install()
    _read(page, live_server)
    page.click(f"{_at(kept)} [data-do=answer]")
    page.keyboard.type("I wonder")
    judge(gone, "reject", moss)

    page.clock.fast_forward(WAIT)
    page.wait_for_selector(_at(gone), state="detached")

    assert page.input_value(f"{_at(kept)} textarea") == "I wonder"
    page.wait_for_function(FOCUS_IN, arg=f"{_at(kept)} textarea")


def test_a_discussion_in_which_nothing_happens_costs_next_to_nothing(
    page, live_server, open_story, reply
):
    reply(open_story)
    asked: list[int] = []
    page.on("response", lambda said: "/since/" in said.url and asked.append(said.status))
    page.clock.install()
    _read(page, live_server)

    for _time in range(2):
        with page.expect_response("**/since/**"):
            page.clock.fast_forward(WAIT)
        page.wait_for_timeout(100)

    assert asked == [200, 304]


def test_an_expired_form_is_sent_again_by_itself(page, live_server, open_story):
    sent = []
    page.on("request", lambda asked: asked.method == "POST" and sent.append(asked.url))
    page.route(
        "**/comments/form/**",
        lambda route: route.fulfill(
            json={
                "form_token": "old", "policy": "open", "repliers": "everybody", "open": True,
                "closes_at": None, "anonymous_allowed": True,
                "limits": {"shortest": 2, "longest": 5000, "lines": 40, "links": 10, "name": 60},
            }
        ),
    )  # fmt: skip
    _read(page, live_server)

    _post(page, "Sent with an old form.")

    page.wait_for_selector(".reply:has-text('Sent with an old form.')")
    assert len([url for url in sent if "/comments/" in url]) == 2
    assert Comment.objects.count() == 1


def test_a_lost_answer_makes_no_second_reply(page, live_server, open_story):
    tries = []

    def lose(route: Any) -> None:
        tries.append(route.request.headers.get("idempotency-key"))
        if len(tries) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/dockers-strike/comments/?language=en", lose)
    page.goto(f"{live_server.url}/en/dockers-strike/")
    page.unroute("**/dockers-strike/comments/?language=en")
    _read(page, live_server)
    tries.clear()
    page.route("**/dockers-strike/comments/?language=en", lose)

    _post(page, "Say it once.")

    page.wait_for_selector("section.leave >> text=Your reply is published.")
    assert len(tries) == 2
    assert len(set(tries)) == 1
    assert Comment.objects.count() == 1


def test_who_is_too_quick_is_told_for_how_long(page, live_server, open_story, settings):
    settings.RATE_LIMITS = True
    _read(page, live_server)
    _post(page, "The first.")
    page.wait_for_selector("section.leave >> text=Your reply is published.")

    _post(page, "The second.")

    page.wait_for_selector(".reply-status.is-wrong:has-text('seconds, then send it again')")
    assert page.input_value(TEXT) == "The second."
    assert Comment.objects.count() == 1


def test_what_is_wrong_is_told_beside_the_field(page, live_server, open_story):
    _read(page, live_server)
    page.fill(TEXT, "A reply of some length.")
    page.fill("input[name=name]", "<Rhea>")
    page.fill("input[name=email]", "rhea at home")
    page.click("section.leave .post")

    page.wait_for_selector(".field-name .wrong:visible, .field-email .wrong:visible")
    wrong = page.locator("[aria-invalid=true]").first
    told = page.inner_text(f"#{wrong.get_attribute('aria-describedby').split()[-1]}")
    assert told in {"A name cannot contain <, > or @.", "This is not an e-mail address."}
    page.wait_for_function(FOCUS_IN, arg="[aria-invalid=true]")
    assert not Comment.objects.exists()


def test_the_room_that_is_left_is_counted_near_the_end(page, live_server, open_story):
    _read(page, live_server)
    page.fill(TEXT, "short")
    assert not page.locator("section.leave .count").is_visible()

    page.fill(TEXT, "y" * 4_990)
    assert "10 characters left" in page.inner_text("section.leave .count")
    page.fill(TEXT, "y" * 5_003)
    page.click("section.leave .post")

    page.wait_for_selector("text=Shorten it by 3 characters.")
    assert not Comment.objects.exists()


def test_a_preview_shows_what_will_stand_there(page, live_server, open_story):
    _read(page, live_server)
    page.fill(TEXT, "*Loud* and <b>plain</b>")

    page.click("section.leave >> text=Preview")

    page.wait_for_selector(".reply-preview em:has-text('Loud')")
    assert page.locator(".reply-preview b").count() == 0
    assert not Comment.objects.exists()


def test_name_and_address_are_remembered_only_when_asked(page, live_server, open_story):
    for number, (ticked, remembered) in enumerate(((False, ""), (True, "Rhea"), (False, ""))):
        _read(page, live_server)
        page.fill(TEXT, f"Reply number {number}.")
        page.fill("input[name=name]", "Rhea")
        page.set_checked("input[name=keep]", ticked)
        page.click("section.leave .post")
        page.wait_for_selector("section.leave >> text=Your reply is published.")
        _read(page, live_server)
        page.focus(TEXT)
        assert page.input_value("input[name=name]") == remembered


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"policy": "closed"}, "Replies are closed."),
        ({"repliers": "members"}, "Only readers with an account"),
        ({"repliers": "verified"}, "Only readers with a confirmed address"),
    ],
)
def test_who_may_not_reply_is_told_what_to_do(page, live_server, open_story, facts, words):
    Discussion.objects.filter(pk=open_story.pk).update(**facts)
    _read(page, live_server)

    page.wait_for_selector(f".leave >> text={words}", state="attached")


def _write_to(page: Any, text: str) -> None:
    page.fill(TEXT, text)
    page.fill("input[name=name]", "Rhea")
    page.click("section.leave .post")
    page.wait_for_selector(f".reply:has-text('{text}')")


def test_who_confirms_an_address_replies_with_the_badge_from_then_on(
    page, live_server, open_story, settings
):
    settings.ARTICLE_URL = f"{live_server.url}/{{language}}/{{slug}}/"
    _read(page, live_server)
    page.focus(TEXT)
    page.fill("input[name=email]", RHEAS)
    page.check("input[name=notify]")
    page.select_option("select[name=how_often]", "daily")
    _write_to(page, "Tell me of answers.")
    token = token_in(delivered()[0], "verify")

    page.goto(f"{live_server.url}/api/v1/comments/verify/?token={token}")
    page.click("text=Yes, that was me")
    page.click("a:has-text('Back to')")
    page.wait_for_selector("text=Your e-mail address is confirmed.")
    address = page.url
    _write_to(page, "I say it as myself.")

    page.wait_for_selector(".reply:has-text('as myself') >> text=E-mail confirmed")
    assert "verified" not in address
    assert {row.author_kind for row in Comment.objects.all()} == {"verified"}
    page.click("text=Forget it on this device")
    assert page.evaluate("() => localStorage.getItem('newsroom.pass')") is None


def test_a_pass_that_nobody_here_asked_for_is_not_taken(page, live_server, open_story):
    page.goto(f"{live_server.url}/en/dockers-strike/#verified=rd_{'a' * 40}")

    page.wait_for_selector("#replies")

    assert page.evaluate("() => localStorage.getItem('newsroom.pass')") is None
    assert "rd_" not in page.url
    assert page.locator("text=is confirmed").count() == 0


def test_a_pass_whose_time_is_over_is_thrown_away(page, live_server, open_story, reply):
    liked = reply(open_story, by=TROY)
    _read(page, live_server)
    page.evaluate("() => localStorage.setItem('newsroom.pass', '\"rd_nothing\"')")

    page.click(f"{_at(liked)} [data-do=up]")

    page.wait_for_selector(f"{_at(liked)} [aria-pressed=true]")
    assert page.evaluate("() => localStorage.getItem('newsroom.pass')") is None


def test_what_is_typed_stays_when_the_form_changes(page, live_server, open_story):
    Discussion.objects.filter(pk=open_story.pk).update(repliers="verified")
    held = []
    page.route("**/comments/form/**", lambda route: held.append(route))  # noqa: PLW0108 - Playwright looks into it
    _look(page, live_server)
    page.fill(TEXT, "Typed at once.")
    page.fill("input[name=name]", "Rhea")

    held[0].continue_()
    page.wait_for_selector("section.leave >> text=Only readers with a confirmed address")

    assert page.input_value(TEXT) == "Typed at once."
    assert page.input_value("input[name=name]") == "Rhea"
    page.wait_for_function(FOCUS_IN, arg="input[name=name]")


def test_a_script_in_a_reply_stays_text(page, live_server, open_story, reply):
    wild = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    reply(open_story, wild, by=TROY)
    title = "Dockers strike"

    _read(page, live_server)
    page.wait_for_selector(".thread .reply")

    assert page.locator(".thread img, .thread script").count() == 0
    assert title in page.title()


@pytest.fixture
def arabic(ada: Any, story_copy: Callable[..., Any]) -> Article:
    """A story that is written from right to left."""
    article = create_article(story_copy(language="ar", slug="idrab"), by=ada)
    publish(article.pk, by=ada)
    set_discussion(article_id=article.pk, policy="open")
    return article


def test_writing_from_left_to_right_stands_well_in_a_page_from_right_to_left(
    page, live_server, arabic, reply
):
    english = reply(arabic, "This is English, is it not?")
    first = reply(arabic, "هذا ميناء المدينة، أليس كذلك؟", by=TROY)
    answer = reply(arabic, "أجل.", to=first)
    _read(page, live_server, "/ar/idrab/")

    align = "(s) => getComputedStyle(document.querySelector(s)).direction"
    assert page.evaluate(align, f"{_at(english)} .reply-text") == "ltr"
    assert page.evaluate(align, f"{_at(first)} .reply-text") == "rtl"
    right = "(s) => document.querySelector(s).getBoundingClientRect().right"
    assert page.evaluate(right, _at(answer)) < page.evaluate(right, _at(first)) - 10


@pytest.mark.parametrize("width", [320, 360])
def test_a_small_window_shows_all_and_at_most_three_levels(
    page, live_server, open_story, reply, width
):
    chain = _chain(open_story, reply, 8)
    reply(open_story, "supercalifragilistic" * 8)
    page.set_viewport_size({"width": width, "height": 640})
    _read(page, live_server)
    page.click(".more-answers")
    page.wait_for_selector(_at(chain[8]))
    page.focus(TEXT)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    left = "(s) => document.querySelector(s).getBoundingClientRect().left"
    steps = [page.evaluate(left, _at(one)) for one in chain]
    assert steps[0] < steps[1] < steps[2]
    assert set(steps[2:]) == {steps[2]}
    assert page.locator(f"{_at(chain[3])} .reply-to").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_of_the_replies(page, live_server, open_story, reply, scheme):
    chain = _chain(open_story, reply, 4)
    Comment.objects.filter(pk=chain[0].pk).update(author_kind="staff", pinned=True, fragment="")
    Comment.objects.filter(pk=chain[1].pk).update(author_kind="expert", featured=True, fragment="")
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    _read(page, live_server)
    _post(page, "Mine.")
    page.wait_for_selector(".thread >> text=You can change it")
    page.click(f"{_at(chain[1])} [data-do=up]")
    page.wait_for_selector("[aria-pressed=true]")
    page.click(f"{_at(chain[1])} [data-do=answer]")
    page.click(f"{_at(chain[1])} form .post")
    page.wait_for_selector(".wrong:visible")
    found = flaws(page)
    page.click(f"{_at(chain[1])} [data-do=report]")
    page.wait_for_selector("dialog")

    found += flaws(page)

    assert not found, "\n".join(found)

"""The newsroom expects that nothing typed is lost, whatever happens, and that editors meet."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session

from articles.actions.publish import publish
from articles.models import Article, Presence, Revision, RollingRevision
from articles.queries.working_copy import load
from articles.rules.copy import Passage
from tests.browser.conftest import TIMEOUT
from tests.browser.test_accessible import flaws

TEXT = ".tiptap"
PASSWORD = "nora-edits"  # noqa: S105 - of a test
FIRST = f"{TEXT} > p >> nth=0"
SECOND = f"{TEXT} > p:has-text('two million')"
pytestmark = pytest.mark.django_db(transaction=True)
HELD = (
    "() => Object.entries(localStorage).some(([key, value]) =>"
    " key.startsWith('newsroom-desk:') && value.includes({!r}))"
)


@pytest.fixture
def url(live_server: Any, strike_story: Article) -> str:
    return f"{live_server.url}/admin/articles/article/{strike_story.pk}/change/"


@pytest.fixture
def nora(chromium: Any, live_server: Any, django_user_model: Any) -> Iterator[Any]:
    """Another editor, at another computer."""
    user = django_user_model.objects.create_user(
        "nora", "", PASSWORD, is_staff=True, first_name="Nora", last_name="Holm"
    )
    names = ["add_article", "change_article", "view_article", "publish_article"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    _sign_in(page, live_server, "nora", PASSWORD)
    yield page
    context.close()


def _sign_in(page: Any, live_server: Any, name: str, password: str) -> None:
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", password)
    page.click("[type=submit]")
    page.wait_for_selector("#user-tools")


def _open(page: Any, url: str) -> None:
    page.goto(url)
    page.wait_for_selector(".desk-ready")


def _type(page: Any, where: str, words: str) -> None:
    page.click(where)
    page.keyboard.press("End")
    page.keyboard.type(words)


def _save(page: Any, button: str = ".desk-bar [name=_save]") -> None:
    with page.expect_navigation():
        page.click(button)
    page.wait_for_selector(".desk-ready")


def _kept(page: Any, how: str = "kept") -> None:
    page.wait_for_selector(f"[data-kept][data-now={how}]", state="attached", timeout=20_000)


def _texts(story: Article) -> list[str]:
    return [b.html for b in load(story).blocks() if isinstance(b, Passage)]


def test_typing_is_kept_by_itself_and_offered_after_a_reload(desk, url, strike_story):
    _open(desk, url)

    _type(desk, FIRST, " Typed and never saved.")
    _kept(desk)
    desk.reload()
    desk.wait_for_selector(".desk-ready")

    assert "did not save it" in desk.inner_text(".desk-notice")
    assert "Typed and never saved." in desk.inner_text(TEXT)
    assert Article.objects.get().version == 1
    _save(desk, ".desk-notice [name=_save]")
    assert desk.query_selector(".desk-notice") is None
    assert _texts(strike_story)[0] == "<p>Nothing moved on the quay. Typed and never saved.</p>"
    assert not RollingRevision.objects.exists()


def test_what_was_typed_can_be_looked_at_and_discarded(desk, url, strike_story):
    _open(desk, url)
    _type(desk, FIRST, " Regretted.")
    _kept(desk)
    desk.reload()

    desk.click("summary:has-text('Show the difference')")
    assert desk.inner_text(".desk-differences mark") == " Regretted."
    desk.click("summary:has-text('Discard')")
    _save(desk, "[data-discards]")

    assert "Regretted" not in desk.inner_text(TEXT)
    assert desk.query_selector(".desk-notice") is None
    assert not RollingRevision.objects.exists()
    assert strike_story.revisions.count() == 1


def test_a_lost_connection_goes_on_by_itself_when_it_is_back(desk, url):
    _open(desk, url)
    desk.context.set_offline(True)
    _type(desk, FIRST, " Typed in a tunnel.")
    _kept(desk, "offline")

    desk.click(".desk-bar [name=_save]")
    assert "Typed in a tunnel." in desk.inner_text(TEXT)
    desk.context.set_offline(False)
    _kept(desk)
    _save(desk)

    assert "in a tunnel" in _texts(Article.objects.get())[0]


def test_words_typed_without_a_connection_survive_the_window(  # noqa: PLR0915 - one whole story
    desk, url, strike_story
):
    _open(desk, url)
    desk.wait_for_selector("[data-kept][data-now]", state="attached")
    desk.context.set_offline(True)
    _type(desk, FIRST, " The train went into a tunnel.")
    desk.wait_for_function(HELD.format("into a tunnel"))

    desk.close()
    desk.context.set_offline(False)
    page = desk.context.new_page()
    _open(page, url)
    assert "tunnel" not in page.inner_text(TEXT)
    page.click("button:has-text('Look at them')")
    assert "into a tunnel" in page.inner_text("dialog")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.click("button:has-text('Take them')")
    page.wait_for_selector(".desk-ready")

    assert "into a tunnel." in page.inner_text(TEXT)
    _save(page)
    assert "into a tunnel." in _texts(strike_story)[0]
    assert not page.evaluate(HELD.format("tunnel"))
    assert page.locator(".desk-notice").all_inner_texts() == []


def test_another_editor_at_the_same_computer_is_offered_nothing(desk, nora, live_server, url):
    _open(desk, url)
    desk.context.set_offline(True)
    _type(desk, FIRST, " Ada's own words.")
    desk.wait_for_function(HELD.format("own words"))
    desk.close()
    desk.context.set_offline(False)
    desk.context.clear_cookies()
    page = desk.context.new_page()

    _sign_in(page, live_server, "nora", PASSWORD)
    _open(page, url)
    page.wait_for_selector("[data-kept][data-now]", state="attached")

    assert page.locator(".desk-notice").all_inner_texts() == []
    assert "own words" not in page.content()


def test_a_session_that_ended_loses_no_word(desk, url, live_server, strike_story):
    _open(desk, url)
    Session.objects.all().delete()
    _type(desk, FIRST, " Typed after lunch.")
    desk.wait_for_selector(".desk-notice:has-text('You are signed out')", timeout=20_000)

    desk.click(".desk-bar [name=_save]")
    desk.wait_for_selector(".desk-notice:has-text('You are signed out')")
    assert "after lunch" in desk.inner_text(TEXT)
    other = desk.context.new_page()
    _sign_in(other, live_server, "ada", "ada-edits")
    other.close()
    desk.evaluate("window.dispatchEvent(new Event('focus'))")
    _kept(desk)
    _save(desk)

    assert "after lunch." in _texts(strike_story)[0]
    assert desk.query_selector(".desk-notice") is None


def test_what_one_types_in_two_windows_is_offered_from_both(desk, url):
    other = desk.context.new_page()
    _open(desk, url)
    _open(other, url)
    _type(desk, FIRST, " From one window.")
    _kept(desk)
    _type(other, FIRST, " From the other.")
    _kept(other)
    desk.close()
    other.close()

    page = desk.context.new_page()
    _open(page, url)

    # A window that closes sends its words once more: either may have been the last.
    windows = {"From the other.", "From one window."}
    [shown] = [words for words in windows if words in page.inner_text(TEXT)]
    page.click(".desk-news button:has-text('Take them')")
    [offered] = windows - {shown}
    page.wait_for_selector(f"{TEXT}:has-text('{offered}')")
    page.wait_for_selector(".desk-news:has-text('This browser still has other words')")


def test_the_first_words_of_a_new_story_make_its_draft(desk, live_server):
    _open(desk, f"{live_server.url}/admin/articles/article/add/")
    desk.fill("#id_headline", "A quiet port")
    _type(desk, TEXT, "Nothing moves.")
    _kept(desk)

    story = Article.objects.get()
    assert desk.url.endswith(f"/{story.pk}/change/")
    desk.reload()
    desk.wait_for_selector(".desk-ready")
    assert desk.input_value("#id_headline") == "A quiet port"
    assert "Nothing moves." in desk.inner_text(TEXT)
    _save(desk)

    story = Article.objects.get()
    assert (story.headline, _texts(story)) == ("A quiet port", ["<p>Nothing moves.</p>"])
    assert desk.query_selector(".desk-notice") is None


def test_a_new_story_that_was_saved_at_once_is_not_offered_again(desk, live_server):
    add = f"{live_server.url}/admin/articles/article/add/"
    _open(desk, add)
    desk.fill("#id_headline", "A quiet port")
    _save(desk)
    desk.wait_for_selector("[data-kept][data-now]", state="attached")

    _open(desk, add)
    desk.fill("#id_standfirst", "Nothing moves.")
    _kept(desk)

    assert desk.query_selector(".desk-notice") is None
    assert Article.objects.count() == 2


def test_two_editors_in_other_places_both_keep_their_words(desk, nora, url, strike_story):
    _open(desk, url)
    _open(nora, url)
    _type(desk, FIRST, " Ada's.")
    _type(nora, SECOND, " Nora's.")

    _save(nora)
    _save(desk)

    assert "what nora saved meanwhile" in desk.inner_text(".messagelist")
    first, second = _texts(strike_story)
    assert first.endswith("Ada's.</p>")
    assert second.endswith("Nora's.</p>")


def test_two_editors_in_one_place_choose_and_both_texts_stay(desk, nora, url, strike_story):
    _open(desk, url)
    _open(nora, url)
    _type(desk, FIRST, " As Ada saw it.")
    _type(nora, FIRST, " As Nora saw it.")
    _save(nora)

    _save(desk, ".desk-bar [name=_publish]")
    assert "You both changed one place" in desk.inner_text(".desk-collision")
    assert "As Ada saw it." in desk.inner_text(TEXT)
    desk.keyboard.press("ArrowDown")
    desk.click(".desk-clash input[value=both]")
    _save(desk, ".desk-collision [name=_save]")

    first, second, *_rest = _texts(strike_story)
    assert first.endswith("As Ada saw it.</p>")
    assert second.endswith("As Nora saw it.</p>")
    assert Revision.objects.get(number=3).why == "merged with version 2"


def test_editors_see_each_other_and_take_in_what_was_saved(desk, nora, url, strike_story):
    _open(nora, url)
    _type(nora, SECOND, " Nora's.")
    _kept(nora)
    _open(desk, url)

    desk.wait_for_selector(".desk-who:has-text('Nora Holm has unsaved text since')")
    desk.wait_for_selector(f"{TEXT} .desk-other-here[data-who='Nora Holm']")
    _type(desk, FIRST, " Ada's.")
    _kept(desk)
    _save(nora)
    desk.wait_for_selector(".desk-notice:has-text('Nora Holm saved version 2')", timeout=30_000)
    with desk.expect_navigation():
        desk.click("button:has-text('Take the changes')")
    desk.wait_for_selector(".desk-ready")

    text = desk.inner_text(TEXT)
    assert "Nora's." in text
    assert "Ada's." in text
    assert Presence.objects.count() == 2
    _save(desk)
    assert [t[-15:] for t in _texts(strike_story)] == [
        "e quay. Ada's.</p>"[-15:],
        "on. Nora's.</p>"[-15:],
    ]
    assert Revision.objects.get(number=3).why == ""


def test_a_story_too_long_for_one_request_is_told_and_stays(desk, url, settings, strike_story):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000
    _open(desk, url)
    desk.click(FIRST)
    desk.keyboard.insert_text("long " * 5_000)

    desk.click(".desk-bar [name=_save]")

    desk.wait_for_selector(".desk-notice:has-text('longer than the newsroom takes')")
    assert "long long" in desk.inner_text(TEXT)
    assert strike_story.revisions.count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_of_a_choice(desk, nora, url, scheme):
    desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    _open(desk, url)
    _open(nora, url)
    _type(desk, FIRST, " Ada's.")
    _type(nora, FIRST, " Nora's.")
    _kept(desk)
    desk.reload()
    desk.wait_for_selector(".desk-who:has-text('Nora Holm')", timeout=20_000)
    desk.click("summary:has-text('Show the difference')")
    kept = flaws(desk)
    _save(nora)

    _save(desk)
    choosing = flaws(desk)

    assert not kept, "\n".join(kept)
    assert not choosing, "\n".join(choosing)


def _contributing(page: Any, live_server: Any, users: Any, story: Article) -> None:
    """Sign in as the contributor who wrote a story."""
    user = users.objects.create_user("nell", "", PASSWORD, is_staff=True)
    names = ["add_article", "change_article", "view_article"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    Article.objects.filter(pk=story.pk).update(created_by=user)
    _sign_in(page, live_server, "nell", PASSWORD)


def test_words_for_a_story_that_was_published_meanwhile_become_a_draft(
    page, live_server, django_user_model, ada, draft_story
):
    _contributing(page, live_server, django_user_model, draft_story)
    _open(page, f"{live_server.url}/admin/articles/article/{draft_story.pk}/change/")
    publish(article_id=draft_story.pk, by=ada)
    _type(page, TEXT, " Typed too late.")

    page.click(".desk-bar [name=_save]")
    page.wait_for_selector(".desk-notice:has-text('an editor changes it')")
    assert "Typed too late." in page.inner_text(TEXT)
    assert not flaws(page)
    with page.expect_navigation():
        page.click("button:has-text('Make a new draft of it')")
    page.wait_for_selector(".desk-ready")

    assert "Typed too late." in page.inner_text(TEXT)
    _save(page)
    draft = Article.objects.latest("pk")
    assert draft.pk != draft_story.pk
    assert any("Typed too late." in text for text in _texts(draft))
    assert not any("Typed too late." in text for text in _texts(draft_story))
    assert not page.evaluate(HELD.format("too late"))


def test_words_for_a_story_that_was_deleted_meanwhile_stay(desk, live_server, draft_story):
    _open(desk, f"{live_server.url}/admin/articles/article/{draft_story.pk}/change/")
    Article.objects.get(pk=draft_story.pk).delete()
    _type(desk, TEXT, " Typed too late.")

    desk.click(".desk-bar [name=_save]")

    desk.wait_for_selector(".desk-notice:has-text('This story was deleted.')")
    assert "Typed too late." in desk.inner_text(TEXT)
    desk.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")
    desk.click("button:has-text('Copy my text')")
    assert "Typed too late." in desk.input_value("dialog textarea")
    desk.keyboard.press("Escape")
    with desk.expect_navigation():
        desk.click("button:has-text('Make a new draft of it')")
    desk.wait_for_selector(".desk-ready")
    assert "Typed too late." in desk.inner_text(TEXT)

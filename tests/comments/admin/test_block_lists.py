"""The newsroom expects that moderators see what a list does, and change it knowingly."""

from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.kernel import clock
from comments.actions.change_list import Change, change_list
from comments.admin.trying import marked
from comments.models import BlockList, Comment
from comments.queries.trying import Place

pytestmark = pytest.mark.django_db
LISTS = "/admin/comments/blocklist/"
BLOCKED = "/admin/comments/blocklist/blocked/"
TEXT = "# ours\ncheap pills\ncasino\n"


@pytest.fixture
def desk(moss):
    client = Client()
    client.force_login(moss)
    return client


@pytest.fixture
def reader_desk(django_user_model):
    mia = django_user_model.objects.create_user("mia", is_staff=True)
    mia.user_permissions.add(Permission.objects.get(codename="view_blocklist"))
    client = Client()
    client.force_login(mia)
    return client


@pytest.fixture
def blocked(moss):
    change = Change(0, text=TEXT)
    return change_list(kind="blocked", change=change, by=moss, at=clock.now()).row


def stands():
    return BlockList.objects.get(kind="blocked").text


def said(answer):
    return unescape(answer.content.decode())


def test_the_five_lists_are_shown(desk, blocked):
    text = said(desk.get(LISTS))

    assert f'href="{BLOCKED}"' in text
    assert "not begun" in text
    assert "moss" in text


def test_trying_marks_the_place_and_names_the_line(desk, blocked):
    body = {
        "text": "So ch\u00e9ap,\r\npills <b>",
        "name": "",
        "url": "",
        "email": "",
        "network": "",
    }

    text = said(desk.post(LISTS, body))

    assert "It would be rejected." in text
    assert "<mark>ch\u00e9ap,\npills</mark>" in text
    assert "?q=cheap%20pills" in text
    assert not Comment.objects.exists()


def test_what_readers_write_stays_text(desk, blocked):
    page = desk.post(LISTS, {"text": "casino <script>alert(1)</script>"}).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_honest_text_is_told_so(desk, blocked):
    assert "Nothing here stands in its way." in said(desk.post(LISTS, {"text": "A calm word."}))


def test_pieces_that_overlap_are_marked_as_one():
    places = [Place("blocked", "text", 1, "x", *span) for span in ((2, 6), (4, 8), (9, 10))]

    pieces = list(marked("0123456789ab", places))

    assert "".join(words for words, _caught in pieces) == "0123456789ab"
    assert [words for words, caught in pieces if caught] == ["234567", "9"]


def test_a_list_is_searched_and_given_out(desk, blocked):
    found = said(desk.get(f"{BLOCKED}?q=CASINO"))
    file = desk.get(f"{BLOCKED}file/")

    assert 'value="casino"' in found
    assert "cheap pills" not in found
    assert file.content.decode() == TEXT
    assert 'filename="blocked.txt"' in file["Content-Disposition"]


def test_the_whole_text_is_sent_only_when_it_is_asked_for(desk, blocked):
    assert TEXT not in said(desk.get(BLOCKED))
    assert TEXT in said(desk.get(f"{BLOCKED}?whole=1"))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"do": "add", "lines": "roulette\r\nCasino\r\n"}, f"{TEXT}roulette\n"),
        ({"do": "remove", "entry": ["casino"]}, "# ours\ncheap pills\n"),
        ({"do": "write", "text": "bingo\r\n# end"}, "bingo\n# end"),
    ],
)
def test_a_list_is_changed(desk, blocked, moss, body, text):
    answer = desk.post(BLOCKED, {"version": 1, **body}, follow=True)

    assert "This is version 2." in said(answer)
    assert stands() == text
    assert BlockList.objects.get(kind="blocked").changed_by == moss


@pytest.mark.parametrize(
    ("how", "text"), [("add", f"{TEXT}bingo\n"), ("replace", "bingo\ncasino\n")]
)
def test_a_file_is_taken_in(desk, blocked, how, text):
    file = SimpleUploadedFile("list.txt", b"\xef\xbb\xbfbingo\ncasino\n")

    desk.post(BLOCKED, {"do": "upload", "how": how, "file": file, "version": 1})

    assert stands() == text


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"do": "add", "lines": "fine\na", "version": 1}, 400, "Line 2:"),
        ({"do": "add", "lines": "fine", "version": 0}, 409, "changed meanwhile"),
        ({"do": "add", "lines": "fine", "version": "9" * 30}, 409, "changed meanwhile"),
        ({"do": "add", "lines": "fine"}, 428, "which version"),
        ({"do": "upload", "version": 1}, 400, "Choose a file."),
        ({"do": "dance", "version": 1}, 400, "Say what to add"),
    ],
)
def test_a_refusal_keeps_what_was_typed_and_changes_nothing(desk, blocked, body, status, words):
    answer = desk.post(BLOCKED, body)

    assert answer.status_code == status
    assert words in said(answer)
    assert body.get("lines", "") in said(answer)
    assert stands() == TEXT


def test_a_file_in_another_encoding_is_refused_by_its_line(desk, blocked):
    file = SimpleUploadedFile("list.txt", b"fine\ncaf\xe9\n")

    answer = desk.post(BLOCKED, {"do": "upload", "how": "replace", "file": file, "version": 1})

    assert "Line 2 is not UTF-8." in said(answer)
    assert stands() == TEXT


def test_who_may_only_look_sees_no_buttons_and_changes_nothing(reader_desk, blocked):
    page = said(reader_desk.get(BLOCKED))

    assert "casino" in page
    assert "Remove the ticked ones" not in page
    assert "Take a file in" not in page
    assert reader_desk.post(BLOCKED, {"do": "add", "lines": "x", "version": 1}).status_code == 403
    assert reader_desk.post(LISTS, {"text": "casino"}).status_code == 200
    assert stands() == TEXT


def test_others_see_no_list(django_user_model, blocked):
    mia = django_user_model.objects.create_user("mia", is_staff=True)
    client = Client()
    client.force_login(mia)

    for door in (LISTS, BLOCKED, f"{BLOCKED}file/"):
        assert client.get(door).status_code == 403


def test_what_is_no_list_is_not_there(desk, blocked):
    assert desk.get(f"{LISTS}words/", follow=True).status_code == 404
    assert desk.get(f"{LISTS}add/").status_code == 403
    assert desk.get(f"{LISTS}{blocked.pk}/change/")["Location"] == BLOCKED

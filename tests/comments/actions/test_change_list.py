"""The newsroom expects that a list is changed knowingly, and that nothing in it is lost."""

import pytest

from cms.kernel import clock
from cms.kernel.errors import Invalid
from cms.kernel.models import Announcement
from comments.actions.change_list import Change, change_list
from comments.actions.refusals import ListPreconditionRequired, ListStale
from comments.models import BlockList
from comments.queries.block_lists import lists

pytestmark = pytest.mark.django_db
TEXT = "# ours\npills\n\ncasino\n# the end\n"


def change(kind="blocked", by=None, **facts):
    return change_list(kind=kind, change=Change(**facts), by=by, at=clock.now())


@pytest.fixture
def blocked(moss):
    return change(seen=0, text=TEXT, by=moss).row


def test_a_list_is_begun_by_its_first_change(moss):
    done = change(seen=0, text=TEXT, by=moss)

    assert (done.changed, done.added, done.row.version) == (True, 2, 1)
    assert [note.code for note in done.notes] == ["blank"]
    row = BlockList.objects.get(kind="blocked")
    assert (row.text, row.version, row.changed_by) == (TEXT, 1, moss)
    said = Announcement.objects.get(kind="comment.list_changed")
    assert (said.subject, said.facts) == ("blocked", {"version": 1, "added": 2, "removed": 0})


def test_lines_come_after_the_last_and_go_from_between(blocked, ada):
    done = change(
        seen=1, add=["# new", "P\u00edlls", "roulette", ""], remove=["CASINO", "bingo"], by=ada
    )

    assert done.row.text == "# ours\npills\n\n# the end\n# new\nroulette\n"
    assert (done.added, done.removed, done.repeated, done.unknown) == (1, 1, 1, 1)
    assert done.row.changed_by == ada


def test_a_word_can_be_taken_out_and_put_back_in_one_change(blocked):
    done = change(seen=1, add=["Pills"], remove=["pills"])

    assert done.row.text == "# ours\n\ncasino\n# the end\nPills\n"


def test_what_stands_so_already_is_no_change(blocked):
    done = change(seen=1, add=["casino"], remove=["bingo"])

    assert (done.changed, done.row.version) == (False, 1)
    assert Announcement.objects.filter(kind="comment.list_changed").count() == 1


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"text": "fine\na"}, "/text", "Line 2:"),
        ({"add": ["fine", "."]}, "/add/1", "Line 2:"),
        ({"add": ["two\nlines"]}, "/add/0", "more than one line"),
        ({"remove": ["\x00"]}, "/remove/0", "not valid text"),
        ({"add": ["\ud800"]}, "/add/0", "not valid text"),
        ({"text": "x" * (8 * 1024**2 + 1)}, "/text", "8 MiB"),
        ({"text": "xx\n" * 200_001}, "/text", "200000 lines"),
        ({}, "", "Say what to add"),
    ],
)
def test_what_cannot_be_looked_for_is_named_and_nothing_changes(blocked, facts, field, words):
    with pytest.raises(Invalid) as refusal:
        change(seen=1, **facts)

    [error] = refusal.value.errors
    assert error["field"] == field
    assert words in error["message"]
    assert BlockList.objects.get(kind="blocked").text == TEXT


@pytest.mark.parametrize(
    ("kind", "line", "code"),
    [
        ("links", "not a host", "not_a_host"),
        ("emails", "a@b@c", "not_an_email"),
        ("networks", "300.1.1.1", "not_a_network"),
    ],
)
def test_each_list_takes_its_own_kind_of_lines(kind, line, code):
    with pytest.raises(Invalid) as refusal:
        change(kind=kind, seen=0, text=line)

    assert refusal.value.errors[0]["code"] == code
    assert not BlockList.objects.filter(kind=kind).exclude(text="").exists()


def test_who_read_an_older_version_is_told_who_was_faster(blocked, moss):
    change(seen=1, add=["roulette"], by=moss)

    with pytest.raises(ListStale) as refusal:
        change(seen=1, text="")

    assert refusal.value.facts["version"] == 2
    assert refusal.value.facts["changed_by"] == "moss"
    assert "roulette" in BlockList.objects.get(kind="blocked").text


def test_a_change_names_the_version_that_was_read(blocked):
    with pytest.raises(ListPreconditionRequired):
        change(seen=None, text="")

    assert BlockList.objects.get(kind="blocked").text == TEXT


def test_a_change_is_in_force_with_the_next_reply(blocked, django_assert_num_queries):
    assert lists().blocked.find("casino")

    change(seen=1, remove=["casino"])

    assert not lists().blocked.find("casino")
    with django_assert_num_queries(1):
        lists()


def test_an_emptied_list_is_asked_no_more(blocked):
    change(seen=1, text="")

    assert lists().blocked is None

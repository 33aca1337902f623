"""The newsroom expects that a list is told what is wrong with it, line by line."""

import pytest

from comments.models import ListKind
from comments.rules import list_text


@pytest.mark.parametrize(
    ("kind", "text", "wrong"),
    [
        (
            "blocked",
            "fine\na\n\n#x\n.\n\u9774\n\uff01",
            [(2, "entry_too_short"), (5, "entry_too_short")],
        ),
        ("links", "spam.example\nno host", [(2, "not_a_host")]),
        ("emails", "mail.example\n@mail.example\na@b@c", [(3, "not_an_email")]),
        ("networks", "10.0.0.0/8\n10.0.0.300", [(2, "not_a_network")]),
    ],
)
def test_a_line_that_cannot_be_looked_for_is_named(kind, text, wrong):
    found, _notes = list_text.looked_over(kind, text)

    assert [(one.line, one.code) for one in found] == wrong


def test_blank_and_repeated_lines_are_only_told():
    wrong, notes = list_text.looked_over("blocked", "Pills\n\np\u00edlls\ncasino\n")

    assert not wrong
    assert [(one.line, one.code, one.earlier) for one in notes] == [
        (2, "blank", 0),
        (3, "repeated", 1),
    ]


def test_remarks_and_order_survive_adding_and_removing():
    text = "# ours\npills\n\ncasino\n# end"

    assert list_text.with_added(text, ["roulette"]) == f"{text}\nroulette\n"
    assert list_text.without("blocked", text, ["PILLS", "unknown"]) == (
        "# ours\n\ncasino\n# end",
        1,
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\n" * (list_text.MOST_LINES + 1), "too_many_lines"),
        ("x" * (list_text.MOST_BYTES + 1), "too_many_bytes"),
        ("\x00", "bad_characters"),
        ("\ud800", "bad_characters"),
        ("fine\n", ""),
    ],
)
def test_a_list_has_a_largest_size(text, code):
    assert list_text.too_large(text) == code


def test_the_rules_know_the_kinds_of_the_rows():
    assert list(ListKind.values) == [one.value for one in list_text.Listing]

"""The newsroom expects that what is written down with a reply is what readers would be told."""

import json

from comments.rules.fragment import BEGINNING, WHOLE, Counted, Said, ending, fragment

SAID = Said(
    key="abcdefghjkmn",
    parent=None,
    root=None,
    depth=0,
    there=True,
    html="<p>“Quay” \u2028 \U0001f6a2\u0007</p>",
    created_at="2026-11-22T09:00:00.000Z",
    edited_at=None,
    author_name='Rhea "R"',
    author_kind="anonymous",
)


def test_a_fragment_and_its_ending_are_a_reply():
    text = fragment(SAID) + ending(Counted(3, 1, 2, pinned=True, featured=False), there=True) + "}"

    assert json.loads(text)["html"] == SAID.html
    assert json.loads(text)["score"] == {"up": 3, "down": 1}
    assert json.loads(text)["pinned"] is True


def test_a_gap_has_no_words_and_no_author():
    gap = fragment(SAID._replace(there=False))

    assert "Quay" not in gap
    assert "Rhea" not in gap
    assert WHOLE not in gap


def test_its_state_is_said_in_its_beginning():
    longest = SAID._replace(parent="x" * 12, root="y" * 12, depth=31)

    assert WHOLE in fragment(longest)[:BEGINNING]
    assert WHOLE not in fragment(longest._replace(there=False))


def test_nothing_in_it_parts_what_the_database_joins():
    text = fragment(SAID._replace(html="\x1e\x1f", author_name="\x1f"))

    assert text.isprintable() or not any(ord(sign) < 32 for sign in text)
    assert json.loads(text + "}")["html"] == "\x1e\x1f"

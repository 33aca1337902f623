"""The newsroom expects that words are known again however they are written down."""

import html
import json

import pytest

from comments.rules.traces import pieces, spellings


def test_the_beginnings_of_long_lines_are_looked_for():
    assert pieces(["Short.", "> A line that is long enough.\n\nok", "x" * 90]) == {
        "A line that is long enough.",
        "x" * 60,
    }


@pytest.mark.parametrize("said", ['He said "no" & left', "Привет, мир <b>", "emoji 😀 \\ back"])
@pytest.mark.parametrize(
    "written",
    [
        lambda text: text,
        html.escape,
        json.dumps,
        lambda text: json.dumps(text, ensure_ascii=False),
        lambda text: json.dumps(html.escape(text, quote=False)),
    ],
)
def test_a_piece_is_found_in_text_html_and_json(said, written):
    assert any(spelling in written(said) for spelling in spellings(said))

"""The newsroom expects that replies of other systems are understood, and nothing else is."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.rules.brought import BadLine, brought, plain
from comments.rules.render import html_of
from comments.rules.text import clean

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FINE = {"id": 7, "article": "dockers-strike", "text": "Fine.", "at": "2024-05-01T10:00:00Z"}


def line(**facts):
    return json.dumps({**FINE, **facts})


def test_a_line_says_who_wrote_what_and_when():
    author = {"name": " Rhea <b> ", "email": "rhea@reader.example", "url": "javascript:alert(1)"}

    reply = brought(line(author=author, parent="a-1", up=3), NOW)

    assert (reply.id, reply.parent, reply.state) == ("7", "a-1", "published")
    assert (reply.name, reply.email, reply.url) == ("Rhea b", "rhea@reader.example", "")
    assert reply.at == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert (reply.up, reply.down) == (3, 0)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"id": None}, "bad_id"),
        ({"id": "x" * 151}, "bad_id"),
        ({"id": "two words"}, "bad_id"),
        ({"id": True}, "bad_id"),
        ({"article": ""}, "no_article"),
        ({"article": 7}, "bad_article"),
        ({"parent": [1]}, "bad_parent"),
        ({"author": "Rhea"}, "bad_author"),
        ({"author": {"is_staff": True}}, "bad_author"),
        ({"author": {"name": 7}}, "bad_name"),
        ({"state": "erased"}, "bad_state"),
        ({"state": ["published"]}, "bad_state"),
        ({"text": "x"}, "too_short"),
        ({"text": "x" * 5001}, "too_long"),
        ({"text": "half \ud800"}, "bad_text"),
        ({"at": "yesterday"}, "bad_at"),
        ({"at": 1700000000}, "bad_at"),
        ({"at": "2024-05-01T10:00:00"}, "bad_at"),
        ({"at": "2030-05-01T10:00:00Z"}, "bad_at"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "bad_at"),
        ({"up": -1}, "bad_up"),
        ({"down": 1e999}, "bad_down"),
        ({"score": 5}, "unknown_field"),
    ],
)
def test_what_is_no_reply_says_why(facts, code):
    with pytest.raises(BadLine, match=f"^{code}$"):
        brought(line(**facts), NOW)


@pytest.mark.parametrize("said", ["", "{", "[]", "null", "7", "[" * 100_000])
def test_a_line_is_an_object(said):
    with pytest.raises(BadLine, match=r"^not_json$"):
        brought(said, NOW)


def test_html_becomes_the_words_that_it_shows():
    said = (
        "<p>First &amp; <em>last</em>.</p><script>alert(1)</script><blockquote><p>Old words"
        '</p></blockquote><p>See <a href="https://a.example/x">this</a>,<br>or <a href='
        '"https://b.example">https://b.example</a> <a href="javascript:alert(1)">that</a></p>'
    )

    reply = brought(line(text=said), NOW)

    assert reply.text == (
        "First & *last*.\n\n> Old words\n\nSee this (https://a.example/x),\n"
        "or https://b.example that"
    )


def test_what_only_looks_like_html_stays():
    assert brought(line(text="a < b, and I <3 you"), NOW).text == "a < b, and I <3 you"


@given(st.text())
def test_whatever_comes_in_nothing_of_it_runs(said):
    text = plain(f"<p>{said}</p><script>{said}</script><img src=x onerror={said}>&lt;script&gt;")

    html = html_of(clean(text))

    assert "<script" not in html
    assert "<img" not in html

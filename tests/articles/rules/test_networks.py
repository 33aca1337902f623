import json
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rules.graphemes import clusters
from articles.rules.networks import BLUESKY_BYTES, BLUESKY_GRAPHEMES, CODES, in_order, links

URL = "https://courier.example/en/budget/?a=1&b=2"
NAUGHTY = Path(__file__).parents[4] / "shared" / "corpus" / "text" / "naughty-strings.json"


def fields(link: str) -> dict[str, str]:
    return {
        name: values[0]
        for name, values in parse_qs(
            urlsplit(link).query, keep_blank_values=True, strict_parsing=True, errors="strict"
        ).items()
    }


def test_every_way_with_an_address_has_a_link_in_one_order():
    found = links(URL, "Budget passed")

    assert list(found) == [
        "facebook", "x", "telegram", "whatsapp", "linkedin", "reddit", "bluesky", "threads",
        "email",
    ]  # fmt: skip
    assert list(CODES)[-3:] == ["copy", "native", "print"]


@pytest.mark.parametrize(
    "headline",
    [
        "Fish & chips #1: 100% up?",
        "“Ja”, said «она» 'so'",
        "مرحبا بالعالم",
        "👩‍👩‍👧 at sea 🚢",
        "a+b=c/d",
    ],
)
def test_a_headline_arrives_as_it_was_written(headline):
    found = links(URL, headline)

    assert fields(found["x"]) == {"url": URL, "text": headline}
    assert fields(found["reddit"]) == {"url": URL, "title": headline}
    assert fields(found["facebook"]) == {"u": URL}
    assert fields(found["whatsapp"]) == {"text": f"{headline} {URL}"}
    assert unquote(found["email"]) == f"mailto:?subject={headline}&body={headline}\n\n{URL}"


def test_a_line_break_in_a_headline_cannot_add_a_mail_header():
    found = links(URL, "Budget\r\nBcc: all@example.org\x00")

    assert "%0A" not in found["email"].split("&body=")[0]
    assert fields(found["x"])["text"] == "Budget Bcc: all@example.org"


@given(st.text(max_size=600))
def test_every_link_is_plain_ascii_and_keeps_the_address(title):
    for name, link in links(URL, title).items():
        assert link.isascii()
        assert not set(link) & set(" \"'<>\\\n\r\t`{}|^")
        assert URL in unquote(link), name


HEADLINES = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("“”«»'\"&?#%+=/\\<>\u202e\u200d\u0301\ufe0f🇺🇦👩🏽🚒مرحباשלום\n\r\t\x00"),
    ),
    max_size=400,
)


@given(HEADLINES)
def test_every_headline_arrives_as_it_was_written_in_one_line(headline):
    found = links(URL, headline)

    title = fields(found["reddit"]).get("title", "")
    assert title == title.strip()
    assert fields(found["x"]) | fields(found["telegram"]) | fields(found["threads"]) == {
        "url": URL,
        "text": title,
    }
    assert fields(found["whatsapp"]) == {"text": f"{title} {URL}"}
    assert unquote(found["email"]) == f"mailto:?subject={title}&body={title}\n\n{URL}"
    assert "+" not in found["email"]
    assert [sign for sign in headline if sign.isalnum()] == [s for s in title if s.isalnum()]


@given(HEADLINES)
def test_what_is_offered_to_bluesky_fits_and_cuts_no_sign_in_two(headline):
    found = links(URL, headline)

    text, title = fields(found["bluesky"])["text"], fields(found["reddit"]).get("title", "")
    assert text.endswith(f" {URL}")
    short = text.removesuffix(f" {URL}")
    assert short == title or title.startswith(short.removesuffix("…"))
    assert sum(most for _piece, most in clusters(text)) <= BLUESKY_GRAPHEMES
    assert len(text.encode()) <= BLUESKY_BYTES


def test_bluesky_takes_three_hundred_graphemes_and_not_one_more():
    room = BLUESKY_GRAPHEMES - len(f" {URL}")

    whole = fields(links(URL, "🇺🇦" * room)["bluesky"])["text"]
    longer = fields(links(URL, "🇺🇦" * (room + 1))["bluesky"])["text"]
    heavy = fields(links(URL, "👨‍👩‍👧‍👦" * room)["bluesky"])["text"]

    assert whole == "🇺🇦" * room + f" {URL}"
    assert longer == "🇺🇦" * (room - 1) + f"… {URL}"
    assert BLUESKY_BYTES - 25 < len(heavy.encode()) <= BLUESKY_BYTES


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the corpus of naughty strings is not here")
def test_no_naughty_headline_breaks_out_of_a_link():
    for headline in json.loads(NAUGHTY.read_text()):
        for link in links(URL, headline).values():
            assert link.isascii()
            assert URL in fields(link).values() or URL in unquote(link)
            assert len(fields(link)) <= 2


def test_networks_without_shares_show_nothing_counted():
    shown = in_order({"x": 3, "fax": 1})

    assert shown["x"] == 3
    assert shown["facebook"] == 0
    assert list(shown) == [*CODES, "fax"]

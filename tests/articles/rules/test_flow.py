"""The newsroom expects that a story survives the way into the editor and back."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rules.clean import clean, clean_text
from articles.rules.copy import Figure, Passage, Quote, Section, Source
from articles.rules.flow import FlowError, from_flow, to_flow
from articles.rules.flow_tidy import with_known_opening, without_blank_lines

WORDS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab <>&\"'“”ñя\n\u00a0;#"), st.characters(exclude_categories=("Cs",))
    ),
    max_size=20,
)  # fmt: skip
LINES = WORDS.map(clean_text)
LINE = LINES.map(lambda text: " ".join(text.split()))
INLINE = st.recursive(
    st.one_of(WORDS.map(lambda t: t.replace("<", "&lt;")), st.just("<br>")),
    lambda inner: st.tuples(
        st.sampled_from(["strong", "em", "code", "sub", 'a href="https://example.org/?a=1&amp;b=2"']),
        inner,
    ).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>"),
    max_leaves=4,
)  # fmt: skip
BLOCK_HTML = st.one_of(
    INLINE.map(lambda text: f"<p>{text}</p>"),
    INLINE.map(lambda text: f"<ul><li><p>{text}</p></li><li>b</li></ul>"),
    INLINE.map(lambda text: f"<blockquote><p>{text}</p></blockquote>"),
    INLINE.map(lambda text: f"<pre><code>{text}</code></pre>"),
    INLINE,
    st.just("\n"),
)
PASSAGES = st.lists(BLOCK_HTML, max_size=4).map("".join).map(clean)
NUMBERS = st.none() | st.integers(1, 2**63 - 1)


@st.composite
def bodies(draw):
    ids = iter(f"k{n}" for n in range(1000))

    def key():
        return draw(st.sampled_from(["", next(ids)]))

    def block():
        kind = draw(st.sampled_from("pqf"))
        if kind == "p":
            return Passage(key(), draw(PASSAGES))
        if kind == "f":
            return Figure(key(), draw(NUMBERS), draw(LINES), draw(LINE), draw(LINES))
        return Quote(
            key(),
            draw(LINES),
            draw(NUMBERS),
            draw(LINE),
            draw(LINES),
            draw(st.none() | st.dates()),
            Source(draw(LINE), draw(LINE)),
        )

    return tuple(
        Section(
            key(),
            draw(LINE),
            draw(st.sampled_from(["", "anchor"])),
            tuple(block() for _ in range(draw(st.integers(0, 4)))),
        )
        for _ in range(draw(st.integers(0, 4)))
    )


@given(bodies())
def test_every_body_comes_back_as_it_was(body):
    html = to_flow(body, {7: "Rosa Lind"})

    assert from_flow(html) == body


def test_the_document_reads_like_the_story():
    body = (
        Section("s1", blocks=(Passage("k1", "<p>One.</p><p>Two.</p>"),)),
        Section(
            "s2",
            "Costs & gains",
            "costs",
            (
                Quote("k2", "A\nb\n\nC", 7, "R. Lind", "said Lind", date(2026, 6, 18)),
                Figure("k3", 9, "The crane.", "Jo Berg", "A crane"),
            ),
        ),
    )

    html = to_flow(body, {7: "Rosa Lind, Economist"})

    assert html == (
        '<p data-opening="s1" data-id="k1">One.</p><p>Two.</p>'
        '<h2 data-id="s2" data-anchor="costs">Costs &amp; gains</h2>'
        '<blockquote data-quote data-id="k2" data-expert="7" data-speaker="Rosa Lind, Economist"'
        ' data-printed-name="R. Lind" data-attribution="said Lind" data-said-on="2026-06-18">'
        "<p>A<br>b</p><p>C</p></blockquote>"
        '<figure data-id="k3" data-photo="9" data-credit="Jo Berg" data-alt="A crane">'
        "<figcaption>The crane.</figcaption></figure>"
    )


def test_a_passage_that_is_split_keeps_its_id_for_the_first_part():
    html = '<p data-id="k1">One.</p><blockquote data-quote><p>Well!</p></blockquote><p>Two.</p>'

    (opening,) = from_flow(html)

    assert opening.blocks == (
        Passage("k1", "<p>One.</p>"),
        Quote("", "Well!"),
        Passage("", "<p>Two.</p>"),
    )


def test_passages_that_are_merged_keep_the_first_id():
    (opening,) = from_flow('<p data-id="k1">One.</p><p>Two.</p>')

    assert opening.blocks == (Passage("k1", "<p>One.</p><p>Two.</p>"),)


def test_a_copied_block_is_a_new_one():
    quote = '<blockquote data-quote data-id="k2" data-expert="7"><p>Well!</p></blockquote>'

    (opening,) = from_flow(quote + quote)

    assert [block.id for block in opening.blocks] == ["k2", ""]
    assert replace(opening.blocks[0], id="") == opening.blocks[1]


def test_an_id_is_never_used_for_a_section_and_a_block():
    (section,) = from_flow('<h2 data-id="k1">A</h2><p data-id="k1">One.</p>')

    assert (section.id, section.blocks[0].id) == ("k1", "")


def test_a_paragraph_that_became_a_list_item_keeps_its_id_and_loses_the_mark():
    (opening,) = from_flow('<ul><li><p data-id="k1">One.</p></li></ul>')

    assert opening.blocks == (Passage("k1", "<ul><li><p>One.</p></li></ul>"),)


def test_plain_text_without_any_tags_becomes_paragraphs():
    (opening,) = from_flow("One &amp; a half.\n\nTwo.")

    assert opening.blocks == (Passage("", "<p>One &amp; a half.</p><p>Two.</p>"),)


def test_a_blockquote_in_the_text_is_not_a_quote():
    (opening,) = from_flow("<blockquote><p>Old saying.</p></blockquote>")

    assert opening.blocks == (Passage("", "<blockquote><p>Old saying.</p></blockquote>"),)


@pytest.mark.parametrize(
    ("html", "code", "tag"),
    [
        ("<p>Before it.</p><table><tr><td>1</td></tr></table>", "unknown_tag", "table"),
        ("<p>Before it.</p><img src=x onerror=alert(1)>", "unknown_tag", "img"),
        ("<p>Before it.<script>alert(1)</script></p>", "unknown_tag", "script"),
        ("<p>Before it.</p><!-- note -->", "unknown_tag", "!--"),
        ('<p>Before it.</p><p style="color:red">x</p>', "unknown_attribute", "p style"),
        ("<p>Before it.</p><ul><li><figure></figure></li></ul>", "misplaced", "figure"),
        ("<p>Before it.</p><h2>A <em>b</em></h2>", "misplaced", "em"),
        ("<p>Before it.</p><blockquote data-quote><ul></ul></blockquote>", "misplaced", "ul"),
        ("<p>Before it.</p><p>open", "unclosed", "p"),
        ("<p>Before it.</p></div>", "unclosed", "div"),
        ('<p>Before it.</p><figure data-photo="x"></figure>', "bad_value", "data-photo"),
        (
            '<p>Before it.</p><blockquote data-quote data-said-on="soon"></blockquote>',
            "bad_value",
            "data-said-on",
        ),
    ],
)
def test_what_a_story_cannot_hold_is_named_with_its_place(html, code, tag):
    with pytest.raises(FlowError) as refusal:
        from_flow(html)

    assert (refusal.value.code, refusal.value.tag) == (code, tag)
    assert refusal.value.near.startswith("Before it.")


@given(st.text(alphabet='<>/ap h2"=-!&;blockquote ', max_size=60))
def test_no_document_ends_in_anything_but_a_body_or_a_refusal(html):
    with suppress(FlowError):
        assert isinstance(from_flow(html), tuple)


def test_blank_lines_are_taken_away_on_purpose_only():
    body = (Section("", blocks=(Passage("k1", "<p>One.</p><p></p>"), Passage("", "<p><br></p>"))),)

    assert from_flow(to_flow(body)) == body
    assert without_blank_lines(body) == (Section("", blocks=(Passage("k1", "<p>One.</p>"),)),)


def test_an_opening_whose_first_block_was_deleted_is_still_the_opening():
    former = (Section("s1", "", "", (Passage("k1", "<p>One.</p>"),)),)

    body = with_known_opening(from_flow("<p>Two.</p>"), former)

    assert body == (Section("s1", blocks=(Passage("", "<p>Two.</p>"),)),)


def test_a_long_story_is_read_in_a_time_that_grows_with_its_length_only():
    def seconds(sections):
        body = tuple(
            Section(f"s{n}", f"Part {n}", "", (Passage(f"p{n}", "<p>Some words.</p>" * 20),))
            for n in range(sections)
        )
        html = to_flow(body)
        began = process_time()
        assert from_flow(html) == body
        return process_time() - began

    best = min(seconds(20) for _ in range(3)), min(seconds(200) for _ in range(3))

    assert best[1] < 40 * best[0]

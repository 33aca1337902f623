"""How much around a change is shown: the newsroom expects that ..."""

from hypothesis import given
from hypothesis import strategies as st

from articles.rules.excerpt import Gap, excerpt
from articles.rules.wording import Segment, wording

LONG = " ".join(f"word{n}" for n in range(200))


def test_a_short_text_is_shown_whole():
    way = wording("Nothing moved there.", "Nothing at all moved there.")

    assert [(piece.kind, piece.text) for piece in excerpt(way)] == [
        ("same", "Nothing"), ("same", " "), ("added", "at all"), ("same", " moved there."),
    ]  # fmt: skip


def test_of_a_long_text_only_what_stands_beside_the_change_is_shown():
    before, *pieces = excerpt(wording(f"{LONG} old {LONG}", f"{LONG} new {LONG}"))

    assert isinstance(before, Gap)
    assert [p.kind for p in pieces if getattr(p, "text", "") != " "] == [
        "same", "removed", "added", "same", "gap",
    ]  # fmt: skip
    assert pieces[0].text.split()[-1] == "word199"
    assert pieces[-2].text.split()[0] == "word0"


def test_no_word_is_cut_in_two_and_each_is_shown_or_counted():
    pieces = excerpt(wording(f"{LONG} old {LONG}", f"{LONG} new {LONG}"))

    shown = [w for p in pieces if p.kind in {"same", "added"} for w in p.text.split()]
    left_out = sum(p.words for p in pieces if p.kind == "gap")
    assert set(shown) <= {*LONG.split(), "new"}
    assert len(shown) + left_out == 401


@given(st.lists(st.tuples(st.sampled_from(["same", "added"]), st.text(min_size=1, max_size=900))))
def test_what_changed_is_always_shown_whole(parts):
    segments = [Segment(kind, text) for kind, text in parts]

    pieces = excerpt(segments)

    shown = [piece.text.strip(" ") for piece in pieces if piece.kind == "added"]
    assert shown == [text.strip(" ") for kind, text in parts if kind == "added"]

"""In which order changes are read: the newsroom expects that ..."""

from hypothesis import given
from hypothesis import strategies as st

from articles.rules.copy import ArticleCopy, Passage, Section
from articles.rules.reading_order import Fold, reading_order

SIGNS = {"same": "=", "added": "+", "removed": "-", "changed": "~", "moved": ">"}


def story(*sections: str, **texts: str) -> ArticleCopy:
    """Return a story of sections "S: a b", each block with its id as text; keywords change it."""
    made = []
    for section in sections:
        heading, _colon, keys = section.partition(":")
        blocks = tuple(Passage(key, texts.get(key, key)) for key in keys.split())
        made.append(Section(f"s{heading}".lower(), heading, blocks=blocks))
    return ArticleCopy(sections=tuple(made))


def read(before: ArticleCopy, after: ArticleCopy) -> str:
    """Return the rows in one line: what happened, and to what."""
    rows = reading_order(before, after)
    return " ".join(
        f"({row.count})" if isinstance(row, Fold) else f"{SIGNS[row.change]}{row.part.id}"
        for row in rows
    )


def test_nothing_is_told_of_what_is_the_same_but_how_much_it_is():
    assert read(story(": a b", "X: c"), story(": a b", "X: c")) == "(3)"


def test_what_changed_stands_under_its_heading_and_the_rest_is_folded():
    before = story(": a b", "X: c d e", "Y: f")

    assert read(before, story(": a b", "X: c d e", "Y: f", d="new")) == "(2) =sx (1) ~d (2)"


def test_what_is_gone_is_told_where_it_stood():
    before = story(": a b c", "X: d e")

    assert read(before, story(": a c", "X: d e")) == "(1) -b (3)"
    assert read(before, story(": b c", "X: d e")) == "-a (4)"
    assert read(before, story(": a b c", "X: d n")) == "(3) =sx (1) -e +n"


def test_a_section_that_is_gone_is_told_with_its_blocks_after_the_one_before_it():
    before = story(": a", "X: b c", "Y: d")

    assert read(before, story(": a", "Y: d")) == "(1) -sx -b -c (1)"


def test_what_moved_is_told_where_it_stands_now_with_the_heading_it_left():
    rows = reading_order(story("X: a b", "Y: c"), story("X: b", "Y: c a"))

    moved = next(row for row in rows if not isinstance(row, Fold) and row.change == "moved")
    assert (moved.part.id, moved.was_in) == ("a", "X")
    assert read(story("X: a b", "Y: c"), story("X: b", "Y: c a")) == "(1) =sy (1) >a"


def test_a_heading_that_changed_is_told_without_its_blocks():
    before, after = story("X: a"), story("X: a")
    after = after.with_sections((Section("sx", "Z", blocks=after.sections[0].blocks),))

    assert read(before, after) == "~sx (1)"


layouts = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=4), min_size=1, max_size=4)


def laid(layout: list[list[str]]) -> ArticleCopy:
    seen: set[str] = set()
    sections = []
    for number, keys in enumerate(layout):
        mine = [key for key in dict.fromkeys(keys) if key not in seen]
        seen.update(mine)
        sections.append(Section(f"s{number}", blocks=tuple(Passage(k, k) for k in mine)))
    return ArticleCopy(sections=tuple(sections))


@given(before=layouts, after=layouts)
def test_every_block_is_told_or_folded_exactly_once(before, after):
    old, new = laid(before), laid(after)

    rows = reading_order(old, new)

    told = [r.part.id for r in rows if not isinstance(r, Fold) and isinstance(r.part, Passage)]
    folded = sum(row.count for row in rows if isinstance(row, Fold))
    both = {block.id for copy in (old, new) for block in copy.blocks()}
    assert len(told) == len(set(told))
    assert len(told) + folded == len(both)
    order = [block.id for block in new.blocks()]
    kept = [key for key in told if key in order]
    assert kept == [key for key in order if key in kept]

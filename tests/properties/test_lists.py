"""The newsroom expects that looking for many words at once finds what one would find by eye."""

import re

from hypothesis import given
from hypothesis import strategies as st

from comments.rules.blocklist import BlockedWords
from comments.rules.folding import fold

WORDS = st.text("ab", min_size=2, max_size=3)
BETWEEN = st.sampled_from([" ", ", ", "\n", " - ", ". "])


@given(st.text())
def test_every_folded_letter_has_its_place_in_the_original_in_order(text):
    folded = fold(text)

    places = list(folded.places)
    assert len(folded.text) == len(folded.seen) == len(places)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
    for start in range(len(places)):
        first, last = folded.span(start, start + 1)
        assert 0 <= first < last <= len(text)


@given(st.text(max_size=200), st.lists(st.text(max_size=12), max_size=8))
def test_nothing_that_can_be_typed_breaks_the_looking(text, lines):
    words = BlockedWords(lines)

    for caught in words.find_all(text):
        assert 0 <= caught.start < caught.end <= len(text)
        assert lines[caught.line - 1].strip() == caught.entry


@given(
    st.lists(st.tuples(WORDS, BETWEEN), max_size=12),
    st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), max_size=6),
)
def test_it_finds_what_one_would_find_by_eye(pieces, lines):
    text = "".join(word + between for word, between in pieces)

    caught = BlockedWords(lines).find(text)

    told = caught and (caught.start, -caught.end, caught.line)
    assert told == by_eye(text, lines)


def by_eye(text, lines):
    """Try every line at every word."""
    words = [(one[0], one.start(), one.end()) for one in re.finditer(r"\w+", text)]
    found = [
        (words[at][1], -words[at + len(parts) - 1][2], line)
        for line, parts in enumerate((entry.split(" ") for entry in lines), start=1)
        for at in range(len(words) - len(parts) + 1)
        if [word for word, _start, _end in words[at : at + len(parts)]] == parts
    ]
    return min(found, default=None)

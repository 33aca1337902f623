"""Which paragraphs went over as they were: the newsroom expects that ..."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from articles.rules.carried import Passing, carried, paragraphs


def test_what_left_one_passage_came_to_the_other():
    assert carried([("abc", "a"), ("", "bc")]) == [
        Passing(("a",), ("a",), left=("b", "c")),
        Passing((), (), came=("b", "c")),
    ]


def test_what_was_rewritten_is_each_passage_s_own():
    assert carried([("ab", "a"), ("", "x")]) == [
        Passing(("a", "b"), ("a",)),
        Passing((), ("x",)),
    ]


def test_paragraphs_are_parted_by_blank_lines():
    assert paragraphs("One.\n\nTwo\nlines.") == ("One.", "Two\nlines.")
    assert paragraphs("") == ()


passages = st.lists(st.tuples(st.text("abc", max_size=5), st.text("abc", max_size=5)), max_size=4)


@given(passages)
def test_as_much_comes_as_left_and_nothing_is_lost(given_passages):
    found = carried(given_passages)

    left = Counter(text for passing in found for text in passing.left)
    came = Counter(text for passing in found for text in passing.came)
    assert left == came
    for (before, after), passing in zip(given_passages, found, strict=True):
        assert Counter(before) == Counter(passing.before) + Counter(passing.left)
        assert Counter(after) == Counter(passing.after) + Counter(passing.came)

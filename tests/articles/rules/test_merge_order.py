"""In which order the parts stand that two people moved: the newsroom expects that ..."""

from hypothesis import given
from hypothesis import strategies as st

from articles.rules.merge_order import merged_order

keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


def order(base: str, mine: str, theirs: str, heads: str = "") -> str:
    """Return the merged order of one-letter keys; what either side took away is gone."""
    gone = (set(base) - set(mine)) | (set(base) - set(theirs))
    return "".join(
        merged_order(base, mine, theirs, stays=lambda k: k not in gone, opens=heads.__contains__)
    )


def test_each_sides_move_and_addition_is_kept():
    assert order("abcd", "dabc", "abcxd") == "dabcx"
    assert order("abc", "abmc", "xabc") == "xabmc"
    assert order("abc", "ac", "abxc") == "axc"


def test_what_both_added_in_one_place_stands_one_after_the_other_mine_first():
    assert order("ab", "amb", "atb") == "amtb"


def test_what_both_moved_stands_where_it_is_saved_already():
    assert order("abcd", "dabc", "adbc") == "adbc"


def test_a_new_heading_leaves_the_others_words_above_it():
    assert order("ab", "aHb", "atb", heads="H") == "atHb"


@given(base=keys, other=keys)
def test_one_sides_order_comes_as_it_is(base, other):
    base, other = "".join(base), "".join(other)

    assert order(base, other, base) == order(base, base, other) == other
    assert order(base, other, other) == other


@given(base=keys, mine=keys, theirs=keys)
def test_nothing_is_lost_or_comes_twice(base, mine, theirs):
    found = order("".join(base), "".join(mine), "".join(theirs))

    expected = ({*mine} | {*theirs}) - (set(base) - set(mine)) - (set(base) - set(theirs))
    assert sorted(found) == sorted(expected)

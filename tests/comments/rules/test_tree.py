"""The newsroom expects that the order of the paths is the order of reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.rules import tree

numbers = st.integers(0, 36**8 - 1)


@given(numbers, numbers)
def test_segments_sort_as_their_numbers_do(a, b):
    assert (tree.segment(a) < tree.segment(b)) == (a < b)
    assert int(tree.segment(a), 36) == a


@given(st.lists(numbers, min_size=1, max_size=32), numbers)
def test_what_stands_below_is_one_range(chain, other):
    path = "".join(map(tree.segment, chain))
    first, last = tree.below(path)

    assert first < path + tree.segment(other) < last
    assert not first < path < last


def test_ancestors_come_nearest_first():
    path = tree.segment(1) + tree.segment(2) + tree.segment(3)

    assert tree.ancestors(path) == [tree.segment(1) + tree.segment(2), tree.segment(1)]
    assert tree.depth_of(path) == 2


def test_a_reply_to_the_deepest_hangs_beside_it():
    deepest = "".join(tree.segment(number) for number in range(32))

    assert tree.depth_of(deepest) == tree.DEEPEST
    assert tree.attach_to(deepest) == deepest[: -tree.WIDTH]
    assert tree.attach_to(deepest[:16]) == deepest[:16]


@pytest.mark.parametrize("number", [-1, 36**8])
def test_a_number_that_does_not_fit_is_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        tree.segment(number)

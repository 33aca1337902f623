"""The newsroom expects that counts are drawn where they belong."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cms.kernel import plots

PAPER = plots.Paper(width=110, height=70, left=10, right=0, top=10, bottom=10)


@pytest.mark.parametrize(
    ("most", "top"), [(0, 2), (1, 2), (3, 4), (9, 10), (11, 20), (61, 80), (4001, 6000)]
)
def test_a_scale_ends_at_a_round_number(most, top):
    assert plots.scale_top(most) == top


@given(some.integers(0, 10**12))
def test_a_scale_holds_all_and_its_middle_is_whole(most):
    top = plots.scale_top(most)

    assert top >= most
    assert top % 2 == 0
    assert top <= max(2, 2 * most)


def test_a_line_goes_through_the_middles_from_floor_to_top():
    assert plots.line([0, 5, 10], 10, plots.Paper(110, 70, 10, 10, 10, 10)) == (
        "M25.0 60.0 L55.0 35.0 L85.0 10.0"
    )


def test_the_last_step_stands_apart_because_its_time_still_runs():
    over, so_far = plots.line_so_far([1, 2, 3], 10, PAPER)

    assert over.count("L") == 1
    assert so_far.startswith("M" + over.rpartition("L")[2])


def test_an_area_is_closed_along_the_floor():
    assert plots.area([4, 4], 4, PAPER) == "M35.0 10.0 L85.0 10.0 L85.0 60 L35.0 60 Z"


@pytest.mark.parametrize("draw", [plots.line, plots.area])
def test_nothing_is_drawn_of_nothing(draw):
    assert draw([], 10, PAPER) == ""
    assert plots.line_so_far([], 10, PAPER) == ("", "")


def test_bars_stand_on_the_floor_in_their_rooms():
    first, second = plots.bars([10, 0], 10, PAPER)

    assert (first.y, first.height) == ("10.0", "50.0")
    assert (second.y, second.height) == ("60.0", "0.0")
    assert (float(first.x), float(second.x)) == (16.2, 66.2)
    assert first.width == "37.5"


def test_words_stand_under_their_counts_and_beside_their_heights():
    assert plots.middles([(1, "noon")], 2, PAPER) == (plots.Mark("85.0", "noon"),)
    assert [mark.label for mark in plots.heights(4000, PAPER)] == ["4k", "2k", "0"]
    assert [mark.at for mark in plots.heights(4000, PAPER)] == ["10.0", "35.0", "60.0"]


def test_blocks_add_up_and_the_last_may_be_short():
    assert plots.in_blocks([1, 2, 3, 4, 5], 2) == [3, 7, 5]


@pytest.mark.parametrize(
    ("now", "before", "percent"), [(110, 100, 10), (50, 100, -50), (0, 4, -100), (4, 0, None)]
)
def test_a_change_is_told_in_per_cent_unless_there_was_nothing(now, before, percent):
    assert plots.change(now, before) == percent


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0"), (900, "900"), (1500, "1.5k"), (20_000, "20k"), (3_000_000, "3M")]
)
def test_an_axis_says_counts_shortly(count, said):
    assert plots.compact(count) == said

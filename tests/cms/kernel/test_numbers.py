"""Numbers of rows: the newsroom expects that ..."""

import pytest

from cms.kernel.numbers import row_number, row_numbers, version_number


@pytest.mark.parametrize("said", ["1", "007", "9" * 18, 12])
def test_the_number_of_a_row_is_read(said):
    assert row_number(said) == int(said)


@pytest.mark.parametrize(
    "said", ["", "0", "²", "٣", "-1", "1.0", " 1", "1\0", "9" * 19, "9" * 4400, "0" * 4400, None]
)
def test_what_can_be_no_row_is_none(said):
    assert row_number(said) is None


def test_of_many_those_that_can_be_rows_stay_in_order():
    assert row_numbers(["3", "²", "1", "9" * 30]) == [3, 1]


@pytest.mark.parametrize(("said", "number"), [("3", 3), ("²", 0), ("2147483648", 0), ("", 0)])
def test_a_version_that_can_be_none_is_stale(said, number):
    assert version_number(said) == number

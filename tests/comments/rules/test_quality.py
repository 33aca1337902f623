"""The newsroom expects figures that it can check by hand."""

import pytest

from comments.rules.quality import (
    accuracy,
    auc,
    calibration_error,
    caught,
    precision_at_top,
    reliability,
)

SAID = [(0.9, True), (0.8, True), (0.7, False), (0.4, True), (0.3, False), (0.1, False)]


def test_auc_is_how_often_a_rejected_text_stands_above_an_accepted_one():
    assert auc(SAID) == pytest.approx(8 / 9)
    assert auc([(0.5, True), (0.5, False)]) == 0.5
    assert auc([(0.5, True)]) is auc([]) is None


def test_accuracy_counts_the_right_side_of_one_half():
    assert accuracy(SAID) == pytest.approx(4 / 6)
    assert accuracy([]) is None


def test_precision_looks_at_the_top_only():
    assert precision_at_top(SAID, 0.5) == pytest.approx(2 / 3)
    assert precision_at_top(SAID, 0.01) is None


def test_what_is_caught_stands_above_the_false_alarms_one_accepts():
    assert caught(SAID, 0.01) == pytest.approx(2 / 3)
    assert caught(SAID, 0.5) == 1.0
    assert caught([], 0.01) is None


def test_bins_compare_what_was_said_with_what_came():
    found = reliability([(0.05, False), (0.95, True), (0.93, False), (1.0, True)])

    assert [(one.count, one.rejected) for one in found] == [(1, 0.0), (3, pytest.approx(2 / 3))]


def test_who_says_what_comes_true_has_no_error():
    honest = [(0.25, n == 0) for n in range(4)]

    assert calibration_error(honest) == pytest.approx(0)
    assert calibration_error([(0.9, False)]) == pytest.approx(0.9)
    assert calibration_error([]) is None

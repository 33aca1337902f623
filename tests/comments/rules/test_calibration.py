"""The newsroom expects that a chance of 0.8 comes true four times in five."""

import random

import pytest

from comments.rules.calibration import Calibration, Known, fit, sigmoid


def drawn(slope, base, count=4000):
    chance = random.Random(1)  # noqa: S311 - no secret
    scores = [chance.gauss(0, 3) for _text in range(count)]
    return [Known((s,), 0.0, chance.random() < sigmoid(slope * s + base)) for s in scores]


def test_the_curve_finds_back_what_made_the_decisions():
    curve = fit(drawn(0.9, -1.0))

    assert curve.slopes[0] == pytest.approx(0.9, rel=0.1)
    assert curve.base == pytest.approx(-1.0, rel=0.15)


@pytest.mark.parametrize("away", [5.0, 20.0])
def test_scores_that_all_stand_far_from_nothing_are_told_apart(away):
    """Newton's method runs away from there unless its steps are held short."""
    chance = random.Random(1)  # noqa: S311 - no secret
    bad = [chance.random() < 0.1 for _text in range(200)]
    known = [Known((away + chance.gauss(3 * one, 1),), 0.0, one) for one in bad]

    curve = fit(known)

    assert curve.chance((away,)) < 0.1
    assert curve.chance((away + 3,)) > 0.4


def test_the_number_that_tells_more_is_heard_more():
    chance = random.Random(3)  # noqa: S311 - no secret
    known = [
        Known((chance.gauss(0, 1), chance.gauss(one, 0.5), -one), 0.0, rejected=one)
        for one in (chance.random() < 0.5 for _text in range(300))
    ]

    slopes = fit(known).slopes

    assert slopes[1] > 5 * slopes[0]
    assert slopes[2] == 0, "what says the opposite is not heard"


def test_a_category_that_differs_is_heard():
    chance = random.Random(2)  # noqa: S311 - no secret
    known = [
        Known((0.0,), odds, chance.random() < sigmoid(odds))
        for odds in (chance.choice((-2.0, 2.0)) for _text in range(2000))
    ]

    assert fit(known).category == pytest.approx(1.0, rel=0.15)


def test_decisions_of_one_kind_say_nothing_about_the_curve():
    assert fit([]) == fit([Known((1.0,), 0.0, rejected=True)] * 50) == Calibration()


def test_the_curve_never_falls():
    wrong_way_round = [Known((-one.score[0],), 0.0, one.rejected) for one in drawn(2.0, 0.0, 300)]

    assert fit(wrong_way_round).slopes[0] > 0


def test_nothing_is_certain_and_nothing_overflows():
    curve = fit([Known((1e6,), 0.0, rejected=True), Known((-1e6,), 0.0, rejected=False)] * 20)

    assert 0 < curve.chance((-1e9,)) < 0.5 < curve.chance((1e9,)) < 1

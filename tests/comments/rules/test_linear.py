"""The newsroom expects that a text is judged by decisions on texts like it."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from comments.rules.features import Features, features
from comments.rules.linear import FULL, Counts
from tests.comments.sayings import sayings

TEXTS = [(features(text), bad) for text, bad in sayings(60)]


def counted(lessons):
    counts = Counts()
    for seen, bad in lessons:
        counts.add(seen, rejected=bad)
    return counts


def scores(counts):
    return [counts.score(seen) for seen, _bad in TEXTS[:20]]


def test_nothing_learned_says_nothing():
    assert set(scores(Counts())) == {(0.0, 0.0, 0.0)}


def test_what_was_rejected_scores_above_what_was_accepted():
    counts = counted(TEXTS)

    spam = counts.score(features("cheap pills, click on this"))
    fine = counts.score(features("I enjoyed the interview with the mayor."))

    assert min(spam.broad, spam.sure) > 0 > max(fine.broad, fine.sure)


def test_a_place_never_seen_weighs_nothing():
    weights = counted(TEXTS).weights()

    assert weights[0] == weights.sure[0] == 0.0


def test_the_order_of_decisions_changes_nothing_at_all():
    shuffled = random.Random(3).sample(TEXTS, len(TEXTS))  # noqa: S311 - no secret

    assert scores(counted(TEXTS)) == scores(counted(shuffled))


def test_the_order_in_which_places_are_found_changes_nothing_at_all():
    """A lesson that comes out of the database holds the same set in another order."""
    counts = counted(TEXTS)
    seen = [features(" ".join(text for text, _bad in sayings(9, seed))) for seed in range(9)]
    sets = [[sorted(kind, reverse=True) for kind in (s.grams, s.words, s.shape)] for s in seen]
    others = [Features(*map(frozenset, kinds)) for kinds in sets]
    assert [list(s.grams) for s in seen] != [list(s.grams) for s in others]

    assert [counts.score(s) for s in seen] == [counts.score(s) for s in others]


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(0, len(TEXTS) - 1)))
def test_what_is_taken_out_was_never_there(undone):
    counts = counted(TEXTS)
    for number in undone:
        counts.add(TEXTS[number][0], rejected=TEXTS[number][1], times=-1)

    kept = counted([one for number, one in enumerate(TEXTS) if number not in undone])

    assert scores(counts) == scores(kept)
    assert counts.places == kept.places


def test_a_score_without_a_decision_is_the_score_before_it():
    seen, bad = TEXTS[7]
    before = counted(TEXTS[:7] + TEXTS[8:])
    counts = counted(TEXTS)

    weights = counts.weights_without(rejected=bad)

    assert counts.score_without(seen, rejected=bad, weights=weights) == before.score(seen)


def test_the_counts_take_two_mebibytes_however_much_was_learned():
    counts = counted(TEXTS)

    assert FULL == counts.places.itemsize * len(counts.places) == 2 * 2**20

"""The newsroom expects that what was written is what is read, and that nothing else is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.rules.features import BITS, Features, features
from comments.rules.linear import Counts
from comments.rules.packing import packed, packed_counts, unpacked, unpacked_counts
from tests.comments.sayings import sayings

places = st.frozensets(st.integers(0, (1 << BITS) - 1), max_size=60)


@given(places, places, places)
def test_places_are_read_as_they_were_written(grams, words, shape):
    seen = Features(grams, words, shape)

    assert unpacked(packed(seen)) == seen


def test_a_place_takes_about_two_bytes():
    seen = features(sayings(1)[0][0] * 20)

    assert len(packed(seen)) < 2.2 * (len(seen.grams) + len(seen.words) + len(seen.shape)) + 100


@pytest.mark.parametrize("raw", [b"", b"x", b"odd", b"\x05\x00" * 4, b"\x00" * 8])
def test_what_was_not_written_here_is_refused(raw):
    with pytest.raises(ValueError):  # noqa: PT011 - array's own has other words
        unpacked(raw)


def test_counts_are_read_as_they_were_written():
    counts = Counts()
    for text, bad in sayings(20):
        counts.add(features(text), rejected=bad)

    again = unpacked_counts(
        packed_counts(counts), accepted=counts.accepted, rejected=counts.rejected
    )

    assert again.places == counts.places


@pytest.mark.parametrize("raw", [b"", b"x", packed_counts(Counts())[:-20]])
def test_broken_counts_are_refused(raw):
    with pytest.raises(ValueError, match="counts"):
        unpacked_counts(raw, accepted=0, rejected=0)

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rules.parcels import Page, Parcel, Sighting, Why, dumps, loads

NINE = datetime(2026, 11, 22, 9, 0, 0, 120_000, tzinfo=UTC)
pages = st.builds(
    Page, st.text(max_size=9), st.text(max_size=5), st.sampled_from(["views", "reads"])
)
counts = st.integers(1, 10**9)
numbers = st.binary(min_size=16, max_size=16)
parcels = st.builds(
    Parcel,
    day=st.integers(0, 40_000),
    at=st.just(NINE),
    seen=st.dictionaries(
        pages,
        st.dictionaries(numbers, st.builds(Sighting, numbers, counts), min_size=1),
        max_size=3,
    ),
    private=st.dictionaries(pages, counts, max_size=3),
    dropped=st.dictionaries(st.tuples(pages, st.sampled_from(Why)), counts, max_size=3),
)


@given(parcels)
def test_a_parcel_that_was_written_down_is_the_same(parcel):
    assert loads(dumps(parcel)) == parcel


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"form": 2}', '{"form": 1, "day": 3}'])
def test_what_is_no_parcel_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        loads(text)

"""Which items stand in both sequences: the newsroom expects that ..."""

from hypothesis import given
from hypothesis import strategies as st

from articles.rules import alignment
from articles.rules.alignment import aligned

letters = st.text(alphabet="abcd", max_size=12)


def longest(before: str, after: str) -> int:
    """Return how long a longest common subsequence is, by the definition."""
    row = [0] * (len(after) + 1)
    for item in before:
        last = row
        row = [0]
        for j, other in enumerate(after):
            row.append(last[j] + 1 if item == other else max(last[j + 1], row[j]))
    return row[-1]


@given(before=letters, after=letters)
def test_what_is_found_is_the_same_on_both_sides_in_order_and_as_much_as_possible(before, after):
    pairs = aligned(before, after)

    assert all(before[i] == after[j] for i, j in pairs)
    assert pairs == sorted(set(pairs))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert len(pairs) == longest(before, after)


def test_what_is_too_large_is_not_attempted_and_equal_ends_do_not_count(monkeypatch):
    monkeypatch.setattr(alignment, "LARGEST", 3)

    assert aligned("ab", "ba") is None
    assert aligned("....x.....", "....y.....") is not None

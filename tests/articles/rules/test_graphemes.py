import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rules.graphemes import clusters, cut

FAMILY = "👨‍👩‍👧‍👦"
SIGNS = [
    *"aé,–ש€🚢👍🏽",
    "e\u0301",
    FAMILY,
    "🏳️‍🌈",
    "🇺🇦",
    "🇩🇪",
    "❤️",
    "👩🏿‍🚒",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "َش"[::-1],
    "ซึ้",
]


@pytest.mark.parametrize("sign", [sign for sign in SIGNS if sign not in {"👍", "🏽"}])
def test_one_sign_is_one_grapheme(sign):
    assert list(clusters(sign)) == [(sign, 1)]
    assert [piece for piece, _most in clusters(f"a{sign}b")] == ["a", sign, "b"]


@pytest.mark.parametrize("sign", ["한국", "क्षि", "நி", "\u060012"])
def test_what_python_cannot_tell_is_neither_cut_nor_counted_too_low(sign):
    assert next(clusters(sign))[0][:2] == sign[:2]
    assert sum(most for _piece, most in clusters(sign)) >= 2


def test_flags_go_in_pairs():
    assert [piece for piece, _most in clusters("🇺🇦🇩🇪🇫")] == ["🇺🇦", "🇩🇪", "🇫"]


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_a_text_of_few_graphemes_stays_whole_and_a_long_one_is_cut_between_them(text):
    pieces = [piece for piece, _most in clusters(text)]

    short = cut(text, graphemes=10, size=9_999)

    assert "".join(pieces) == text
    if sum(most for _piece, most in clusters(text)) <= 10:
        assert short == text
    else:
        kept = short.removesuffix("…")
        assert short.endswith("…")
        assert kept in {"".join(pieces[:number]).rstrip() for number in range(11)}
        assert len(list(clusters(short))) <= 10


@given(st.text(max_size=60), st.integers(4, 40), st.integers(4, 90))
def test_what_is_cut_fits_and_is_the_beginning(text, graphemes, size):
    short = cut(text, graphemes=graphemes, size=size)

    assert len(short.encode(errors="replace")) <= size
    assert sum(most for _piece, most in clusters(short)) <= graphemes
    assert text.startswith(short.removesuffix("…")) or text == short

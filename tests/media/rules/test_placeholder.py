"""What is shown while a photo loads?"""

import blurhash
from hypothesis import given
from hypothesis import strategies as st

from media.rules.placeholder import blurhash_of, components, dominant_colour

RED, GREY = (210, 10, 20), (120, 120, 120)


def test_the_commonest_colour_dominates():
    rows = [[RED, RED, GREY], [RED, GREY, RED]]

    assert dominant_colour(rows) == "#d20a14"


def test_the_blur_has_the_colours_of_the_picture():
    blurred = blurhash.decode(blurhash_of([[RED] * 16 + [GREY] * 16] * 24), 32, 24)

    left, right = blurred[12][4], blurred[12][28]
    assert left[0] > left[1] + 100
    assert max(right) - min(right) < 40


def test_a_wide_picture_is_blurred_finer_across():
    assert components(30, 20) == (4, 3)
    assert components(20, 30) == (3, 4)
    assert components(20, 20) == (4, 4)


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.tuples(*[st.integers(0, 255)] * 3), min_size=width, max_size=width),
            min_size=1,
            max_size=5,
        )
    )
)
def test_any_picture_has_a_stand_in(rows):
    assert len(blurhash_of(rows)) <= 64
    assert len(dominant_colour(rows)) == 7

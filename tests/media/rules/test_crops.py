"""Which part of a photo is kept?"""

from hypothesis import given
from hypothesis import strategies as st

from media.rules.crops import CROPS, WIDTHS, crop_box, cuts, focal_cuts, scale_needed, whole_cuts

sides = st.integers(1, 16_383)
shares = st.floats(0, 1)
ratios = st.sampled_from(sorted(CROPS.values()))


def test_a_photo_is_never_enlarged_and_keeps_its_own_width():
    widths = [cut.width for cut in whole_cuts(700, 500)]

    assert widths == [320, 480, 640, 700]


def test_a_large_photo_ends_at_the_largest_width():
    assert [cut.width for cut in whole_cuts(6000, 4000)] == list(WIDTHS)
    assert [cut.width for cut in whole_cuts(1920, 1080)] == list(WIDTHS)


def test_a_square_is_cut_where_the_focal_point_is():
    left = crop_box(300, 100, (1, 1), (0.0, 0.5))
    middle = crop_box(300, 100, (1, 1), (0.5, 0.5))
    right = crop_box(300, 100, (1, 1), (0.9, 0.5))

    assert (left.left, left.right) == (0, 100)
    assert (middle.left, middle.right) == (100, 200)
    assert (right.left, right.right) == (200, 300)


@given(sides, sides, ratios, shares, shares)
def test_a_crop_stays_inside_and_holds_the_focal_point(width, height, ratio, focal_x, focal_y):
    box = crop_box(width, height, ratio, (focal_x, focal_y))

    assert 0 <= box.left < box.right <= width
    assert 0 <= box.top < box.bottom <= height
    assert box.left - 1 <= width * focal_x <= box.right + 1
    assert box.top - 1 <= height * focal_y <= box.bottom + 1


@given(sides, sides, ratios, shares, shares)
def test_a_crop_is_as_large_as_its_shape_allows(width, height, ratio, focal_x, focal_y):
    box = crop_box(width, height, ratio, (focal_x, focal_y))

    assert box.width == width or box.height == height
    off = abs(box.width * ratio[1] - box.height * ratio[0])
    assert off <= max(ratio) or 1 in {box.width, box.height}


@given(sides, sides, shares, shares)
def test_no_rendition_is_larger_than_its_part_of_the_photo(width, height, focal_x, focal_y):
    made = cuts(width, height, focal_x, focal_y)

    assert all(0 < cut.width <= cut.box.width and cut.height > 0 for cut in made)
    assert len({(cut.crop, cut.width) for cut in made}) == len(made)
    assert 0 < scale_needed(made) <= 1


@given(sides, sides, shares, shares)
def test_the_size_of_crops_does_not_depend_on_the_focal_point(width, height, focal_x, focal_y):
    there = focal_cuts(width, height, focal_x, focal_y)
    centred = focal_cuts(width, height, 0.5, 0.5)

    assert [(cut.crop, cut.width, cut.height) for cut in there] == [
        (cut.crop, cut.width, cut.height) for cut in centred
    ]

"""Which part of a photo is kept when it is cut, and how wide is each rendition?"""

from dataclasses import dataclass

WIDTHS = (320, 480, 640, 960, 1280, 1600, 1920)
# The three shapes that search engines and social networks ask a news article for.
CROPS: dict[str, tuple[int, int]] = {"1x1": (1, 1), "4x3": (4, 3), "16x9": (16, 9)}
CROP_WIDTHS = (480, 1200)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; right and bottom lie outside it, as in Pillow."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Return the width in pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Return the height in pixels."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Cut:
    """One picture to make: which part of the whole (crop "" is all of it), and how large."""

    crop: str
    box: Box
    width: int
    height: int


def cuts(width: int, height: int, focal_x: float, focal_y: float) -> list[Cut]:
    """Return all pictures to make of a photo: the whole ones, then those around the focal point."""
    return whole_cuts(width, height) + focal_cuts(width, height, focal_x, focal_y)


def whole_cuts(width: int, height: int) -> list[Cut]:
    """Return the whole picture at every width below its own, and at its own up to the largest."""
    box = Box(0, 0, width, height)
    return [_cut("", box, step) for step in _steps(WIDTHS, width)]


def focal_cuts(width: int, height: int, focal_x: float, focal_y: float) -> list[Cut]:
    """Return the named crops, each as large a part of the picture as its shape allows."""
    boxes = {
        name: crop_box(width, height, ratio, (focal_x, focal_y)) for name, ratio in CROPS.items()
    }
    return [
        _cut(name, box, step)
        for name, box in boxes.items()
        for step in _steps(CROP_WIDTHS, box.width)
    ]


def scale_needed(pictures: list[Cut]) -> float:
    """Return how much of the full size the sharpest of these pictures needs (1: all of it)."""
    return max(picture.width / picture.box.width for picture in pictures)


def crop_box(width: int, height: int, ratio: tuple[int, int], focal: tuple[float, float]) -> Box:
    """Return the largest box of the ratio (width, height) with the focal point nearest its middle.

    `focal` is given in parts of the picture (0 to 1 from the left and from the top). The box
    never leaves the picture, so near an edge the point is inside it but not in its middle.
    """
    across, down = ratio
    box_width = max(1, min(width, round(height * across / down)))
    box_height = max(1, min(height, round(width * down / across)))
    left = _start(width, box_width, focal[0])
    top = _start(height, box_height, focal[1])
    return Box(left, top, left + box_width, top + box_height)


def _start(length: int, kept: int, focal: float) -> int:
    return min(max(round(length * focal - kept / 2), 0), length - kept)


def _steps(widths: tuple[int, ...], own: int) -> list[int]:
    """Return the widths that need no enlarging; a picture below the largest keeps its own too."""
    below = [step for step in widths if step < own]
    return [*below, own] if own <= widths[-1] else below


def _cut(crop: str, box: Box, width: int) -> Cut:
    return Cut(crop, box, width, max(1, round(box.height * width / box.width)))

"""How is a poster painted with Pillow? Flat shapes and gradients, drawn large and shrunk once.

All lengths are output pixels, all colours "#rrggbb" or "#rrggbbaa"; the origin is at the top left.
"""

import math
import random
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from PIL import Image, ImageChops, ImageColor, ImageDraw

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]

SCALE = 2


class Sheet:
    """A sheet to paint on; `dice` is its own source of chance, the same at every run."""

    def __init__(self, width: int, height: int, *, seed: str) -> None:
        self.width = width
        self.height = height
        self.dice = random.Random(seed)  # noqa: S311 - it scatters stars, it keeps no secret
        self._image = Image.new("RGB", (width * SCALE, height * SCALE))
        self._pen = ImageDraw.Draw(self._image, "RGBA")

    def picture(self) -> Image.Image:
        """Return the finished picture at its real size."""
        return self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def sky(self, *colours: str) -> None:
        """Paint the whole sheet from top to bottom through evenly spaced colours."""
        self.band((0, 0, self.width, self.height), *colours)

    def band(self, box: Box, *colours: str) -> None:
        """Paint a rectangle from top to bottom through evenly spaced colours."""
        left, top, right, bottom = (round(edge * SCALE) for edge in box)
        self._image.paste(_gradient((right - left, bottom - top), colours), (left, top))

    def wash(self, points: list[Point], *colours: str) -> None:
        """Paint a polygon from its top to its bottom through evenly spaced colours."""
        mask = Image.new("L", self._image.size)
        ImageDraw.Draw(mask).polygon(_scaled(points), fill=255)
        box = mask.getbbox()
        if box:
            shade = _gradient((box[2] - box[0], box[3] - box[1]), colours)
            self._image.paste(shade, box, mask.crop(box))

    def poly(self, points: list[Point], fill: str) -> None:
        """Paint a polygon."""
        self._pen.polygon(_scaled(points), fill=fill)

    def box(self, box: Box, fill: str, radius: float = 0) -> None:
        """Paint a rectangle, with round corners if a radius is given."""
        edges = [edge * SCALE for edge in box]
        self._pen.rounded_rectangle(edges, radius * SCALE, fill=fill)

    def oval(self, box: Box, fill: str) -> None:
        """Paint an ellipse into a rectangle."""
        self._pen.ellipse([edge * SCALE for edge in box], fill=fill)

    def disc(self, centre: Point, radius: float, fill: str) -> None:
        """Paint a circle."""
        x, y = centre
        self.oval((x - radius, y - radius, x + radius, y + radius), fill)

    def line(self, points: list[Point], fill: str, width: float) -> None:
        """Draw a line through the points with round joints."""
        self._pen.line(_scaled(points), fill=fill, width=round(width * SCALE), joint="curve")

    def arc(self, box: Box, angles: tuple[float, float], fill: str, width: float) -> None:
        """Draw a part of an ellipse; angles in degrees, clockwise from three o'clock."""
        edges = [edge * SCALE for edge in box]
        self._pen.arc(edges, *angles, fill=fill, width=round(width * SCALE))

    def glow(self, centre: Point, radius: float, colour: str, strength: float = 0.6) -> None:
        """Let light fade out around a point; strength 0..1 in the middle."""
        side = round(radius * 2 * SCALE)
        fade = ImageChops.invert(Image.radial_gradient("L"))
        rim = int(str(fade.getpixel((0, fade.height // 2))))
        levels = [max(0, value - rim) / (255 - rim) for value in range(256)]
        mask = fade.resize((side, side)).point([round(x**2 * 255 * strength) for x in levels])
        corner = (round((centre[0] - radius) * SCALE), round((centre[1] - radius) * SCALE))
        self._image.paste(ImageColor.getrgb(colour), (*corner, *_plus(corner, side)), mask)

    def mirror(self, horizon: float, tint: str, strength: float = 0.45) -> None:
        """Reflect what stands above the horizon in the water below it, rippled and tinted."""
        top, depth = round(horizon * SCALE), round((self.height - horizon) * SCALE)
        above = self._image.crop((0, max(0, top - depth), self._image.width, top))
        water = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        water = water.resize((self._image.width, depth))
        flat = Image.new("RGB", water.size, tint)
        self._image.paste(_rippled(Image.blend(water, flat, strength)), (0, top))


def wave(span: tuple[float, float], level: float, swing: float, length: float) -> list[Point]:
    """Return points of a sine from span[0] to span[1] around a level; length of one period."""
    left, right = span
    steps = max(2, round((right - left) / 8))
    xs = [left + (right - left) * step / steps for step in range(steps + 1)]
    return [(x, level + swing * math.sin(2 * math.pi * x / length)) for x in xs]


def curve(start: Point, bend: Point, end: Point) -> list[Point]:
    """Return points of the quadratic Bezier curve from start to end, drawn towards bend."""
    return [_on_curve(step / 24, (start, bend, end)) for step in range(25)]


def _on_curve(t: float, points: tuple[Point, Point, Point]) -> Point:
    weights = ((1 - t) ** 2, 2 * t * (1 - t), t**2)
    x = sum(weight * point[0] for weight, point in zip(weights, points, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, points, strict=True))
    return x, y


def _scaled(points: list[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]


def _plus(corner: tuple[int, int], side: int) -> tuple[int, int]:
    return corner[0] + side, corner[1] + side


def _gradient(size: tuple[int, int], colours: tuple[str, ...]) -> Image.Image:
    stops = [ImageColor.getrgb(colour)[:3] for colour in colours] * (2 if len(colours) == 1 else 1)
    column = Image.new("RGB", (1, size[1]))
    column.putdata([_shade(stops, y / max(1, size[1] - 1)) for y in range(size[1])])
    return column.resize(size)


def _shade(stops: Sequence[tuple[int, ...]], at: float) -> tuple[int, ...]:
    place = at * (len(stops) - 1)
    below, above = list(pairwise(stops))[min(int(place), len(stops) - 2)]
    share = place - min(int(place), len(stops) - 2)
    return tuple(round(a + (b - a) * share) for a, b in zip(below, above, strict=True))


def _rippled(water: Image.Image) -> Image.Image:
    """Shift rows sideways, further the nearer they are, in bands like real ripples."""
    moved = water.copy()
    for y in range(0, water.height, 2 * SCALE):
        near = y / water.height
        shift = math.sin(y / (5 + 22 * near)) * (3 + 26 * near) * SCALE / 2
        row = water.crop((0, y, water.width, min(water.height, y + 2 * SCALE)))
        moved.paste(ImageChops.offset(row, round(shift), 0), (0, y))
    return moved

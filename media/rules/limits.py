"""How large may a photo be?"""

from dataclasses import dataclass
from typing import Literal

MEGABYTE = 1024 * 1024
# WebP stores a side in 14 bits (RFC 9649), and every photo is also rendered as WebP.
LONGEST_SIDE = 16_383


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused before a pixel is decoded: bytes, pixels of one frame, pixels of a side."""

    byte_count: int = 25 * MEGABYTE
    pixels: int = 50_000_000
    side: int = LONGEST_SIDE


Breach = Literal["bytes", "pixels", "side"]


def breach_of_bytes(byte_count: int, limits: Limits) -> Breach | None:
    """Say whether the file is longer than allowed."""
    return "bytes" if byte_count > limits.byte_count else None


def breach_of_size(width: int, height: int, limits: Limits) -> Breach | None:
    """Say which limit a picture of this claimed size breaks; None when it breaks none."""
    if width * height > limits.pixels:
        return "pixels"
    return "side" if max(width, height) > limits.side else None

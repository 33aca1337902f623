"""What picture is in a file of a stranger?

Nothing is decoded before the claimed size is within limits; what is decoded is copied onto a
fresh canvas, so that nothing but pixels goes on.
"""

from dataclasses import dataclass
from io import BytesIO
from threading import BoundedSemaphore

from PIL import Image
from PIL.ImageFile import ImageFile

from media.actions.colour import on_fresh_canvas
from media.actions.metadata import orientation_of, words_in
from media.actions.refusals import PhotoFormatRefused, PhotoTooLarge, UnreadablePhoto
from media.rules import limits as bounds
from media.rules.crops import cuts, scale_needed
from media.rules.formats import Format, sniff
from media.rules.limits import Limits
from media.rules.words import Words

# A photo of 50 megapixels takes some 200 MB while it is decoded: two at a time are enough. Nobody
# waits for the database in here, so nobody who holds the database waits for ever.
_darkroom = BoundedSemaphore(2)
_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# How to turn the stored rows into the picture as it was seen (Exif 2.32, tag 0x0112).
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = {5, 6, 7, 8}


@dataclass(frozen=True, slots=True)
class Picture:
    """What was found: `width` and `height` as seen; `master` is upright, sRGB, maybe smaller."""

    form: Format
    width: int
    height: int
    words: Words
    master: Image.Image


def develop(raw: bytes, limits: Limits) -> Picture:
    """Return the picture in the bytes, shrunk to what its largest rendition needs.

    Raises PhotoFormatRefused, PhotoTooLarge or UnreadablePhoto, and nothing else, whatever the
    bytes are.
    """
    form = sniff(raw[:64])
    if form is None:
        raise UnreadablePhoto if not raw else PhotoFormatRefused
    try:
        with _darkroom, Image.open(BytesIO(raw), formats=(form.name.upper(),)) as image:
            demand_size(image.size, limits)
            return _developed(image, form)
    except PhotoTooLarge:
        raise
    except _TOO_LARGE:
        raise too_large(limits) from None
    # Hostile files made decoders raise OSError, ValueError, SyntaxError, NotImplementedError,
    # struct.error and more: whatever it is, the file is at fault.
    except Exception as fault:
        raise UnreadablePhoto from fault


def demand_size(size: tuple[int, int], limits: Limits) -> None:
    """Raise PhotoTooLarge when a picture of this size is not accepted."""
    if bounds.breach_of_size(*size, limits):
        raise too_large(limits)


def too_large(limits: Limits) -> PhotoTooLarge:
    """Return the refusal that names the limits."""
    return PhotoTooLarge(
        megabytes=limits.byte_count // bounds.MEGABYTE,
        megapixels=limits.pixels // 1_000_000,
        side=limits.side,
    )


def _developed(image: ImageFile, form: Format) -> Picture:
    stored, turn = image.size, orientation_of(image)
    width, height = stored[::-1] if turn in _LYING else stored
    scale = scale_needed(cuts(width, height, 0.5, 0.5))
    shrunk = (max(1, round(stored[0] * scale)), max(1, round(stored[1] * scale)))
    # A JPEG can be decoded at 1/2, 1/4 or 1/8, never below what is asked for: much less work.
    image.draft(None, shrunk)
    image.load()
    master = on_fresh_canvas(image, shrunk)
    if turn in _TURNS:
        master = master.transpose(_TURNS[turn])
    return Picture(form, width, height, words_in(image), master)

"""What does the file say about its picture, and which way up is it?

Both are written by strangers: whatever cannot be read says nothing, and breaks nothing.
"""

from PIL import ExifTags, Image, IptcImagePlugin
from PIL.ImageFile import ImageFile

from media.rules.words import Words, merged, words_of_iptc, words_of_xmp

_LONGEST_PACKET = 1024 * 1024
_UPRIGHT = 1


def orientation_of(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 to 8; 1 when there is none that can be read."""
    try:
        said = image.getexif().get(ExifTags.Base.Orientation, _UPRIGHT)
        return int(said)
    except Exception:  # noqa: BLE001 - any bytes may stand where EXIF should
        return _UPRIGHT


def words_in(image: ImageFile) -> Words:
    """Return caption, credit and alternative text; XMP, being newer, goes before IPTC-IIM."""
    return merged(_xmp(image), _iptc(image))


def _xmp(image: ImageFile) -> Words:
    packet = image.info.get("xmp", b"")
    if not isinstance(packet, bytes) or len(packet) > _LONGEST_PACKET:
        return Words()
    try:
        return words_of_xmp(image.getxmp())
    except Exception:  # noqa: BLE001 - malformed, booby-trapped or too deep XML says nothing
        return Words()


def _iptc(image: ImageFile) -> Words:
    try:
        return words_of_iptc(IptcImagePlugin.getiptcinfo(image) or {})
    except Exception:  # noqa: BLE001 - broken records say nothing
        return Words()

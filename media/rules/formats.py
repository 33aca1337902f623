"""Which files are photos, and in which formats are they shown?

The type is read from the first bytes, never from the name or from what the browser claims.
Signatures: JPEG (ISO/IEC 10918-1), PNG (W3C PNG 5.2), GIF89a, WebP (RFC 9649), AVIF (the brands
of the `ftyp` box, av1-avif 6). SVG is a program, not a photo, and is not among them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: `shown_as` is the format of its own renditions, in any browser."""

    name: str
    extension: str
    media_type: str
    shown_as: str


FORMATS = {
    form.name: form
    for form in (
        Format("jpeg", "jpg", "image/jpeg", "jpeg"),
        Format("png", "png", "image/png", "png"),
        Format("webp", "webp", "image/webp", "webp"),
        Format("avif", "avif", "image/avif", "avif"),
        Format("gif", "gif", "image/gif", "png"),
    )
}
MODERN = ("webp", "avif")
MEDIA_TYPES = {form.extension: form.media_type for form in FORMATS.values()}
_AVIF_BRANDS = {b"avif", b"avis"}


def sniff(head: bytes) -> Format | None:
    """Return the format that the first bytes (64 are enough) belong to; None when no photo's."""
    if head.startswith(b"\xff\xd8\xff"):
        return FORMATS["jpeg"]
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FORMATS["png"]
    if head.startswith((b"GIF87a", b"GIF89a")):
        return FORMATS["gif"]
    return _sniff_boxes(head)


def shown_formats(form: Format) -> tuple[str, ...]:
    """Return the formats a photo is rendered in: its own first, then the modern ones."""
    return (form.shown_as, *(name for name in MODERN if name != form.shown_as))


def _sniff_boxes(head: bytes) -> Format | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FORMATS["webp"]
    if head[4:8] == b"ftyp" and _AVIF_BRANDS & _brands(head):
        return FORMATS["avif"]
    return None


def _brands(head: bytes) -> set[bytes]:
    """Return the major and the compatible brands of an ISO media file."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}

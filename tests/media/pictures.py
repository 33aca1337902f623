"""Which small pictures do the tests of the media room use? All are drawn here, none is kept."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms, ImageDraw

RED, GREEN, BLUE, WHITE = (200, 20, 30), (20, 160, 40), (20, 40, 190), (250, 250, 250)


def corners(width=400, height=300, mode="RGB"):
    """Draw a picture whose four quarters are red, green (right), blue (below) and white."""
    picture = Image.new("RGB", (width, height), WHITE)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), RED)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), GREEN)
    draw.rectangle((0, height // 2, width // 2 - 1, height), BLUE)
    return picture.convert(mode)


def encoded(picture, form="JPEG", **options):
    """Return the bytes of a file."""
    file = BytesIO()
    defaults = {"JPEG": {"quality": 90}, "AVIF": {"speed": 10}}.get(form, {})
    picture.save(file, form, **(defaults | options))
    return file.getvalue()


def photo_bytes(form="JPEG", width=400, height=300, **options):
    """Return a small photo in the format."""
    return encoded(corners(width, height), form, **options)


def exif(orientation=1, *, place=False):
    """Return EXIF data as a camera writes it."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = "SECRETCAM"
    if place:
        tags.get_ifd(0x8825).update({1: "N", 2: (50.0, 27.0, 1.0), 3: "E", 4: (30.0, 31.0, 24.0)})
    return tags.tobytes()


def xmp(body="", attributes=""):
    """Return an XMP packet around some RDF."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"'
        f" {attributes}>{body}</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()


def said(name, text, container="Alt"):
    """Return one XMP property in the default language."""
    inner = f'<rdf:{container}><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:{container}>'
    return f"<{name}>{inner}</{name}>"


def with_iptc(jpeg, records):
    """Return the JPEG with IPTC-IIM records of the application record (2:...)."""
    data = b"".join(
        struct.pack(">BBBH", 0x1C, 2, number, len(value)) + value for number, value in records
    )
    block = (
        b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(data)) + data + b"\x00" * (len(data) % 2)
    )
    return with_segment(jpeg, 0xED, b"Photoshop 3.0\x00" + block)


def with_segment(jpeg, marker, payload):
    """Return the JPEG with one more segment after its start."""
    return jpeg[:2] + struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload + jpeg[2:]


def png_claiming(width, height):
    """Return a PNG of a few bytes whose header claims a size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(b"\x00" * 100))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def swapped_profile():
    """Return an sRGB profile whose red and blue primaries have changed places."""
    raw = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    raw = raw.replace(b"rXYZ", b"tmp!", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"tmp!", b"bXYZ", 1)
    return bytes(raw)


def opened(data):
    """Return the picture in some bytes, decoded."""
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def near(pixel, colour, tolerance=40):
    """Say whether a pixel has about this colour."""
    return all(abs(have - want) <= tolerance for have, want in zip(pixel[:3], colour, strict=True))

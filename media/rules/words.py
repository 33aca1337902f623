"""What does a file say about its picture?

Agencies write captions and credits into the file: the older way as IPTC-IIM records (IPTC
Information Interchange Model 4.2, record 2), the newer as XMP (IPTC Photo Metadata Standard).
Both come from strangers and may hold anything.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LONGEST_CAPTION = 2000
LONGEST_CREDIT = 300
LONGEST_ALT = 1000
_CAPTION, _CREDIT, _BYLINE, _COPYRIGHT = (2, 120), (2, 110), (2, 80), (2, 116)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")

_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"

Iptc = Mapping[tuple[int, int], bytes | list[bytes]]


@dataclass(frozen=True, slots=True)
class Words:
    """What a file says about its picture; "" where it says nothing."""

    caption: str = ""
    credit: str = ""
    alt: str = ""


def words_of_iptc(records: Iptc) -> Words:
    """Return what IPTC-IIM records say; credit line first, then by-line, then copyright notice."""
    credit = _decoded(records, _CREDIT) or _decoded(records, _BYLINE)
    return Words(
        caption=tidy(_decoded(records, _CAPTION), LONGEST_CAPTION),
        credit=tidy(credit or _decoded(records, _COPYRIGHT), LONGEST_CREDIT),
    )


def words_of_xmp(xmp: object) -> Words:
    """Return what a parsed XMP packet (Pillow's nested dictionaries) says."""
    found = list(_descriptions(xmp))
    return Words(
        caption=tidy(_first(found, "description"), LONGEST_CAPTION),
        credit=tidy(
            _first(found, "Credit") or _first(found, "creator") or _first(found, "rights"),
            LONGEST_CREDIT,
        ),
        alt=tidy(_first(found, "AltTextAccessibility"), LONGEST_ALT),
    )


def merged(*sayings: Words) -> Words:
    """Return for each field what the first that says anything says."""
    return Words(
        caption=next((words.caption for words in sayings if words.caption), ""),
        credit=next((words.credit for words in sayings if words.credit), ""),
        alt=next((words.alt for words in sayings if words.alt), ""),
    )


def tidy(text: str, longest: int) -> str:
    """Return a stranger's text without markup, on one line, cut to `longest` characters."""
    unmarked = _TAG.sub(" ", html.unescape(_TAG.sub(" ", text[: 4 * longest])))
    return " ".join(printable(unmarked).split())[:longest].rstrip()


def printable(text: str) -> str:
    """Return text without control and direction characters; line breaks stay."""
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join("" if _unprintable(sign) else sign for sign in normal).strip()


def _unprintable(sign: str) -> bool:
    # Soft joins inside words (Cf: zero-width joiner) are part of some scripts; overrides are not.
    kind = unicodedata.category(sign)
    return (kind in {"Cc", "Cs", "Cn", "Co"} and sign not in "\n\t") or sign in _DIRECTIONS


def _decoded(records: Iptc, key: tuple[int, int]) -> str:
    """Return a record as text; a repeated one (several by-lines) is joined with commas."""
    value = records.get(key) or b""
    parts = value if isinstance(value, list) else [value]
    return ", ".join(_text(part) for part in parts[:10] if part)


def _text(raw: bytes) -> str:
    """Decode UTF-8; what is not is taken for Latin-1, as old agency software wrote it."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _descriptions(xmp: object) -> Iterable[Mapping[str, object]]:
    """Yield the `rdf:Description` parts: there may be one or several."""
    part = xmp
    for name in ("xmpmeta", "RDF", "Description"):
        if not isinstance(part, Mapping):
            return
        part = part.get(name, part)
    for description in part if isinstance(part, list) else [part]:
        if isinstance(description, Mapping):
            yield description


def _first(descriptions: list[Mapping[str, object]], name: str) -> str:
    return next((text for part in descriptions if (text := _plain(part.get(name)))), "")


def _plain(value: object, depth: int = 0) -> str:
    """Return the text inside a value: itself, or the first of its alternatives or list."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return next((text for part in value if (text := _plain(part, depth + 1))), "")
    if isinstance(value, Mapping) and depth < 6:  # noqa: PLR2004 - Alt, li, text: four at most
        names = ("Alt", "Seq", "Bag", "li", "text")
        return next((text for name in names if (text := _plain(value.get(name), depth + 1))), "")
    return ""

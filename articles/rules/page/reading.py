"""What does a file of bytes say, if it is a manuscript at all."""

import codecs
from typing import Final

MOST_BYTES: Final = 2_000_000
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Unreadable(Exception):
    """A file that is no manuscript: `code` for machines, `sentence` for people."""

    def __init__(self, code: str, sentence: str) -> None:
        """Keep both; the sentence is also what `str()` gives."""
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def read_manuscript(data: bytes) -> str:
    """Return the text of a file in UTF-8 (with or without a mark) or UTF-16 with a mark.

    Raises Unreadable with the code `too_large`, `empty`, `binary` or `wrong_encoding`.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(
            "too_large",
            f"The file has {len(data):,} bytes; a page may have {MOST_BYTES:,} at most.",
        )
    text = _utf16(data) if data.startswith(_UTF16) else _utf8(data)
    if "\x00" in text:
        raise Unreadable(
            "binary", "The file holds NUL characters: it is a binary file and not text."
        )
    if not text.strip():
        raise Unreadable("empty", "The file is empty: there is no text in it.")
    return text


def _utf8(data: bytes) -> str:
    if b"\x00" in data:
        raise Unreadable(
            "binary",
            f"The file holds a NUL byte at byte {data.index(0)}: it is a binary file and not text.",
        )
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return data[mark:].decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise _wrong_encoding("UTF-8", wrong.start + mark) from None


def _utf16(data: bytes) -> str:
    order = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    try:
        return data[2:].decode(order)
    except UnicodeDecodeError as wrong:
        raise _wrong_encoding("UTF-16", wrong.start + 2) from None


def _wrong_encoding(name: str, at: int) -> Unreadable:
    return Unreadable(
        "wrong_encoding",
        f"The file is not {name} text: byte {at} cannot be read. Save it as UTF-8 and try again.",
    )

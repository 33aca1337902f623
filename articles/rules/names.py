"""When are two names the same, and what slug does a title give?"""

import re
import unicodedata

_CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяъыэё’",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "ie",
            "zh",
            "z",
            "y",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            ".",
            "iu",
            "ia",
            ".",
            "y",
            "e",
            "io",
            ".",
        ],
        strict=True,
    )
)
_OTHERS = {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ı": "i", "þ": "th"}
_LATIN = {ord(k): "" if v == "." else v for k, v in (_CYRILLIC | _OTHERS).items()}
SLUG_LENGTH = 120


def folded(name: str) -> str:
    """Return the name without case, accents and punctuation, for comparison."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", letters))


def slug_of(title: str, *, fallback: str = "") -> str:
    """Return a slug of Latin letters, digits and hyphens, cut at a word; `fallback` when empty.

    Cyrillic is written in Latin letters after the Ukrainian table of 2010 (with the Russian
    letters it lacks); scripts without a table here give the fallback.
    """
    plain = title.casefold().translate(_LATIN)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", ascii_only.replace("'", "")))
    if len(slug) > SLUG_LENGTH:
        slug = slug[:SLUG_LENGTH].rsplit("-", 1)[0]
    return slug or fallback

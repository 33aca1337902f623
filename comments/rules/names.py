# ruff: noqa: RUF001 - letters that look alike are what this is about
"""Is this a name to sign with, and whose is it?"""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from comments.rules.text import visible

LONGEST = 60
LONGEST_URL = 200
RESERVED = ("admin", "administrator", "editor", "editorial team", "moderator", "newsroom", "staff")

# Letters that look like Latin ones, after the confusables of Unicode TR 39: the ones that occur.
_ALIKE = {
    "a": "аα@4",
    "b": "вβьЬ8",
    "c": "с",
    "d": "ԁ",
    "e": "еє3",
    "h": "нһ",
    "k": "кκ",
    "l": "іıιӏ1|!",
    "m": "м",
    "o": "оοσ0",
    "p": "рρ",
    "q": "ԛ",
    "s": "ѕ$5",
    "t": "тτ7",
    "v": "ѵν",
    "w": "ԝѡω",
    "x": "хχ",
    "y": "уγυ",
    "j": "ј",
}
_LOOK_ALIKE = {ord(odd): plain for plain, odds in _ALIKE.items() for odd in odds}


def clean_name(typed: str) -> str:
    """Return the name without what cannot be seen, spaces collapsed; line breaks stay."""
    return re.sub(r"[^\S\n]+", " ", visible(typed)).strip()


def unfit_name(name: str) -> str:
    """Return why a cleaned name cannot be signed with ("" when it can).

    `too_short`, `too_long`, `not_one_line`, `bad_characters`.
    """
    checks = (
        ("too_short", not name),
        ("too_long", len(name) > LONGEST),
        ("not_one_line", "\n" in name or "\u2028" in name or "\u2029" in name),
        ("bad_characters", any(sign in name for sign in "<>@")),
    )
    return next((code for code, true in checks if true), "")


def skeleton(name: str) -> str:
    """Return what is left of a name for the eye: look-alike letters made the same, no accents."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    same = bare.translate(_LOOK_ALIKE).replace("i", "l").replace("rn", "m")
    return re.sub(r"[\W_]", "", same)


def imitates(name: str, staff: Iterable[str]) -> bool:
    """Return whether a reader could take the name for one of the staff's."""
    taken = {skeleton(one) for one in (*staff, *RESERVED)} - {""}
    return skeleton(name) in taken


def unfit_url(url: str) -> str:
    """Return why an author's web address cannot be shown ("" when it can).

    `too_long`, `bad_url`: http(s) only, with a host and without a user.
    """
    if len(url) > LONGEST_URL:
        return "too_long"
    try:
        parts = urlsplit(url)
        fine = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    except ValueError:
        return "bad_url"
    return "" if fine and not re.search(r"[\s<>\"\\]", url) else "bad_url"

"""Is this a name to sign with, and whose is it?"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from comments.rules.folding import fold
from comments.rules.look_alikes import READ_AS
from comments.rules.text import visible

LONGEST = 60
LONGEST_URL = 200
# What the newsroom signs with, in the languages that readers of this paper are likely to know.
RESERVED = (
    *("admin", "administrator", "webmaster", "support team"),
    *("editor", "the editor", "editors", "editor in chief", "editorial team", "editorial desk"),
    *("moderator", "moderators", "moderation team", "newsroom", "news desk", "staff"),
    *("administrador", "administradora", "administración", "moderador", "moderadora"),
    *("editora", "redactor", "redactora", "redacción", "la redacción", "equipo editorial"),
    *("redaktion", "administrateur", "modérateur", "rédaction", "la rédaction"),
)


def clean_name(typed: str) -> str:
    """Return the name without what cannot be seen, spaces collapsed; line breaks stay."""
    return re.sub(r"[^\S\n]+", " ", visible(typed)).strip()


def fitting(name: str) -> str:
    """Return a name that the newspaper's login says, so that a reply can be signed with it.

    Its reader cannot mend it here: what is no part of a name goes, and what is too long is cut.
    """
    one_line = re.sub(r"[<>@\n\u2028\u2029]+", " ", clean_name(name))
    return re.sub(r" +", " ", one_line).strip()[:LONGEST].strip()


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
    """Return what is left of a name for the eye: look-alike letters made the same, no accents.

    Stricter than what texts are folded to: digits are letters everywhere, I is l, rn is m, vv is w.
    """
    seen = fold(name).seen.translate(READ_AS[-1])
    same = seen.replace("i", "l").replace("rn", "m").replace("vv", "w")
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
        fine = fine and parts.port != 0 and visible(url) == url
    except ValueError:
        return "bad_url"
    return "" if fine and not re.search(r"[\s<>\"\\]", url) else "bad_url"

"""What is kept of what somebody typed, and is it fit to be a reply?

Length is counted in code points after cleaning. Characters that cannot be seen but change what is
seen (controls, zero-width, text direction) are taken out; the two joiners stay where writing needs
them: inside emoji, and between letters of the Arabic and Indic families.
"""

import hashlib
import re
import unicodedata

SHORTEST, LONGEST = 2, 5000
MOST_LINES = 40
MOST_LINKS = 10

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # as CommonMark writes a sign that is no mark
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f"  # of England: a black flag with tags
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_JOINERS = "\u200c\u200d"
_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 but tab and newline
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"  # soft hyphen and other fillers
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"  # zero width, direction
    "\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff"  # tags and variation supplements: invisible text
    "]"
)
_EMOJI = "\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINING = (
    "\u0600-\u06ff\u0700-\u074f\u0750-\u077f\u07c0-\u07ff\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe"
    "\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af"
)
_NEEDED = re.compile(
    f"(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}])|(?<=[{_JOINING}])[{_JOINERS}](?=[{_JOINING}])"
)
_KEPT = {"\u200c": "\ue000", "\u200d": "\ue001"}  # while the others are taken out
_PRIVATE = re.compile("[\ue000\ue001]")


def clean(typed: str) -> str:
    """Return the text in NFC, without what cannot be seen, blank lines collapsed, trimmed."""
    text = visible(typed.replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub("[\u2028\u2029]", "\n", text).replace("\t", " ")
    lines = [line.strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def visible(typed: str) -> str:
    """Return the text in NFC without characters that cannot be seen, joiners where needed."""
    text = _PRIVATE.sub("", unicodedata.normalize("NFC", typed))
    text = re.sub(f"({_FLAG})|{_UNSEEN.pattern}", lambda found: found[1] or "", text)
    text = text.replace("\u2800", " ")  # a braille cell without a dot
    text = _NEEDED.sub(lambda joiner: _KEPT[joiner[0]], text)
    text = re.sub(f"[{_JOINERS}]", "", text)
    for joiner, mark in _KEPT.items():
        text = text.replace(mark, joiner)
    return unicodedata.normalize("NFC", text)


def is_text(typed: str) -> bool:
    """Return whether it can be written in UTF-8: JSON may carry halves of characters."""
    return not re.search("[\ud800-\udfff]", typed)


def unfit(text: str) -> str:
    """Return why a cleaned text is no reply ("" when it is one).

    `too_short`, `too_long`, `too_many_lines`, `too_many_links`.
    """
    checks = (
        ("too_short", len(text) < SHORTEST),
        ("too_long", len(text) > LONGEST),
        ("too_many_lines", text.count("\n") >= MOST_LINES),
        ("too_many_links", len(links(text)) > MOST_LINKS),
    )
    return next((code for code, true in checks if true), "")


def links(text: str) -> list[str]:
    """Return the web addresses in a text, as its rendering will have them."""
    return _ADDRESS.findall(_ESCAPED.sub(r"\1", text))


def same_as(text: str) -> str:
    """Return 128 bits as hex that are equal for texts of the same words."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    said = " ".join(words) or text
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()

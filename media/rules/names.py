"""What are files called?"""

import re
import unicodedata

LONGEST_NAME = 150
RENDITIONS_FOLDER = "photos"
_RENDITION = re.compile(r"photos/[0-9a-f]{2}/[0-9a-f]{16,64}/[0-9a-z]{1,8}-\d{1,5}\.([a-z]{3,4})")
_TOKEN = re.compile(r"[0-9a-f]{16,}")


def source_name(name: str) -> str:
    """Return the name a file was uploaded under, fit to be shown to editors, never to be opened.

    Folders, control and direction characters are removed; overlong names lose their middle.
    """
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    shown = " ".join(shown.split())
    if len(shown) <= LONGEST_NAME:
        return shown
    return f"{shown[: LONGEST_NAME - 21]}…{shown[-20:]}"


def original_name(sha256: str, token: str, extension: str) -> str:
    """Return where an original lies in the private store.

    `token` is random and used once, so no writer can ever touch another's file, and whoever
    fails may delete its own without looking.
    """
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}-{_checked(token)}.{extension}"


def rendition_name(token: str, crop: str, width: int, extension: str) -> str:
    """Return where a rendition lies in the public store; nothing of the original shows in it."""
    folder = f"{RENDITIONS_FOLDER}/{token[:2]}/{_checked(token)}"
    return f"{folder}/{crop or 'whole'}-{width}.{extension}"


def rendition_extension(name: str) -> str | None:
    """Return the extension of a rendition's name; None when it is not one that we make."""
    match = _RENDITION.fullmatch(name)
    return match[1] if match else None


def _checked(token: str) -> str:
    if not _TOKEN.fullmatch(token):
        msg = "a token is at least 16 hexadecimal digits"
        raise ValueError(msg)
    return token

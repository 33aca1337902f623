"""Which files does the queue's page consist of in the browser?"""

from typing import Any

from js_asset import ImportMap, Media, Script  # type: ignore[import-untyped]

# Each is comments/static/comments/queue/<name>.js, imported as "newsroom/queue/<name>": the import
# map leads to the file's hashed name, so browsers may keep it for ever.
MODULES = (
    "newsroom",
    "telling",
    "list",
    "fetching",
    "live",
    "acts",
    "answers",
    "bulk",
    "reasons",
    "keys",
    "counts",
    "commenter",
)
_MAP = ImportMap({f"newsroom/queue/{name}": f"comments/queue/{name}.js" for name in MODULES})
_MAIN = Script("comments/queue/main.js", type="module")


def queue_media(nonce: str) -> Any:
    """Return the files with the nonce that a strict Content-Security-Policy asks for."""
    media = Media(importmap=_MAP, js=[_MAIN], css={"all": ["comments/queue/page.css"]})
    return Media.from_media(media, nonce=nonce)

"""Is this document what was printed?"""

from typing import Any

FILLED_IN = ("anchor", "printed_name")  # by freezing, where an editor left them empty


def printed_as(document: Any, content: Any) -> bool:
    """Return whether an edition's content is this document, but for what freezing fills in."""
    if isinstance(document, dict) and isinstance(content, dict):
        return document.keys() == content.keys() and all(
            (name in FILLED_IN and value == "") or printed_as(value, content[name])
            for name, value in document.items()
        )
    if isinstance(document, list) and isinstance(content, list):
        return len(document) == len(content) and all(map(printed_as, document, content))
    return bool(document == content)

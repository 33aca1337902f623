"""Which announcements hold news for the outside? Each room says so of its own."""

from cms.webhooks.rules.news import Tell

_tells: dict[str, Tell] = {}


def register(kind: str, tell: Tell) -> None:
    """Let `tell` say which news announcements of the kind hold."""
    _tells[kind] = tell


def told_by(kind: str) -> Tell | None:
    """Return what tells of a kind of announcement; None for what stays in the house."""
    return _tells.get(kind)

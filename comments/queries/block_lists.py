"""Which lists does the newsroom screen by, ready for use?"""

from datetime import datetime
from threading import Lock

from comments.models import BlockList
from comments.rules.list_text import Compiled, compiled
from comments.rules.screening import Lists

Known = tuple[tuple[int, datetime], Compiled]  # which state of a list, and the list

_ready: dict[str, Known] = {}
_compiling = Lock()


def lists() -> Lists:
    """Return the lists as they are now; one statement, and compiled anew when one changed.

    Every process asks for the versions each time, so a change is in force with the next reply.
    """
    rows = BlockList.objects.exclude(text="").values_list("kind", "version", "changed_at")
    return Lists(**{kind: _at(kind, (version, at)) for kind, version, at in rows})


def _at(kind: str, state: tuple[int, datetime]) -> Compiled:
    """Return a list in this state or a later one; threads wait for the one that compiles it."""
    known = _ready.get(kind)
    if known is None or known[0] != state:
        with _compiling:
            known = _ready.get(kind)
            if known is None or known[0] != state:
                known = _ready[kind] = _read(kind)
    return known[1]


def _read(kind: str) -> Known:
    version, at, text = BlockList.objects.values_list("version", "changed_at", "text").get(
        kind=kind
    )
    return (version, at), compiled(kind, text)


def forget() -> None:
    """Let go of what is compiled: tests begin anew with the same versions."""
    _ready.clear()

"""Which lists does the newsroom screen by, ready for use?"""

from datetime import datetime
from threading import Lock

from comments.models import BlockList, ListKind
from comments.rules.list_text import Compiled, compiled, count_of
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


def one(kind: str) -> tuple[BlockList, int]:
    """Return a list and the number of its entries; an empty one of version 0 for none yet."""
    row = BlockList.objects.filter(kind=kind).select_related("changed_by").first()
    row = row or BlockList(kind=kind, version=0)
    return row, count_of(row.text)


def heads() -> list[tuple[BlockList, int]]:
    """Return all lists in the order in which they are asked, each with its number of entries."""
    rows = {row.kind: row for row in BlockList.objects.select_related("changed_by")}
    kinds = [rows.get(kind) or BlockList(kind=kind, version=0) for kind in ListKind.values]
    return [(row, count_of(row.text)) for row in kinds]

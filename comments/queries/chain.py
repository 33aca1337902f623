"""Is the log of decisions as it was written?"""

from collections.abc import Callable

from cms.kernel.prepared import first
from comments.models import Comment, Decision
from comments.models.decision import CHAINED, fingerprint

AT_ONCE = 2_000  # rows read in one go
_END = """
SELECT (SELECT MAX(id) FROM comments_decision), (SELECT hash FROM comments_loghead WHERE id = 1)
"""


def first_break(told: Callable[[int], None] | None = None) -> int | None:
    """Return the number of the first row that does not fit, 0 for a cut end; None when all fit.

    What is written meanwhile is left out. `told` hears how many rows were followed, now and then;
    never more than AT_ONCE are in memory.
    """
    newest, head = _end()
    last = ""
    rows = Decision.objects.filter(pk__lte=newest).order_by("id")
    columns = rows.values_list("id", "prev_hash", "hash", *CHAINED)
    for number, (pk, before, own, *facts) in enumerate(columns.iterator(chunk_size=AT_ONCE), 1):
        if before != last or fingerprint(before, facts) != own:
            return int(pk)
        last = own
        if told and number % AT_ONCE == 0:
            told(number)
    return None if head == last and (last or not _was_decided()) else 0


def _was_decided() -> bool:
    """Return whether replies say that somebody decided on them: then the log cannot be empty."""
    return Comment.objects.exclude(decided_at=None).exists()


def newest_hash() -> str:
    """Return the hash of the last row, "" before there is one; worth noting outside this house."""
    return _end()[1]


def holds(known: str) -> bool:
    """Return whether a hash that was noted earlier is still the end of the log, or within it."""
    return known == newest_hash() or Decision.objects.filter(prev_hash=known).exists()


def count() -> int:
    """Return how many rows there are."""
    return Decision.objects.count()


def _end() -> tuple[int, str]:
    """Return the number of the last row and the head, as of one moment: one statement."""
    newest, head = first(_END) or (0, "")
    return newest or 0, head or ""

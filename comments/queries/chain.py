"""Is the log of decisions as it was written?"""

from collections.abc import Callable

from cms.kernel.prepared import first
from comments.models import Decision
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
    return None if head == last else 0


def count() -> int:
    """Return how many rows there are."""
    return Decision.objects.count()


def _end() -> tuple[int, str]:
    """Return the number of the last row and the head, as of one moment: one statement."""
    newest, head = first(_END) or (0, "")
    return newest or 0, head or ""

"""Is the log of decisions as it was written?"""

from comments.models import Decision, LogHead


def first_break() -> int | None:
    """Return the number of the first row that does not fit, 0 for a cut end; None when all fit."""
    last = ""
    for decision in Decision.objects.order_by("id").iterator():
        if decision.prev_hash != last or decision.fingerprint() != decision.hash:
            return int(decision.pk)
        last = decision.hash
    head = LogHead.objects.filter(pk=1).values_list("hash", flat=True).first() or ""
    return None if head == last else 0

"""How are replies doing, for those who watch over the house?"""

from datetime import timedelta

from cms.kernel import clock
from comments.models import Comment, Letter

LATE = timedelta(minutes=15)


def replies_waiting() -> int:
    """Return how many replies wait for a moderator."""
    return Comment.objects.waiting().count()


def oldest_waiting() -> float:
    """Return for how many seconds the oldest of them has waited; 0 when none waits."""
    times = Comment.objects.waiting().order_by("created_at").values_list("created_at", flat=True)
    first = times.first()
    return (clock.now() - first).total_seconds() if first else 0.0


def letters_late() -> int:
    """Return how many letters should have gone out a while ago."""
    due = Letter.objects.filter(sent_at=None, given_up_at=None, due_at__lt=clock.now() - LATE)
    return due.count()

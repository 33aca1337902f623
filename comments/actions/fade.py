"""How does the learned aid forget what was decided too long ago?

One lesson after the other is taken back, as undoing takes it back: afterwards the aid is what it
would be had it learned the younger ones only.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from comments.actions.learn import hold_steps, take
from comments.actions.retrain import ToBeReadAnew, retrain
from comments.models import Lesson

AT_ONCE = 100  # lessons, while decisions wait
MOST = 1000  # lessons; of more it is quicker to learn the younger ones again


def fade(*, at: datetime) -> int:
    """Take back what was decided longer than AID_FORGETS_DAYS before `at`; return how much."""
    if not settings.AID_FORGETS_DAYS:
        return 0
    before = at - timedelta(days=settings.AID_FORGETS_DAYS)
    due = Lesson.objects.filter(live=True, decision__at__lt=before)
    count = due.count()
    if count > MOST:
        return count if _retrained(before) else 0
    numbers = list(due.order_by("id").values_list("pk", flat=True))
    return sum(_fade(numbers[n : n + AT_ONCE]) for n in range(0, len(numbers), AT_ONCE))


def _retrained(since: datetime) -> bool:
    try:
        retrain(since=since)
    except ToBeReadAnew:  # N012 says so; that is the operator's to do
        return False
    return True


@transaction.atomic
def _fade(numbers: list[int]) -> int:
    hold_steps()
    held = list(Lesson.objects.filter(pk__in=numbers, live=True).values_list("pk", flat=True))
    for number in held:
        take(number, sign=-1)
    return len(held)

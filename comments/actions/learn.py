"""How does the aid learn from a moderator's decision, and how is that taken back?

Both are called in the transaction of the decision, after it was written into the log: whoever holds
the head of the log numbers the steps. Memories count on to them when they next look.
"""

import secrets

from django.db import transaction

from comments.models import Checkpoint, Comment, DecidedBy, Decision, Lesson, LogHead, Reason, Step
from comments.queries.aid import Said, category_of
from comments.queries.aid_memory import Damaged, newest_step, recalled, sealed
from comments.rules.features import features
from comments.rules.learning import Learned
from comments.rules.packing import packed
from comments.rules.states import Move

TEACHES = {Move.APPROVE: False, Move.REJECT: True, Move.SPAM: True}
SAYS_NOTHING = {Reason.DUPLICATE}  # about the words: they were fine the first time
CHECKPOINT_EVERY = 256  # steps


def learn(*, decision: Decision, comment: Comment, said: Said) -> None:
    """Learn from a decision of a moderator; `said` is what the aid had said before it."""
    rejected = TEACHES.get(Move(decision.what))
    if rejected is None or decision.reason in SAYS_NOTHING or not comment.text:
        return
    before = _of_earlier(decision, comment)
    if before:
        _take(before, sign=-1)
    lesson = Lesson.objects.create(
        decision=decision,
        comment=comment,
        replaces=before,
        rejected=rejected,
        category=category_of(comment.category_id),
        said=said.chance,
        seen=packed(features(comment.text)),
    )
    note_step(lesson, sign=1)


def unlearn(*, decision: Decision) -> None:
    """Take back what a decision taught; what an earlier one had taught holds again."""
    lesson = Lesson.objects.filter(decision=decision, live=True).select_related("replaces").first()
    if lesson is None:
        return
    _take(lesson, sign=-1)
    if lesson.replaces:
        _take(lesson.replaces, sign=1)


def _of_earlier(decision: Decision, comment: Comment) -> Lesson | None:
    """Return the lesson of the decision that this one overturns; none where the words changed."""
    if decision.before.get("decided_by_kind") != DecidedBy.USER:
        return None
    same = Lesson.objects.filter(comment=comment, live=True, decision__revision=comment.revision)
    return same.order_by("-id").first()


def _take(lesson: Lesson, *, sign: int) -> None:
    Lesson.objects.filter(pk=lesson.pk).update(live=sign > 0)
    note_step(lesson, sign=sign)


def note_step(lesson: Lesson | None, *, sign: int) -> Step:
    """Write down the next step. The head of the log must be held."""
    number = newest_step()[0] + 1
    step = Step.objects.create(number=number, stamp=secrets.token_hex(8), lesson=lesson, sign=sign)
    if number % CHECKPOINT_EVERY == 0:
        transaction.on_commit(_keep)
    return step


def _keep() -> None:
    """Write a checkpoint, unless somebody wrote a later one."""
    try:
        memory = recalled()
    except Damaged:
        return
    row = sealed(memory.learned, number=memory.number, stamp=memory.stamp)
    with transaction.atomic():
        hold_steps()
        if not Checkpoint.objects.filter(pk=1, number__gte=row.number).exists():
            row.save()


def hold_steps() -> None:
    """Hold the head of the log, and so the numbers of the steps, until the transaction ends."""
    LogHead.objects.select_for_update().get_or_create(pk=1)


def put(learned: Learned) -> None:
    """Put what was learned anew in place of all there was. The head of the log must be held."""
    step = note_step(None, sign=0)
    sealed(learned, number=step.number, stamp=step.stamp).save()

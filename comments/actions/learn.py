"""How does the aid learn from a moderator's decision, and how is that taken back?

Both are called in the transaction of the decision, after it was written into the log: whoever holds
the head of the log numbers the steps. Memories count on to them when they next look.
"""

import secrets

from django.db import transaction

from cms.kernel.prepared import first, insert, rows, update
from comments.actions.log import hold_head
from comments.models import Checkpoint, Comment, DecidedBy, Decision, Lesson, Reason, Step
from comments.queries.aid import Said, category_of
from comments.queries.aid_memory import MADE_WITH, Damaged, recalled, sealed
from comments.rules.features import features
from comments.rules.learning import Learned
from comments.rules.packing import packed
from comments.rules.states import Move

TEACHES = {Move.APPROVE: False, Move.REJECT: True, Move.SPAM: True}
SAYS_NOTHING = {Reason.DUPLICATE}  # about the words: they were fine the first time
CHECKPOINT_EVERY = 256  # steps
_SAME_WORDS = """
SELECT l.id FROM comments_lesson l JOIN comments_decision d ON d.id = l.decision_id
WHERE l.comment_id = %s AND l.live AND d.revision = %s ORDER BY l.id DESC LIMIT 1
"""
_TAUGHT = "SELECT id, replaces_id FROM comments_lesson WHERE decision_id = %s AND live"
_STEP = """
INSERT INTO comments_step (number, stamp, lesson_id, sign)
SELECT COALESCE(MAX(number), 0) + 1, %s, %s, %s FROM comments_step RETURNING number
"""


def learn(*, decision: Decision, comment: Comment, said: Said, seen: bytes | None = None) -> None:
    """Learn from a decision of a moderator; `said` is what the aid had said before it.

    `seen` are the packed places of the words, found anew where they were not kept.
    """
    rejected = TEACHES.get(Move(decision.what))
    if rejected is None or decision.reason in SAYS_NOTHING or not comment.text:
        return
    before = _of_earlier(decision, comment)
    if before is not None:
        take(before, sign=-1)
    lesson = Lesson(
        decision=decision,
        comment=comment,
        replaces_id=before,
        rejected=rejected,
        category=category_of(comment.category_id),
        said=said.chance,
        made_with=MADE_WITH,
        seen=packed(features(comment.text)) if seen is None else seen,
    )
    insert(lesson)
    note_step(lesson.pk, sign=1)


def unlearn(*, decision: Decision) -> None:
    """Take back what a decision taught; what an earlier one had taught holds again."""
    for pk, replaced in rows(_TAUGHT, [decision.pk]):
        take(pk, sign=-1)
        if replaced:
            take(replaced, sign=1)


def _of_earlier(decision: Decision, comment: Comment) -> int | None:
    """Return the lesson of the decision that this one overturns; none where the words changed."""
    if decision.before.get("decided_by_kind") != DecidedBy.USER:
        return None
    found = first(_SAME_WORDS, [comment.pk, comment.revision])
    return found[0] if found else None


def take(lesson: int, *, sign: int) -> None:
    """Learn a lesson (1), or take it back (-1). The head of the log must be held."""
    update(Lesson, where={"id": lesson}, to={"live": sign > 0})
    note_step(lesson, sign=sign)


def note_step(lesson: int | None, *, sign: int) -> Step:
    """Write down the next step. The head of the log must be held."""
    stamp = secrets.token_hex(8)
    found = first(_STEP, [stamp, lesson, sign])
    assert found is not None  # noqa: S101 - RETURNING
    number = int(found[0])
    if number % CHECKPOINT_EVERY == 0:
        transaction.on_commit(_keep)
    return Step(number=number, stamp=stamp, lesson_id=lesson, sign=sign)


def _keep() -> None:
    """Write a checkpoint, unless somebody wrote a later one."""
    try:
        memory = recalled(with_curve=False)
    except Damaged:
        return
    row = sealed(memory.learned, number=memory.number, stamp=memory.stamp)
    with transaction.atomic():
        hold_steps()
        if not Checkpoint.objects.filter(pk=1, number__gte=row.number).exists():
            row.save()


def hold_steps() -> None:
    """Hold the head of the log, and so the numbers of the steps, until the transaction ends."""
    hold_head()


def put(learned: Learned) -> None:
    """Put what was learned anew in place of all there was. The head of the log must be held."""
    step = note_step(None, sign=0)
    sealed(learned, number=step.number, stamp=step.stamp).save()

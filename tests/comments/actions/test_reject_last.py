"""The newsroom expects that the last of a commenter go as one, and come back each as it was."""

import pytest

from cms.kernel import clock as kernel_clock
from comments.actions.decide import Judgement
from comments.actions.recount import recount
from comments.actions.reject_last import reject_last
from comments.actions.report import report
from comments.actions.undo_many import undo_many
from comments.models import Comment, Decision, Report, State
from comments.queries.chain import first_break
from tests.comments.conftest import RHEA, TROY, judge

pytestmark = pytest.mark.django_db
WHY = Judgement("", None, "reject", reason="abuse")
KEPT = ("state", "held_for", "needs_review", "published_at", "decided_at", "decided_by_id",
        "decided_by_kind", "open_reports", "report_weight", "visible_descendants", "shown",
        "buried")  # fmt: skip


def standing():
    return {row.pop("pk"): row for row in Comment.objects.values("pk", *KEPT)}


def test_each_comes_back_as_it_was(moss, open_story, reply):
    judge(reply(open_story, by=TROY), "approve", moss)
    reported = reply(open_story, by=TROY)
    report(key=reported.key, reason="abuse", note="", reporter=RHEA, at=kernel_clock.now())
    answered = reply(open_story, by=TROY)
    reply(open_story, to=answered, by=RHEA)
    judge(reply(open_story, by=TROY), "hold", moss)
    afterwards = reply(open_story, by=TROY)
    Comment.objects.filter(pk=afterwards.pk).update(needs_review=True)
    judge(reply(open_story, by=TROY), "reject", moss)
    before = standing()

    batch, items = reject_last(
        identity=TROY.identity, count=20, why=WHY, by=moss, at=kernel_clock.now()
    )
    states = list(Comment.objects.filter(identity="troy").values_list("state", flat=True))
    undone, back = undo_many(batch=batch, by=moss, at=kernel_clock.now())

    assert (len(items), {item.refusal for item in (*items, *back)}) == (5, {None})
    assert states == [State.REJECTED] * 6
    assert standing() == before
    assert Report.objects.get().settled_by is None
    assert Decision.objects.filter(batch=undone, what="undo").count() == 5
    assert list(recount(mend=False)) == []
    assert first_break() is None

"""What do the open reports of a reply weigh together, and where does that put it in line?

The turn is moved by the difference alone, so that a weight that comes back brings the very same
turn back with it.
"""

from django.db.models import F

from comments.models import Comment, Outcome, Report
from comments.rules.report_weight import together
from comments.rules.turn import by_reports


def reweigh(comment: Comment, *, count: int) -> float:
    """Add `count` to the open reports, and return what they weigh now.

    To be called by who has written the comment, or holds it, in this transaction.
    """
    rows = Report.objects.filter(comment=comment)
    found = list(rows.values_list("outcome", "revision", "weight"))
    weights = [weight for outcome, _revision, weight in found if outcome == Outcome.OPEN]
    kept = any(
        outcome == Outcome.DISAGREED and revision == comment.revision
        for outcome, revision, _weight in found
    )
    weight = together(weights, kept=kept)
    turn_at = comment.turn_at + by_reports(comment.report_weight) - by_reports(weight)
    Comment.objects.filter(pk=comment.pk).update(
        open_reports=F("open_reports") + count, report_weight=weight, turn_at=turn_at
    )
    comment.open_reports += count
    comment.report_weight, comment.turn_at = weight, turn_at
    return weight

"""What becomes of readers' reports when a moderator decides?

Rejecting and spam agree with them, approving does not; holding leaves them open. Reports of every
wording are settled together: the moderator has read the last one.
"""

from cms.kernel.prepared import update
from comments.actions.reweigh import reweigh
from comments.actions.write_letters import on_settled
from comments.models import Comment, Decision, Outcome, Report, What

OUTCOMES = {
    What.APPROVE: Outcome.DISAGREED,
    What.REJECT: Outcome.AGREED,
    What.SPAM: Outcome.AGREED,
}


def settle_reports(comment: Comment, decision: Decision) -> None:
    """Settle what is open. To be called by who has written the comment in this transaction."""
    outcome = OUTCOMES.get(What(decision.what))
    if outcome is None or not comment.open_reports:
        return
    still_open = Report.objects.filter(comment=comment, outcome=Outcome.OPEN)
    settled = still_open.update(outcome=outcome, settled_by=decision)
    reweigh(comment, count=-settled)
    if settled:
        on_settled(decision)


def reopen_reports(comment: Comment, decision: Decision) -> None:
    """Open again exactly what the decision settled."""
    settled = {"settled_by_id": decision.pk}
    reopened = update(Report, where=settled, to={"outcome": Outcome.OPEN, "settled_by_id": None})
    if reopened:
        reweigh(comment, count=reopened)

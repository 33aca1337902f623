"""When is it kept what the aid says of a reply?

Where it gets its place in the queue, in the same transaction: then the queue can say why it stands
there, and neither reading it nor deciding on it has to look at the words again.
"""

from comments.models import Appraisal, Comment, State
from comments.queries.aid import LearnedAid, aid
from comments.queries.aid_memory import MADE_WITH
from comments.rules.packing import packed


def appraise(comment: Comment, said_by: LearnedAid | None) -> None:
    """Keep what `said_by` says of the words as they are now, if a moderator is to read them.

    What was kept of an earlier wording goes; one statement, or none.
    """
    is_read = comment.state == State.PENDING or comment.needs_review
    if said_by and is_read and comment.text:
        _keep(comment, said_by)
    elif comment.revision > 1:
        Appraisal.objects.filter(comment=comment).delete()


def appraise_reported(comment: Comment) -> None:
    """Keep what the aid says of a reply that was published unread, and is reported now."""
    if comment.text and not Appraisal.objects.filter(comment=comment).exists():
        said_by = aid(comment.category_id)
        if said_by:
            _keep(comment, said_by)


def _keep(comment: Comment, said_by: LearnedAid) -> None:
    found = said_by.appraised(comment.text)
    row = Appraisal(
        comment=comment,
        chance=found.chance,
        version=found.version,
        why=[[part.said, round(part.weight, 3)] for part in found.why],
        made_with=MADE_WITH,
        seen=packed(found.seen),
    )
    Appraisal.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["comment"],
        update_fields=["chance", "version", "why", "made_with", "seen"],
    )

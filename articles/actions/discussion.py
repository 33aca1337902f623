"""What changes beside a story without a new edition: its replies' policy and their number?"""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from articles.actions import popularity
from articles.models.counters import CommentPolicy, Discussion
from cms.kernel import clock
from cms.kernel.errors import Invalid, at_field


def count_comments(*, article_id: int, change: int) -> None:
    """Add `change` (may be negative) to the number of replies that readers see.

    One statement; to be called in the transaction of the transition that causes it.
    """
    changed = Discussion.objects.filter(pk=article_id).update(
        comment_count=Greatest(F("comment_count") + change, 0), changed_at=clock.now()
    )
    if not changed:
        Discussion.objects.create(pk=article_id, comment_count=max(change, 0))
    if change > 0:
        popularity.count_event(article_id=article_id, metric="comments", n=change, at=clock.now())


@transaction.atomic
def set_discussion(
    *, article_id: int, policy: str, closes_at: datetime | None = None
) -> Discussion:
    """Open, close or time the replies to a story; readers see it at once.

    Raises Invalid for a policy that is not known.
    """
    if policy not in CommentPolicy.values:
        raise Invalid([at_field("/policy", "unknown", "policy")])
    row, _created = Discussion.objects.update_or_create(
        pk=article_id,
        defaults={"policy": policy, "closes_at": closes_at, "changed_at": clock.now()},
    )
    return row

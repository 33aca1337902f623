"""How is a story's publication ended, whether it has begun or not?"""

from django.db import transaction

from articles.actions.withdraw import NothingScheduled, NotPublished, unschedule, withdraw
from articles.actions.write_copy import Who


@transaction.atomic
def end_publication(article_id: int, *, by: Who, note: str = "") -> None:
    """Take a story away from its readers, or call off what was scheduled for one they never saw.

    `note` is public where readers saw the story. Raises NotPublished (409).
    """
    try:
        withdraw(article_id, by=by, note=note)
    except NotPublished:
        try:
            unschedule(article_id, by=by)
        except NothingScheduled:
            raise NotPublished from None

"""Which reply does a reader point at?"""

from datetime import datetime

from cms.kernel.errors import Missing
from comments.actions.own_reply import is_live
from comments.models import Comment, State


def seen_reply(key: str, at: datetime) -> Comment:
    """Return a reply whose words readers see, its row held until the transaction ends.

    Only this row: whoever holds it takes nothing but the discussion after it. Raises Missing (404).
    """
    rows = Comment.objects.select_for_update(no_key=True)
    comment = rows.filter(key=key, shown=True, state=State.PUBLISHED).first()
    if comment is None or not is_live(comment, at):
        raise Missing
    return comment

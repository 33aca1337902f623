"""What is somebody told who may not do what was asked?"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.queries.rights import why_not
from articles.rules.who_may import Move
from cms.kernel.errors import DomainError

SAYS = {
    "writes_nothing": _("You may not write stories here."),
    "not_his_own": _(
        "Somebody else writes this story: you may read it, and an editor may change it."
    ),
    "in_print": _("This story is live or scheduled: from here on an editor changes it."),
    "editors_publish": _("Submit the story to the desk, or ask an editor: editors publish."),
    "chiefs_withdraw": _("Only a chief takes stories away from readers."),
    "chiefs_delete": _("Only a chief deletes drafts."),
}


class NotAllowed(DomainError):
    """Somebody else may do this; `reason` says why this user may not."""

    code = "not_allowed"
    status = 403
    message = _("You may not do that. {why}")


def demand(user: Any, move: Move, story: Any, at: datetime) -> None:
    """Raise NotAllowed (403) unless the user may do so to the story (from `with_standing`)."""
    if reason := why_not(user, move, story, at):
        raise NotAllowed(reason=reason, why=str(SAYS[reason]))

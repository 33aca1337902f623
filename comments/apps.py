"""What is this room called inside Django?"""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """The comments room."""

    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        """Name chores and figures; let replies follow their story into another room."""
        from cms.kernel import clock  # noqa: PLC0415
        from cms.kernel.announce import listen  # noqa: PLC0415
        from cms.kernel.chores import chore  # noqa: PLC0415
        from cms.kernel.expanding import Part, below, expandable  # noqa: PLC0415
        from cms.webhooks.actions.tell_outside import tell_outside  # noqa: PLC0415
        from comments.actions.forget_old import forget_old  # noqa: PLC0415
        from comments.actions.send_letters import send_letters, tidy_letters  # noqa: PLC0415
        from comments.actions.write_letters import SENDING  # noqa: PLC0415
        from comments.queries.told_outside import TOLD  # noqa: PLC0415

        expandable("article", "comments", Part("comments", about_it=True, fit=below))
        name_figures()
        chore(SENDING, 60, send_letters)
        chore("old letters", 6 * 60 * 60, tidy_letters)
        chore("what is forgotten", 60 * 60, lambda: forget_old(at=clock.now()))
        for kind in ("article.published", "article.updated"):
            listen(kind, follow_story)
        for kind, tell in TOLD.items():
            tell_outside(kind, tell)


def name_figures() -> None:
    """Name what /metrics tells of this room."""
    from cms.kernel.gauges import gauge  # noqa: PLC0415
    from comments.queries.watched import (  # noqa: PLC0415
        letters_late,
        oldest_waiting,
        replies_waiting,
    )

    gauge("newsroom_replies_waiting", "Replies that wait for a moderator", replies_waiting)
    gauge("newsroom_oldest_waiting_seconds", "How long the oldest one waits", oldest_waiting)
    gauge("newsroom_letters_late", "Letters that should be out by now", letters_late)


def follow_story(_kind: str, subject: str, _facts: dict[str, Any]) -> None:
    """Follow the story, in the transaction that published it."""
    from comments.actions.queue_place import follow_category  # noqa: PLC0415

    follow_category(int(subject))

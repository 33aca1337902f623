"""What is this room called inside Django?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """The comments room."""

    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        """Name the chores of this room: letters go out, and old ones are forgotten."""
        from cms.kernel.chores import chore  # noqa: PLC0415
        from comments.actions.send_letters import send_letters, tidy_letters  # noqa: PLC0415
        from comments.actions.write_letters import SENDING  # noqa: PLC0415

        chore(SENDING, 60, send_letters)
        chore("old letters", 6 * 60 * 60, tidy_letters)

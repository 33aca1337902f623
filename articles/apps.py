"""What is this room called inside Django?"""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """The articles room: it follows what happens to photos."""

    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        """Render live editions anew when a photo that they show is corrected; tell who uses it."""
        from articles.queries.where_used import PHOTOS_IN_STORIES  # noqa: PLC0415
        from cms.kernel.announce import listen  # noqa: PLC0415
        from cms.kernel.usage import register  # noqa: PLC0415

        listen("photo.updated", follow_photo)
        register("photo", PHOTOS_IN_STORIES)


def follow_photo(_kind: str, subject: str, _facts: dict[str, Any]) -> None:
    """Render anew what shows the photo, in the transaction that corrected it."""
    from articles.actions.render_editions import render_mentioning  # noqa: PLC0415
    from articles.models.editions import MentionKind  # noqa: PLC0415

    render_mentioning(MentionKind.PHOTO, int(subject))

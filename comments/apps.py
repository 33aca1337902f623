"""What is this room called inside Django?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """The comments room."""

    name = "comments"
    verbose_name = _("Comments")

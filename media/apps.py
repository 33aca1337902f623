"""What is this room called inside Django?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """The media room."""

    name = "media"
    verbose_name = _("Media")

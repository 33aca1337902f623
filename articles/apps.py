"""What is this room called inside Django?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """The articles room."""

    name = "articles"
    verbose_name = _("Articles")

"""What do the editors' pages call themselves?"""

from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


def name_the_site() -> None:
    """Put the newsroom's name over the admin; to be called when the apps are ready."""
    admin.site.site_header = settings.SITE_NAME
    admin.site.site_title = settings.SITE_NAME
    admin.site.index_title = _("The newsroom")

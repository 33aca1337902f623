"""What is the site called inside Django?"""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class CmsConfig(AppConfig):
    """The site: it stands above the apps and wires them together."""

    name = "cms"
    label = "site_room"
    verbose_name = "Site"

    def ready(self) -> None:
        """Register the checks that explain unsafe settings."""
        from cms import checks  # noqa: F401, PLC0415


class NewsroomAdminConfig(AdminConfig):
    """Django's admin with this newsroom's own first page."""

    default_site = "cms.admin_site.NewsroomSite"

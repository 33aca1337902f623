"""What is the site called inside Django?"""

from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    """The site: it stands above the apps and wires them together."""

    name = "cms"
    label = "site_room"
    verbose_name = "Site"

    def ready(self) -> None:
        """Register the checks that explain unsafe settings; let groups gain what is new."""
        from cms import checks  # noqa: F401, PLC0415
        from cms.seeding.accounts import offer_new  # noqa: PLC0415

        # The rooms stand before auth, so all of their permissions are there when its turn comes.
        post_migrate.connect(offer_new, sender=apps.get_app_config("auth"))


class NewsroomAdminConfig(AdminConfig):
    """Django's admin with this newsroom's own first page."""

    default_site = "cms.admin_site.NewsroomSite"

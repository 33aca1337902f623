"""What is the site called inside Django?"""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The site: it stands above the apps and wires them together."""

    name = "cms"
    label = "site_room"
    verbose_name = "Site"

    def ready(self) -> None:
        """Register the checks that explain unsafe settings, and name the admin."""
        from cms import checks  # noqa: F401, PLC0415
        from cms.admin_site import name_the_site  # noqa: PLC0415

        name_the_site()

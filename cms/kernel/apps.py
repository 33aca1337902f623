"""What is the kernel called inside Django?"""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The kernel knows nobody."""

    name = "cms.kernel"
    label = "kernel"
    verbose_name = "Access and events"

    def ready(self) -> None:
        """Name the figures that tell whether what is done beside the requests is done."""
        from cms.kernel.gauges import chores_in_trouble, chores_late, gauge  # noqa: PLC0415

        gauge("newsroom_chores_late", "Chores that should be done by now", chores_late)
        gauge("newsroom_chores_in_trouble", "Chores that failed the last time", chores_in_trouble)

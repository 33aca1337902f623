"""What is the kernel called inside Django?"""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The kernel knows nobody."""

    name = "cms.kernel"
    label = "kernel"
    verbose_name = "Access and events"

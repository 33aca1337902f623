"""What is the kernel called inside Django?"""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The kernel knows nobody."""

    name = "cms.kernel"
    label = "kernel"
    verbose_name = "Access and events"

    def ready(self) -> None:
        """Name figures of what is done beside the requests; let caches hear what is stale."""
        from functools import partial  # noqa: PLC0415

        from cms.kernel.caches import caches  # noqa: PLC0415
        from cms.kernel.chores import beside, chore  # noqa: PLC0415
        from cms.kernel.gauges import chores_in_trouble, chores_late, gauge  # noqa: PLC0415
        from cms.kernel.purging import (  # noqa: PLC0415
            drop_for_others,
            purge_for_ever,
            purges_failing,
            purges_waiting,
        )

        gauge("newsroom_chores_late", "Chores that should be done by now", chores_late)
        gauge("newsroom_chores_in_trouble", "Chores that failed the last time", chores_in_trouble)
        gauge("newsroom_purges_waiting", "Changes that a cache has not heard of", purges_waiting)
        gauge("newsroom_purges_failing", "Purges that failed the last time", purges_failing)
        chore("purges of other caches", 60 * 60, drop_for_others)
        for cache in caches():
            beside(f"purges {cache.url}", partial(purge_for_ever, cache))

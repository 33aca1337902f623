"""What are caches to forget now, because a person says so?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.kernel.caches import caches, forget
from cms.kernel.keys import EVERYTHING, with_broader


class Command(BaseCommand):
    """Have every cache of PURGE_URL forget what carries one of the keys, or everything."""

    help = "Have caches forget what carries one of the keys (article-12), or --all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take keys, or --all."""
        parser.add_argument("keys", nargs="*", help="as in Surrogate-Key: article-12 tag-4")
        parser.add_argument("--all", action="store_true", help="forget everything")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Tell each cache, and say what it answered."""
        keys = [EVERYTHING] if options["all"] else with_broader(options["keys"])
        if not keys:
            raise CommandError(_("Name keys, or say --all."))
        told = caches()
        if not told:
            raise CommandError(_("PURGE_URL names no cache."))
        troubles = {cache.url: forget(cache, keys) for cache in told}
        for url, trouble in troubles.items():
            self.stdout.write(f"{url}: {trouble or _('done')}")
        if any(troubles.values()):
            raise CommandError(_("Not every cache has heard it."))

"""Compute every story's scores anew: `manage.py rebuild_popularity`."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.actions.rebuild_popularity import rebuild_popularity
from articles.models import Popularity


class Command(BaseCommand):
    """Make the scores of all stories from what was counted in each hour."""

    help = "Compute the popularity of every story anew from the hours of engagement."

    def handle(self, **_options: Any) -> None:
        """Rebuild story by story, each in a transaction of its own."""
        stories = list(Popularity.objects.order_by("pk").values_list("pk", flat=True))
        for article_id in stories:
            rebuild_popularity(article_id=article_id)
        self.stdout.write(f"Computed the popularity of {len(stories)} stories anew.")

"""Let two stories become one: `manage.py merge_articles OLD NEW`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.actions.merge_articles import merge_articles
from articles.models import Article
from cms.kernel.errors import DomainError


class Command(BaseCommand):
    """Lead the addresses and the counts of one story to another."""

    help = "Withdraw a story, and let its addresses and all that was counted go to another."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take both stories by number."""
        parser.add_argument("old", type=int, help="number of the story that goes")
        parser.add_argument("new", type=int, help="number of the story that stays")

    def handle(self, *_args: Any, old: int, new: int, **_options: Any) -> None:
        """Merge, and say so."""
        try:
            merge_articles(old, new, by=None)
        except Article.DoesNotExist:
            raise CommandError("There is no such story.") from None
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Merged story {old} into {new}.")

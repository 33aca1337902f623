"""Which photos shall be rendered again?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from cms.kernel.errors import DomainError
from media.actions.make_renditions import make_renditions
from media.models import Photo


class Command(BaseCommand):
    """Render photos from their originals."""

    help = "Render all photos again from their originals, or only what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take `--missing`."""
        parser.add_argument(
            "--missing", action="store_true", help="make only renditions without a row or a file"
        )

    def handle(self, *_args: Any, missing: bool, **_options: Any) -> None:
        """Render, and say how many renditions were made and what went wrong."""
        photos = Photo.objects.order_by("pk")
        count, refused = 0, []
        bar = Console(stderr=True)
        for photo in track(photos.iterator(200), "Rendering", total=photos.count(), console=bar):
            try:
                count += make_renditions(photo=photo, missing_only=missing)
            except DomainError as refusal:
                refused.append(f"photo {photo.pk}: {refusal}")
        self.stdout.write(f"{count} renditions made.")
        if refused:
            raise CommandError("\n".join(refused))

"""What stories do the tests write?"""

import io
from typing import Any

from PIL import Image

from articles.rules.copy import (
    ArticleCopy,
    BylineEntry,
    Figure,
    Passage,
    Quote,
    Section,
    Source,
)
from tests.darkroom import photo_of


def a_photo(colour: str = "#336699", size: tuple[int, int] = (400, 300)) -> int:
    """Take in a small picture and return its number."""
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "PNG")
    return photo_of(data=data.getvalue(), name="p.png", alt="A crane", credit="Jo Berg").pk


def complete_copy(
    *, category: int, tag: int, expert: int, author: int, photo: int | None, **facts: Any
) -> ArticleCopy:
    """Return a copy that lacks nothing: an opening, a headed section with a quote and a photo."""
    figure = Figure("", photo, "The crane at dawn.", "Jo Berg", "A crane above the water")
    return ArticleCopy(
        **{
            "headline": "Dockers strike for a third day",
            "standfirst": "The port is silent, and the city begins to feel it.",
            "slug": "dockers-strike",
            "language": "en",
            "category": category,
            "tags": (tag,),
            "byline": (BylineEntry(author, "Reporter"),),
            "lead": figure,
            "sections": (
                Section("", blocks=(Passage("", "<p>Nothing moved on the quay.</p>"),)),
                Section(
                    "",
                    "What it costs",
                    blocks=(
                        Passage("", "<p>A day of silence costs two million.</p>"),
                        Quote("", "A port that sleeps feeds nobody.", expert, "", "said Lind"),
                        figure,
                    ),
                ),
            ),
            "source": Source("Port Authority", "https://example.org/port"),
            **facts,
        }
    )

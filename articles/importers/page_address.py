"""Under which slug can the story of a page stand?"""

from articles.models import Address, Article
from articles.rules.names import SLUG_LENGTH, slug_of


def free_slug(headline: str, language: str, *, but_for: int | None = None) -> str:
    """Return the headline's slug, numbered if another story has, had or wants it.

    `but_for` is the story that asks: what it has itself is free for it.
    """
    wanted = slug_of(headline, fallback="story")
    slug, number = wanted, 1
    while _is_wanted(slug, language, but_for):
        number += 1
        slug = f"{wanted[: SLUG_LENGTH - 6].rstrip('-')}-{number}"
    return slug


def _is_wanted(slug: str, language: str, but_for: int | None) -> bool:
    had = Address.objects.filter(slug=slug, language=language)
    wants = Article.objects.filter(slug=slug, language=language)
    return had.exclude(article=but_for or 0).exists() or wants.exclude(pk=but_for or 0).exists()

"""Where do the same words stand already, and in how many stories is somebody quoted?"""

from django.db.models import QuerySet

from articles.models import Article, Quote


def saying(text: str, beside: int | None, limit: int = 3) -> list[Article]:
    """Return other stories that quote the very words, those changed last first; one query."""
    words = text.strip()
    if not words:
        return []
    quotes = Quote.objects.filter(text=words).values("section__article")
    return list(_others(beside).filter(pk__in=quotes).order_by("-changed_at", "-pk")[:limit])


def stories_quoting(expert: int, beside: int | None) -> int:
    """Return in how many other stories the expert is quoted; one query."""
    quotes = Quote.objects.filter(expert=expert).values("section__article")
    return _others(beside).filter(pk__in=quotes).count()


def _others(beside: int | None) -> QuerySet[Article]:
    return Article.objects.exclude(pk=beside) if beside else Article.objects.all()

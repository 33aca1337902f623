"""Many live stories, written past the desk: rankings look at counters and editions only."""

from datetime import datetime

from articles.models import Article, Category, Edition, Popularity
from cms.kernel.answers import dumps


def live_stories(
    count: int, at: datetime, *, category: Category | None = None, language: str = "en"
) -> list[int]:
    """Return the numbers of stories that are live from a moment on, a second between two."""
    room = category or Category.objects.get_or_create(slug="city", name="City")[0]
    articles = Article.objects.bulk_create(Article(headline=f"Story {n}") for n in range(count))
    numbers = [article.pk for article in articles]
    Edition.objects.bulk_create(
        Edition(
            article_id=pk, number=1, slug=f"story-{pk}", language=language, headline=f"Story {pk}",
            category=room, story_id=pk, live_from=at, published_at=at, updated_at=at,
            etag=f"{pk:032x}", rendered_at=at, rendered_with="", keys=f"article-{pk}",
            card=dumps({"id": pk, "title": f"Story {pk}"}), detail=b"{", content="{}",
        )
        for pk in numbers
    )  # fmt: skip
    Popularity.objects.bulk_create(
        Popularity(article_id=pk, visible=True, category_id=room.pk, language=language)
        for pk in numbers
    )
    return numbers

"""Which links show a draft at the moment?"""

from datetime import datetime

from articles.models import PreviewLink


def links_to(article_id: int, at: datetime) -> list[PreviewLink]:
    """Return the links that show the story at the moment with who made them, the newest first."""
    rows = PreviewLink.objects.alive(at).filter(article=article_id).select_related("by")
    return list(rows.order_by("-made_at", "-pk"))

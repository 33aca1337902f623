"""What happened to a story's popularity: it came into view, went out of it, was counted?"""

from articles.models import Popularity


def make_visible(*, article_id: int, category_id: int, language: str) -> None:
    """Let the story stand in rankings from the moment an edition of it is live.

    Its score goes on decaying while it is hidden, so a story that returns stands where it would
    have stood. To be called when an edition is published, scheduled ones included: the rankings
    themselves look at the clock.
    """
    Popularity.objects.update_or_create(
        article_id=article_id,
        defaults={"visible": True, "category_id": category_id, "language": language},
    )


def hide(*, article_id: int) -> None:
    """Take the story out of every ranking at once; what was counted stays."""
    Popularity.objects.filter(article_id=article_id).update(visible=False)

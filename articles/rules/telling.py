"""What do search engines and social networks show of a story?"""

from dataclasses import dataclass

from articles.rules.copy import ArticleCopy


@dataclass(frozen=True, slots=True)
class Told:
    """Title, description, the address that counts, and what robots may do."""

    title: str
    description: str
    canonical_url: str
    robots: str


def told(copy: ArticleCopy, page: str) -> Told:
    """Return what is told of a story at the address `page`: its own words where none are given."""
    return Told(
        title=copy.seo.title or copy.headline,
        description=copy.seo.description or copy.standfirst,
        canonical_url=copy.seo.canonical_url or page,
        robots="noindex" if copy.seo.noindex else "index,follow,max-image-preview:large",
    )

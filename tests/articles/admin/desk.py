"""What does a test type into the desk?"""

from typing import Any

from articles.models import Article
from articles.queries.desk import expert_labels
from articles.queries.working_copy import load
from articles.rules.flow import to_flow

ADD = "/admin/articles/article/add/"


def change(article: Article) -> str:
    """Return the address of a story's desk."""
    return f"/admin/articles/article/{article.pk}/change/"


def typed(article: Article | None = None, **facts: Any) -> dict[str, Any]:
    """Return what the form of a story posts; keywords change it."""
    posted: dict[str, Any] = {
        "headline": "", "standfirst": "", "slug": "", "language": "en", "category": "", "tags": [],
        "lead_photo": "", "lead_caption": "", "lead_credit": "", "lead_alt": "", "body": "",
        "byline_author": [], "byline_role": [], "source_name": "", "source_url": "",
        "seo_title": "", "seo_description": "", "canonical_url": "", "translation_of": "",
        "related": [], "policy": "premoderated", "repliers": "", "closes_at": "",
        "seen_version": "",
    }  # fmt: skip
    if article is not None:
        article.refresh_from_db()
        copy = load(article)
        lead = copy.lead
        posted |= {
            "headline": copy.headline,
            "standfirst": copy.standfirst,
            "slug": copy.slug,
            "language": copy.language,
            "category": copy.category or "",
            "tags": list(copy.tags),
            "byline_author": [entry.author for entry in copy.byline],
            "byline_role": [entry.role for entry in copy.byline],
            "body": to_flow(copy.sections, expert_labels(copy.sections)),
            "source_name": copy.source.name,
            "source_url": copy.source.url,
            "seen_version": article.version,
            "related": list(copy.related),
        }
        if lead:
            posted |= {
                "lead_photo": lead.photo or "",
                "lead_caption": lead.caption,
                "lead_credit": lead.credit,
                "lead_alt": lead.alt,
            }
    return posted | facts


def told(page: Any) -> str:
    """Return the messages of a page as one text."""
    return " ".join(str(message) for message in page.context["messages"])

"""How do an edition's stored bytes and its counters become one story as readers get it?"""

import json
from typing import Any

from django.conf import settings

from articles.queries.addresses import page_url
from articles.queries.live import Story
from articles.rules.networks import in_order
from articles.rules.reply_rules import CLOSED
from cms.kernel.answers import dumps
from cms.kernel.clock import rfc3339


def assembled(story: Story) -> bytes:
    """Return the JSON of one article: what is stored, with its counters put behind it."""
    return story.detail + tail(story)


def tail(story: Story) -> bytes:
    """Return what the stored detail lacks: share counts, picks, how replies stand; closing it."""
    by_network = in_order(story.share)
    counts = {"total": sum(story.share.values()), "by_network": by_network}
    rest = {
        "related": [
            {
                "slug": slug,
                "language": language,
                "title": headline,
                "url": page_url(slug, language),
            }
            for slug, language, headline in story.related
        ],
        "comments": {
            "policy": story.policy,
            "repliers": story.repliers,
            "open": story.policy != CLOSED,
            "count": story.comment_count,
            "closes_at": rfc3339(story.closes_at),
            "url": f"{settings.SITE_URL}/api/v1/articles/{story.slug}/comments/",
        },
    }
    return b"," + dumps(counts)[1:] + b"," + dumps(rest)[1:]


def parsed(story: Story) -> dict[str, Any]:
    """Return one article as a tree, for those who want less or more of it."""
    article: dict[str, Any] = json.loads(assembled(story))
    return article

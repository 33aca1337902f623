"""How would readers see the working copy?"""

import json
from datetime import datetime

from articles.models import Article
from articles.queries.facts import experts_by_id, facts_for
from articles.queries.live import Story
from articles.queries.working_copy import load
from articles.rules.copy import Quote
from articles.rules.document import read
from articles.rules.freeze import freeze
from articles.rules.render import Issue, render
from cms.kernel.clock import rfc3339


def proof(article: Article, at: datetime) -> Story:
    """Return the working copy as an edition of this moment would look, without any counts.

    A constant number of queries. What is missing is missing here too.
    """
    copy = load(article)
    speakers = experts_by_id(b.expert for b in copy.blocks() if isinstance(b, Quote) and b.expert)
    frozen = read(json.loads(freeze(copy, {pk: row.name for pk, row in speakers.items()})))
    issue = Issue(
        id=article.pk,
        published_at=rfc3339(article.first_published_at or at) or "",
        updated_at=rfc3339(at) or "",
    )
    rendering = render(frozen, issue, facts_for([frozen])[frozen.category])
    return Story(
        article_id=article.pk,
        language=frozen.language,
        slug=frozen.slug,
        etag=rendering.etag,
        detail=rendering.detail,
        keys="",
        edge=None,
        changed_at=article.changed_at,
        policy="closed",
        closes_at=None,
        comment_count=0,
        share={},
        related=[],
    )

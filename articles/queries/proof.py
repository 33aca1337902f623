"""How would readers see the working copy?"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from articles.models import Article, Edition
from articles.queries.facts import experts_by_id, facts_for
from articles.queries.live import Story
from articles.queries.working_copy import load
from articles.rules.copy import ArticleCopy, Quote
from articles.rules.document import read
from articles.rules.freeze import freeze
from articles.rules.render import Issue, render
from cms.kernel.clock import rfc3339


def proof(article: Article, at: datetime) -> Story:
    """Return the working copy as an edition of this moment would look, without any counts.

    A constant number of queries. What is missing is missing here too.
    """
    return proof_of(load(article), article, at)


def proof_of(copy: ArticleCopy, article: Article, at: datetime) -> Story:
    """Return a copy as an edition of the article would look; it need not be saved.

    Blocks without an id are called by their place, "n0" for the first, as the desk calls them. A
    constant number of queries.
    """
    copy = _called(copy)
    speakers = experts_by_id(b.expert for b in copy.blocks() if isinstance(b, Quote) and b.expert)
    frozen = read(json.loads(freeze(copy, {pk: row.name for pk, row in speakers.items()})))
    issue = Issue(
        id=article.pk or 0,
        published_at=rfc3339(article.first_published_at or at) or "",
        updated_at=rfc3339(at) or "",
    )
    rendering = render(frozen, issue, facts_for([frozen])[frozen.category])
    return Story(
        edition_id=0,
        article_id=article.pk or 0,
        language=frozen.language,
        slug=frozen.slug,
        etag=rendering.etag,
        detail=rendering.detail,
        keys="",
        edge=None,
        changed_at=article.changed_at,
        policy="closed",
        repliers="everybody",
        closes_at=None,
        comment_count=0,
        share={},
        related=_live(copy.related, at),
    )


def _called(copy: ArticleCopy) -> ArticleCopy:
    """Return the copy with a name for every block: all are to be found in a preview."""
    places = iter(range(len(copy.blocks())))
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                block if block.id else replace(block, id=name)
                for block in section.blocks
                for name in [f"n{next(places)}"]
            ),
        )
        for section in copy.sections
    )
    return copy.with_sections(sections)


def _live(picks: Iterable[int], at: datetime) -> list[tuple[str, str, str]]:
    """Return slug, language and headline of those picks that readers can open, in order."""
    order = list(picks)
    if not order:
        return []
    live = Edition.objects.live(at).filter(article_id__in=order)
    there = {
        row[0]: row[1:] for row in live.values_list("article_id", "slug", "language", "headline")
    }
    return [there[pk] for pk in order if pk in there]

"""How does an edition come to look as it does, and when is it rendered anew?"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from articles.actions.index_search import index_search
from articles.models.editions import Edition, Mention, MentionKind
from articles.queries.facts import experts_by_id, facts_for
from articles.rules import document
from articles.rules.copy import ArticleCopy, Figure, Quote
from articles.rules.render import SHAPE, Issue, Rendering, render
from cms.kernel import clock
from cms.kernel.clock import rfc3339

BATCH = 100


def rendered_with() -> str:
    """Return a short hash of all that stands in every rendering: addresses, the site's name."""
    said = f"{SHAPE}\n{settings.SITE_URL}\n{settings.SITE_NAME}\n{settings.ARTICLE_URL}"
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def render_new(editions: Sequence[tuple[Edition, ArticleCopy]]) -> None:
    """Fill in the renderings of editions that are not saved yet.

    A constant number of queries, however many there are.
    """
    copies = [copy for _edition, copy in editions]
    facts, present = facts_for(copies), became(copies)
    for edition, copy in editions:
        rendering, mentions = _rendering(edition, copy, facts), mentions_of(copy, present)
        for name, value in _columns(rendering, mentions, edition.article_id).items():
            setattr(edition, name, value)


def render_anew(editions: QuerySet[Edition]) -> int:
    """Render editions from their content and today's facts; return how many there were.

    Searches find them under the names of today, too.

    A constant number of queries for each batch of 100, and one update for each edition.
    """
    count = 0
    ids = list(editions.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = list(Edition.objects.filter(pk__in=ids[start : start + BATCH]))
        copies = {e.pk: document.read(json.loads(e.content)) for e in batch}
        facts, present = facts_for(list(copies.values())), became(copies.values())
        for edition in batch:
            copy = copies[edition.pk]
            rendering, mentions = _rendering(edition, copy, facts), mentions_of(copy, present)
            columns = _columns(rendering, mentions, edition.article_id)
            count += Edition.objects.filter(pk=edition.pk).update(**columns)
        index_search([(edition, copies[edition.pk]) for edition in batch])
    return count


def render_mentioning(kind: MentionKind, target_id: int) -> int:
    """Render anew the editions that refer to something which was corrected."""
    mentions = Mention.objects.filter(kind=kind, target_id=target_id)
    return render_anew(Edition.objects.filter(pk__in=mentions.values("edition")))


def _rendering(edition: Edition, copy: ArticleCopy, facts: dict[int | None, Any]) -> Rendering:
    issue = Issue(
        id=edition.article_id,
        published_at=rfc3339(edition.published_at) or "",
        updated_at=rfc3339(edition.updated_at) or "",
    )
    return render(copy, issue, facts[copy.category])


Mentions = Sequence[tuple[MentionKind, int]]


def _columns(rendering: Rendering, mentions: Mentions, article_id: int) -> dict[str, Any]:
    return {
        "detail": rendering.detail,
        "card": rendering.card,
        "etag": rendering.etag,
        "keys": " ".join(surrogate_keys(article_id, mentions)),
        "rendered_at": clock.now(),
        "rendered_with": rendered_with(),
    }


def became(copies: Iterable[ArticleCopy]) -> dict[int, int]:
    """Return who each quoted expert is today, in one query: merged ones lead to another."""
    quotes = [b for copy in copies for b in copy.blocks() if isinstance(b, Quote)]
    return {pk: row.pk for pk, row in experts_by_id(q.expert for q in quotes if q.expert).items()}


def mentions_of(copy: ArticleCopy, present: Mapping[int, int]) -> list[tuple[MentionKind, int]]:
    """Return what a copy refers to, each once, in reading order; `present` as `became` gives."""
    quotes = [b.expert for b in copy.blocks() if isinstance(b, Quote) and b.expert]
    figures: Sequence[Figure] = [
        *([copy.lead] if copy.lead else []),
        *(b for b in copy.blocks() if isinstance(b, Figure)),
    ]
    found: Iterable[tuple[MentionKind, int | None]] = [
        (MentionKind.CATEGORY, copy.category),
        *((MentionKind.TAG, tag) for tag in copy.tags),
        *((MentionKind.AUTHOR, entry.author) for entry in copy.byline),
        *((MentionKind.EXPERT, present.get(pk)) for pk in quotes),
        *((MentionKind.PHOTO, figure.photo) for figure in figures),
        *((MentionKind.RELATED, to) for to in copy.related),
    ]
    return list(dict.fromkeys((kind, pk) for kind, pk in found if pk))


NAMED = {MentionKind.RELATED: "article"}  # of a pick, the answer shows address and headline


def surrogate_keys(article_id: int, mentions: Mentions) -> list[str]:
    """Return the names of everything in the answer, for caches to be purged by."""
    shown = [f"{NAMED.get(kind, kind.name.lower())}-{pk}" for kind, pk in mentions]
    return [f"article-{article_id}", f"comments-{article_id}", *shown]

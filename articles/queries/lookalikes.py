"""Which other stories look like this one: by headline, or by the address that it wants?"""

from dataclasses import dataclass
from typing import Literal

from django.db.models import Q

from articles.models import Address, Article, Edition
from articles.rules.lookalike import Likeness, as_slug, likeness, telling_words
from cms.kernel import clock

READ = 300  # candidates, the last changed first
SHOWN = 5
Claim = Literal["now", "formerly", "wanted"]


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Another story, and how alike its headline is."""

    article_id: int
    headline: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Claimed:
    """Another story that has the address, had it, or wants it."""

    article_id: int
    headline: str
    claim: Claim

    @property
    def is_taken(self) -> bool:
        """Return whether publishing would be refused: one that is only wanted is free."""
        return self.claim != "wanted"


def headlines_like(headline: str, *, but: int | None) -> list[Lookalike]:
    """Return other stories whose headline is the same or nearly, the same ones first; one query.

    They are looked for by the longest words: in slugs, which know neither case nor accents, and
    in headlines.
    """
    wanted = Q()
    for word in telling_words(headline):
        if slug := as_slug(word):
            wanted |= Q(slug__contains=slug)
        for spelling in {word, word.capitalize(), word.upper()}:
            wanted |= Q(headline__contains=spelling)
    if not wanted:
        return []
    rows = Article.objects.filter(wanted).exclude(pk=but or 0).order_by("-changed_at")
    found = [
        Lookalike(pk, title, alike)
        for pk, title in rows.values_list("pk", "headline")[:READ]
        if (alike := likeness(headline, title))
    ]
    return sorted(found, key=lambda one: one.likeness != "same")[:SHOWN]


def slug_claims(slug: str, language: str, *, but: int | None) -> list[Claimed]:
    """Return who else has, had or wants the address; three queries at most."""
    if not slug:
        return []
    now = clock.now()
    held = Address.objects.filter(slug=slug, language=language).exclude(article=but or 0)
    has = held.select_related("article").first()
    if has:
        live = Edition.objects.live(now).filter(article=has.article_id, slug=slug)
        claim: Claim = "now" if live.exists() or has.since > now else "formerly"
        return [Claimed(has.article_id, str(has.article), claim)]
    drafts = Article.objects.filter(slug=slug, language=language).exclude(pk=but or 0)
    return [Claimed(row.pk, str(row), "wanted") for row in drafts.order_by("pk")[:SHOWN]]

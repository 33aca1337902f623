"""Which stories may stand in a ranking? Those that are live, and match what was asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.models.editions import Edition, Mention, MentionKind
from articles.models.people import Author, Expert, ExpertName
from articles.models.ranking import RankingKind, RankingRule
from articles.models.taxonomy import Category, Tag

RARE = 500  # articles: fewer are ranked among themselves, more by walking the ranking


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for, as slugs: in a tuple any of them will do, each tuple must be met."""

    categories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    tags: Sequence[tuple[str, ...]] = ()
    authors: Sequence[tuple[str, ...]] = ()
    experts: Sequence[tuple[str, ...]] = ()
    published_after: datetime | None = None
    exclude: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Contenders:
    """The stories that may stand in a ranking: a condition on rows with an `article_id`.

    `only` names them all when they are few, else it is None. `unwanted` are those that editors
    keep out.
    """

    live: Exists
    unwanted: Exists
    categories: list[int] | None = None
    languages: tuple[str, ...] = ()
    exclude: tuple[int, ...] = ()
    only: list[int] | None = None


def contenders(filters: Filters, at: datetime) -> Contenders:
    """Look the slugs up; one query or two for each filter that is used."""
    editions = Edition.objects.live(at)
    categories = None
    if filters.categories:
        found = Category.objects.filter(slug__in=filters.categories)
        categories = list(found.values_list("pk", flat=True))
        editions = editions.filter(category__in=categories)
    if filters.languages:
        editions = editions.filter(language__in=filters.languages)
    if filters.published_after:
        editions = editions.filter(published_at__gte=filters.published_after)
    only: list[int] | None = None
    for kind, targets in _mentioned(filters):
        editions = editions.filter(Exists(_mentions(kind, targets).filter(edition=OuterRef("pk"))))
        only = _fewer(only, _few(kind, targets))
    return Contenders(
        live=Exists(editions.filter(article_id=OuterRef("article_id"))),
        unwanted=Exists(_excluded(at).filter(article_id=OuterRef("article_id"))),
        categories=categories,
        languages=filters.languages,
        exclude=filters.exclude,
        only=only,
    )


def _excluded(at: datetime) -> QuerySet[RankingRule, RankingRule]:
    return RankingRule.objects.in_force(at).filter(kind=RankingKind.EXCLUDE)


def _mentioned(filters: Filters) -> Iterable[tuple[MentionKind, list[int]]]:
    for slugs in filters.tags:
        yield MentionKind.TAG, _ids(Tag.objects.filter(slug__in=slugs))
    for slugs in filters.authors:
        yield MentionKind.AUTHOR, _ids(Author.objects.filter(slug__in=slugs))
    for slugs in filters.experts:
        yield MentionKind.EXPERT, _expert_ids(slugs)


def _ids(rows: QuerySet[Any, Any]) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def _expert_ids(slugs: Sequence[str]) -> list[int]:
    """Return the experts of present and former slugs; one that was merged leads to the other."""
    former = ExpertName.objects.filter(slug__in=slugs).values("expert")
    rows = Expert.objects.filter(slug__in=slugs) | Expert.objects.filter(pk__in=former)
    return [merged or pk for pk, merged in rows.values_list("pk", "merged_into")]


def _mentions(kind: MentionKind, targets: list[int]) -> QuerySet[Mention, Mention]:
    return Mention.objects.filter(kind=kind, target_id__in=targets)


def _few(kind: MentionKind, targets: list[int]) -> list[int] | None:
    """Return the articles that mention a target, unless they are many."""
    rows = _mentions(kind, targets).values_list("edition__article_id", flat=True)
    found = list(rows[: RARE + 1])
    return None if len(found) > RARE else sorted(set(found))


def _fewer(one: list[int] | None, other: list[int] | None) -> list[int] | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other, key=len)

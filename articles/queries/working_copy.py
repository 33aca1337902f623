"""What do the editors have? The rows of articles, read as plain values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from articles.models import (
    Article,
    Byline,
    Correction,
    Figure,
    Passage,
    Quote,
    RelatedPick,
    Section,
)
from articles.rules import copy as values
from cms.kernel.clock import whole_milliseconds


def load(article: Article) -> values.ArticleCopy:
    """Return the whole tree of an article in a constant number of queries, however long it is."""
    return load_all([article])[article.pk]


def load_all(articles: Sequence[Article]) -> dict[int, values.ArticleCopy]:
    """Return the trees of articles by number, in as many queries as one takes."""
    numbers = [article.pk for article in articles]
    tagged = Article.tags.through._default_manager.filter(article__in=numbers)
    tags = _grouped(tagged.order_by("tag__slug").values_list("article_id", "tag_id"))
    bylines = _grouped(
        (row.article_id, values.BylineEntry(row.author_id, row.role))
        for row in Byline.objects.filter(article__in=numbers).order_by("position", "id")
    )
    picked = RelatedPick.objects.filter(article__in=numbers).order_by("position", "id")
    picks = _grouped(picked.values_list("article_id", "to_id"))
    corrections = _grouped(
        (row.article_id, values.Correction(whole_milliseconds(row.at), row.note))
        for row in Correction.objects.filter(article__in=numbers).order_by("at", "id")
    )
    sections = _sections(numbers)
    return {
        article.pk: replace(
            _own_facts(article),
            tags=tuple(tags[article.pk]),
            byline=tuple(bylines[article.pk]),
            sections=tuple(sections[article.pk]),
            related=tuple(picks[article.pk]),
            corrections=tuple(corrections[article.pk]),
        )
        for article in articles
    }


Value = TypeVar("Value")


def _grouped(pairs: Iterable[tuple[int, Value]]) -> defaultdict[int, list[Value]]:
    """Return the values by the number before them, in their order."""
    found: defaultdict[int, list[Value]] = defaultdict(list)
    for number, value in pairs:
        found[number].append(value)
    return found


def _own_facts(article: Article) -> values.ArticleCopy:
    """Return what stands in the article's own row."""
    lead = values.Figure(
        "", article.lead_photo_id, article.lead_caption, article.lead_credit, article.lead_alt
    )
    return values.ArticleCopy(
        headline=article.headline,
        standfirst=article.standfirst,
        slug=article.slug,
        language=article.language,
        category=article.category_id,
        lead=lead if article.has_lead else None,
        source=values.Source(article.source_name, article.source_url),
        seo=values.Seo(
            article.seo_title, article.seo_description, article.canonical_url, article.noindex
        ),
        translation_of=article.translation_of_id,
    )


def _sections(numbers: Sequence[int]) -> defaultdict[int, list[values.Section]]:
    """Return the bodies of articles by number."""
    blocks = _grouped(
        (section_id, (position, block))
        for section_id, position, block in chain(
            _passages(numbers), _quotes(numbers), _figures(numbers)
        )
    )
    rows = Section.objects.filter(article__in=numbers).order_by("position", "id")
    return _grouped(
        (
            row.article_id,
            values.Section(
                id=row.key,
                heading=row.heading,
                anchor=row.anchor,
                blocks=tuple(b for _, b in sorted(blocks[row.pk], key=lambda placed: placed[0])),
            ),
        )
        for row in rows
    )


Placed = tuple[int, int, values.Block]


def _passages(numbers: Sequence[int]) -> Iterator[Placed]:
    for row in Passage.objects.filter(section__article__in=numbers):
        yield row.section_id, row.position, values.Passage(row.key, row.html)


def _quotes(numbers: Sequence[int]) -> Iterator[Placed]:
    for row in Quote.objects.filter(section__article__in=numbers):
        quote = values.Quote(
            id=row.key,
            text=row.text,
            expert=row.expert_id,
            printed_name=row.printed_name,
            attribution=row.attribution,
            said_on=row.said_on,
            source=values.Source(row.source_name, row.source_url),
        )
        yield row.section_id, row.position, quote


def _figures(numbers: Sequence[int]) -> Iterator[Placed]:
    for row in Figure.objects.filter(section__article__in=numbers):
        figure = values.Figure(row.key, row.photo_id, row.caption, row.credit, row.alt)
        yield row.section_id, row.position, figure

"""What do the editors have? The rows of one article, read as plain values."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

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
    lead = values.Figure(
        "", article.lead_photo_id, article.lead_caption, article.lead_credit, article.lead_alt
    )
    bylines = Byline.objects.filter(article=article).order_by("position", "id")
    corrections = Correction.objects.filter(article=article).order_by("at", "id")
    picks = RelatedPick.objects.filter(article=article).order_by("position", "id")
    return values.ArticleCopy(
        headline=article.headline,
        standfirst=article.standfirst,
        slug=article.slug,
        language=article.language,
        category=article.category_id,
        tags=tuple(article.tags.order_by("slug").values_list("pk", flat=True)),
        byline=tuple(values.BylineEntry(row.author_id, row.role) for row in bylines),
        lead=lead if article.has_lead else None,
        sections=_sections(article),
        source=values.Source(article.source_name, article.source_url),
        seo=values.Seo(
            article.seo_title, article.seo_description, article.canonical_url, article.noindex
        ),
        related=tuple(picks.values_list("to", flat=True)),
        translation_of=article.translation_of_id,
        corrections=tuple(
            values.Correction(whole_milliseconds(row.at), row.note) for row in corrections
        ),
    )


def _sections(article: Article) -> tuple[values.Section, ...]:
    blocks: defaultdict[int, list[tuple[int, values.Block]]] = defaultdict(list)
    for section_id, position, block in chain(
        _passages(article), _quotes(article), _figures(article)
    ):
        blocks[section_id].append((position, block))
    rows = Section.objects.filter(article=article).order_by("position", "id")
    return tuple(
        values.Section(
            id=row.key,
            heading=row.heading,
            anchor=row.anchor,
            blocks=tuple(b for _, b in sorted(blocks[row.pk], key=lambda placed: placed[0])),
        )
        for row in rows
    )


Placed = tuple[int, int, values.Block]


def _passages(article: Article) -> Iterator[Placed]:
    for row in Passage.objects.filter(section__article=article):
        yield row.section_id, row.position, values.Passage(row.key, row.html)


def _quotes(article: Article) -> Iterator[Placed]:
    for row in Quote.objects.filter(section__article=article):
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


def _figures(article: Article) -> Iterator[Placed]:
    for row in Figure.objects.filter(section__article=article):
        figure = values.Figure(row.key, row.photo_id, row.caption, row.credit, row.alt)
        yield row.section_id, row.position, figure

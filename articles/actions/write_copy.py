"""How is a working copy changed? Always as a whole tree, and every change is kept as a revision."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from articles.actions.fitting import demand_fitting
from articles.models import (
    Article,
    Byline,
    Correction,
    Figure,
    Passage,
    Quote,
    RelatedPick,
    Revision,
    Section,
    TimelineEntry,
)
from articles.models.history import Did
from articles.models.working_copy import new_key
from articles.queries.working_copy import load
from articles.rules import copy as values
from articles.rules.clean import clean, clean_text
from articles.rules.document import written
from cms.kernel import clock
from cms.kernel.errors import DomainError

Who = AbstractBaseUser | None
Row = TypeVar("Row", bound=models.Model)
FACTS = [
    "headline",
    "standfirst",
    "slug",
    "language",
    "category_id",
    "has_lead",
    "lead_photo_id",
    "lead_caption",
    "lead_credit",
    "lead_alt",
    "source_name",
    "source_url",
    "seo_title",
    "seo_description",
    "canonical_url",
    "noindex",
    "translation_of_id",
    "version",
    "changed_at",
]


class StaleCopy(DomainError):
    """Somebody saved the article meanwhile; nothing was written."""

    code = "version_conflict"
    status = 412
    message = _("Somebody saved this story meanwhile; it is now version {version}.")


@transaction.atomic
def create_article(
    copy: values.ArticleCopy, *, by: Who, source_key: str | None = None, why: str = ""
) -> Article:
    """Make a draft of the copy, with its first revision.

    Raises Invalid when it names something that does not exist.
    """
    article = Article.objects.create(
        created_by_id=by.pk if by else None, source_key=source_key, version=0
    )
    TimelineEntry.objects.create(article=article, did=Did.CREATED, by_id=by.pk if by else None)
    return write_copy(article.pk, copy, by=by, version=0, why=why or "created")


@transaction.atomic
def write_copy(
    article_id: int, copy: values.ArticleCopy, *, by: Who, version: int | None, why: str = ""
) -> Article:
    """Make the working copy equal to `copy`, and keep it as a revision.

    Blocks are matched by id, whatever section they moved to; an unknown id becomes a new row.
    `version` is the one the writer saw; None writes over any. Corrections are not written here
    (see actions.correct). The number of queries does not depend on the length of the article.

    Raises StaleCopy (412), Invalid (400) for what does not fit or does not exist.
    """
    article: Article = Article.objects.locked(article_id)
    if version is not None and version != article.version:
        raise StaleCopy(version=article.version)
    copy = cleaned(copy)
    demand_fitting(article.pk, copy)
    _write_facts(article, copy)
    _write_body(article, copy.sections)
    return keep_revision(article, by=by, why=why)


def keep_revision(article: Article, *, by: Who, why: str) -> Article:
    """Keep the whole tree as it now stands; its number is the article's version."""
    Revision.objects.create(
        article=article,
        number=article.version,
        tree=written(load(article)),
        by_id=by.pk if by else None,
        why=why[:200],
    )
    return article


def cleaned(copy: values.ArticleCopy) -> values.ArticleCopy:
    """Return the copy with clean HTML and plain text free of control characters."""

    def block(value: values.Block) -> values.Block:
        match value:
            case values.Passage():
                return replace(value, html=clean(value.html))
            case values.Quote():
                return _clean_quote(value)
            case values.Figure():
                return _clean_figure(value)

    return replace(
        copy,
        headline=_one_line(copy.headline),
        standfirst=clean_text(copy.standfirst),
        byline=tuple(replace(entry, role=_one_line(entry.role)) for entry in copy.byline),
        source=_clean_source(copy.source),
        seo=replace(
            copy.seo,
            title=_one_line(copy.seo.title),
            description=clean_text(copy.seo.description),
            canonical_url=copy.seo.canonical_url.strip(),
        ),
        lead=_clean_figure(copy.lead) if copy.lead else None,
        sections=tuple(
            replace(
                section,
                heading=_one_line(section.heading),
                blocks=tuple(block(b) for b in section.blocks),
            )
            for section in copy.sections
        ),
    )


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _clean_quote(quote: values.Quote) -> values.Quote:
    return replace(
        quote,
        text=clean_text(quote.text),
        printed_name=_one_line(quote.printed_name),
        attribution=clean_text(quote.attribution),
        source=_clean_source(quote.source),
    )


def _clean_source(source: values.Source) -> values.Source:
    return values.Source(name=_one_line(source.name), url=source.url.strip())


def _clean_figure(figure: values.Figure) -> values.Figure:
    return replace(
        figure,
        caption=clean_text(figure.caption),
        credit=_one_line(figure.credit),
        alt=clean_text(figure.alt),
    )


def _write_facts(article: Article, copy: values.ArticleCopy) -> None:
    fill_in(article, copy)
    article.version += 1
    article.changed_at = clock.now()
    article.save(update_fields=FACTS)
    article.tags.set(copy.tags)
    Byline.objects.filter(article=article).delete()
    Byline.objects.bulk_create(byline_rows(article, copy))
    RelatedPick.objects.filter(article=article).delete()
    RelatedPick.objects.bulk_create(
        RelatedPick(article=article, to_id=to, position=position)
        for position, to in enumerate(dict.fromkeys(copy.related))
    )


def fill_in(article: Article, copy: values.ArticleCopy) -> None:
    """Give the row of an article the facts of a copy; nothing is saved."""
    lead = copy.lead or values.Figure("")
    article.headline, article.standfirst = copy.headline, copy.standfirst
    article.slug, article.language = copy.slug, copy.language
    article.category_id, article.translation_of_id = copy.category, copy.translation_of
    article.has_lead, article.lead_photo_id = copy.lead is not None, lead.photo
    article.lead_caption, article.lead_credit = lead.caption, lead.credit
    article.lead_alt = lead.alt
    article.source_name, article.source_url = copy.source.name, copy.source.url
    article.seo_title, article.seo_description = copy.seo.title, copy.seo.description
    article.canonical_url, article.noindex = copy.seo.canonical_url, copy.seo.noindex


def byline_rows(article: Article, copy: values.ArticleCopy) -> list[Byline]:
    """Return the byline of a copy as unsaved rows."""
    return [
        Byline(article=article, author_id=entry.author, role=entry.role, position=position)
        for position, entry in enumerate(copy.byline)
    ]


def _write_body(article: Article, sections: Sequence[values.Section]) -> None:
    keys = _keys(article, sections)
    wanted = [
        Section(
            article=article,
            key=keys[id(section)],
            heading=section.heading,
            anchor=section.anchor,
            position=number,
        )
        for number, section in enumerate(sections)
    ]
    kept = _sync(Section.objects.filter(article=article), wanted, ("heading", "anchor", "position"))
    blocks: dict[type[models.Model], list[Any]] = {Passage: [], Quote: [], Figure: []}
    for section in sections:
        for place, block in enumerate(section.blocks):
            row = block_row(block, keys[id(block)], kept[keys[id(section)]].pk, place)
            blocks[type(row)].append(row)
    _sync(_of(Passage, article), blocks[Passage], ("section_id", "position", "html"))
    _sync(_of(Quote, article), blocks[Quote], QUOTE_FACTS)
    _sync(_of(Figure, article), blocks[Figure], FIGURE_FACTS)
    gone = set(Section.objects.filter(article=article).values_list("key", flat=True)) - set(kept)
    if gone:
        Section.objects.filter(article=article, key__in=gone).delete()


QUOTE_FACTS = [
    "section_id",
    "position",
    "text",
    "expert_id",
    "printed_name",
    "attribution",
    "said_on",
    "source_name",
    "source_url",
]
FIGURE_FACTS = ("section_id", "position", "photo_id", "caption", "credit", "alt")


def _of(model: type[Row], article: Article) -> models.QuerySet[Row]:
    return model._default_manager.filter(section__article=article)


def block_row(block: values.Block, key: str, section_id: int, place: int) -> models.Model:
    """Return a block as an unsaved Passage, Quote or Figure."""
    common = {"key": key, "section_id": section_id, "position": place}
    match block:
        case values.Passage():
            return Passage(**common, html=block.html)
        case values.Figure():
            return Figure(
                **common,
                photo_id=block.photo,
                caption=block.caption,
                credit=block.credit,
                alt=block.alt,
            )
        case values.Quote():
            return Quote(
                **common,
                text=block.text,
                expert_id=block.expert,
                printed_name=block.printed_name,
                attribution=block.attribution,
                said_on=block.said_on,
                source_name=block.source.name,
                source_url=block.source.url,
            )


def _keys(article: Article, sections: Sequence[values.Section]) -> dict[int, str]:
    """Give every section and block (by identity) its key: its own if free, else a new one."""
    parts = [part for section in sections for part in (section, *section.blocks)]
    named = {part.id for part in parts if part.id}
    taken: set[str] = set()
    for model in (Section, Passage, Quote, Figure):
        owner = "article" if model is Section else "section__article"
        rows = model._default_manager.filter(key__in=named).exclude(**{owner: article})
        taken.update(rows.values_list("key", flat=True))
    keys: dict[int, str] = {}
    for part in parts:
        key = part.id if part.id and part.id not in taken else new_key()
        taken.add(key)
        keys[id(part)] = key
    return keys


def _sync(
    existing: models.QuerySet[Row], wanted: Sequence[Any], facts: Sequence[str]
) -> dict[str, Any]:
    """Make the rows equal to the wanted ones, matched by key; return them by key.

    Sections that are no longer wanted stay for now: a block may still have to move out of them.
    """
    old: dict[str, Any] = {row.key: row for row in existing}  # type: ignore[attr-defined]
    model = existing.model
    new = [row for row in wanted if row.key not in old]
    changed = []
    for row in wanted:
        if row.key in old:
            before, row.pk = old[row.key], old[row.key].pk
            if any(getattr(before, fact) != getattr(row, fact) for fact in facts):
                changed.append(row)
    gone = [row.pk for key, row in old.items() if key not in {row.key for row in wanted}]
    if gone and model is not Section:
        model._default_manager.filter(pk__in=gone).delete()
    columns = [fact.removesuffix("_id") for fact in facts]
    model._default_manager.bulk_update(changed, columns)
    model._default_manager.bulk_create(new)
    return {row.key: row for row in wanted}


def add_correction(article: Article, note: str) -> Correction:
    """Put a public note on what was put right beside the article; publishing shows it."""
    return Correction.objects.create(article=article, note=clean_text(note))

"""How does a whole archive of published stories come in? Hundreds at once, in few statements.

What comes out is what writing and publishing each story would have given, on the day it was
first published: the same rows, the same bytes.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from articles.actions.index_editions import index
from articles.actions.lacking import demand_nothing_lacking
from articles.actions.publish import SlugTaken
from articles.actions.render_editions import render_new
from articles.actions.write_copy import block_row, byline_rows, cleaned, fill_in
from articles.importers.documents import copy_of
from articles.models import (
    Address,
    Article,
    Byline,
    Discussion,
    Edition,
    Popularity,
    RelatedPick,
    Revision,
    Section,
    Tag,
    TimelineEntry,
)
from articles.models.history import Did
from articles.models.working_copy import new_key
from articles.queries.facts import experts_by_id
from articles.rules import copy as values
from articles.rules import document as documents
from articles.rules.freeze import freeze
from cms.kernel.clock import rfc3339, whole_milliseconds
from cms.kernel.errors import at_field
from cms.kernel.models import Announcement

Who = AbstractBaseUser | None
ROWS = 500  # in one statement


@dataclass(frozen=True, slots=True)
class BackNumber:
    """A story as it once came out: its document, when, and how replies to it are taken."""

    document: dict[str, Any]
    published_at: datetime
    policy: str = "open"
    source_key: str | None = None


@dataclass(frozen=True, slots=True)
class _Story:
    """One story on its way into the tables."""

    article: Article
    copy: values.ArticleCopy
    policy: str


@transaction.atomic
def bring_in(numbers: Sequence[BackNumber], *, by: Who) -> list[int]:
    """Make all the stories, published when they say, and return the articles' ids in order.

    The number of queries grows with the number of rows by the batch only. Raises Invalid for a
    document that is no story, NothingMayLack (422), SlugTaken (409); then none of them is made.
    """
    copies = _ready([copy_of(number.document) for number in numbers])
    for copy in copies:
        demand_nothing_lacking(copy)
    stories = [
        _Story(_article(number, copy, by), copy, number.policy)
        for number, copy in zip(numbers, copies, strict=True)
    ]
    Article.objects.bulk_create([story.article for story in stories], batch_size=ROWS)
    _claim_addresses(stories)
    _write_bodies(stories)
    _write_facts(stories)
    _write_history(stories, by)
    _publish(stories)
    return [story.article.pk for story in stories]


def _ready(copies: Sequence[values.ArticleCopy]) -> list[values.ArticleCopy]:
    """Return the copies as they would be loaded from their rows."""
    slugs = dict(
        Tag.objects.filter(pk__in={tag for copy in copies for tag in copy.tags}).values_list(
            "pk", "slug"
        )
    )
    return [_with_keys(cleaned(copy), slugs) for copy in copies]


def _with_keys(copy: values.ArticleCopy, tag_slugs: dict[int, str]) -> values.ArticleCopy:
    return replace(
        copy,
        tags=tuple(sorted(set(copy.tags), key=lambda tag: tag_slugs.get(tag, ""))),
        related=tuple(dict.fromkeys(copy.related)),
        lead=replace(copy.lead, id="") if copy.lead else None,
        sections=tuple(
            replace(
                section,
                id=section.id or new_key(),
                blocks=tuple(replace(block, id=block.id or new_key()) for block in section.blocks),
            )
            for section in copy.sections
        ),
    )


def _article(number: BackNumber, copy: values.ArticleCopy, by: Who) -> Article:
    at = whole_milliseconds(number.published_at)
    article = Article(
        source_key=number.source_key,
        created_by_id=by.pk if by else None,
        version=1,
        edition_number=1,
        created_at=at,
        changed_at=at,
        first_published_at=at,
        last_updated_at=at,
    )
    fill_in(article, copy)
    return article


def _claim_addresses(stories: Sequence[_Story]) -> None:
    """Take all the slugs; the database lets only one story have each."""
    rows = [
        Address(
            article=story.article,
            language=story.copy.language,
            slug=story.copy.slug,
            since=story.article.created_at,
        )
        for story in stories
    ]
    try:
        with transaction.atomic():
            Address.objects.bulk_create(rows, batch_size=ROWS)
    except IntegrityError:
        taken = set(
            Address.objects.filter(slug__in=[row.slug for row in rows]).values_list(
                "slug", flat=True
            )
        )
        slug = next((row.slug for row in rows if row.slug in taken), rows[0].slug)
        raise SlugTaken([at_field("/slug", "slug_taken", _("Taken."))], slug=slug) from None


def _write_bodies(stories: Sequence[_Story]) -> None:
    sections = [
        (Section(article=story.article, key=part.id, heading=part.heading, anchor=part.anchor,
                 position=place), part)
        for story in stories
        for place, part in enumerate(story.copy.sections)
    ]  # fmt: skip
    Section.objects.bulk_create([row for row, _part in sections], batch_size=ROWS)
    _create(
        block_row(block, block.id, row.pk, place)
        for row, part in sections
        for place, block in enumerate(part.blocks)
    )


def _write_facts(stories: Sequence[_Story]) -> None:
    through = Article.tags.through
    _create(
        through(article_id=story.article.pk, tag_id=tag)
        for story in stories
        for tag in story.copy.tags
    )
    Byline.objects.bulk_create(
        [row for story in stories for row in byline_rows(story.article, story.copy)],
        batch_size=ROWS,
    )
    _create(
        RelatedPick(article=story.article, to_id=to, position=position)
        for story in stories
        for position, to in enumerate(story.copy.related)
    )
    _create(
        Discussion(article=story.article, policy=story.policy, changed_at=story.article.created_at)
        for story in stories
    )
    _create(
        Popularity(
            article=story.article,
            visible=True,
            category_id=story.copy.category,
            language=story.copy.language,
        )
        for story in stories
    )


def _create(rows: Iterator[models.Model] | Any) -> None:
    """Insert rows of any models, each model's together."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    for model, same in by_model.items():
        model._default_manager.bulk_create(same, batch_size=ROWS)


def _write_history(stories: Sequence[_Story], by: Who) -> None:
    by_id = by.pk if by else None
    _create(
        Revision(
            article=story.article,
            number=1,
            tree=documents.written(story.copy),
            at=story.article.created_at,
            by_id=by_id,
            why="imported",
        )
        for story in stories
    )
    _create(
        TimelineEntry(article=story.article, did=did, at=story.article.created_at, by_id=by_id)
        for story in stories
        for did in (Did.CREATED, Did.PUBLISHED)
    )


def _publish(stories: Sequence[_Story]) -> None:
    """Freeze and render all of them, and tell of it."""
    experts = experts_by_id(
        block.expert
        for story in stories
        for block in story.copy.blocks()
        if isinstance(block, values.Quote) and block.expert
    )
    names = {pk: expert.name for pk, expert in experts.items()}
    editions = [_edition(story, freeze(story.copy, names)) for story in stories]
    render_new(editions)
    Edition.objects.bulk_create([edition for edition, _copy in editions], batch_size=ROWS)
    index(editions)
    _create(
        Announcement(
            kind="article.published",
            subject=str(edition.article_id),
            facts={
                "slug": edition.slug,
                "language": edition.language,
                "live_from": rfc3339(edition.live_from),
            },
        )
        for edition, _copy in editions
    )


def _edition(story: _Story, content: str) -> tuple[Edition, values.ArticleCopy]:
    article, frozen = story.article, documents.read(json.loads(content))
    assert frozen.category  # noqa: S101 - nothing lacks by now
    edition = Edition(
        article=article,
        number=1,
        content=content,
        slug=frozen.slug,
        language=frozen.language,
        headline=frozen.headline,
        category_id=frozen.category,
        story_id=frozen.translation_of or article.pk,
        live_from=article.created_at,
        published_at=article.created_at,
        updated_at=article.created_at,
    )
    return edition, frozen

"""How does a story become again what it was?"""

from dataclasses import replace

from django.db import transaction

from articles.actions.write_copy import Who, write_copy
from articles.models import Article, Author, Category, Tag, TimelineEntry
from articles.models.history import Did
from articles.queries.facts import experts_by_id
from articles.queries.past import Past, side
from articles.queries.working_copy import load
from articles.rules.copy import ArticleCopy, Block, Figure, Quote
from cms.kernel import clock
from media.models import Photo


@transaction.atomic
def restore(article_id: int, *, number: Past, by: Who, version: int | None = None) -> Article:
    """Make the working copy what it was at a revision; this is a save like any other.

    `number` may be "live": what readers see. Quotes of an expert who was merged go to whom they
    became; what was deleted since (a tag, an author, a photo) stays away. Readers see nothing of
    it until it is published. Raises Missing (404), StaleCopy (412).
    """
    copy = former(Article.objects.locked(article_id), number)
    name = name_of(number)
    article = write_copy(article_id, copy, by=by, version=version, why=f"restored {name}")
    note_restored(article, by=by, note=name)
    return article


def former(article: Article, number: Past) -> ArticleCopy:
    """Return a story as it was, without references to rows that are gone.

    Raises Missing (404).
    """
    now = load(article) if number == "live" else None
    return with_what_there_is(side(article, number, clock.now(), like=now))


def name_of(number: Past) -> str:
    """Return what a former state is called where it is noted."""
    return "what readers see" if number == "live" else f"r{number}"


def note_restored(article: Article, *, by: Who, note: str) -> None:
    """Enter in the timeline that something became again what it was."""
    TimelineEntry.objects.create(
        article=article, did=Did.RESTORED, by_id=by.pk if by else None, note=note
    )


def with_what_there_is(copy: ArticleCopy) -> ArticleCopy:
    """Return the copy without references to rows that are gone."""
    experts = experts_by_id(
        block.expert for block in copy.blocks() if isinstance(block, Quote) and block.expert
    )

    figures = [block for block in copy.blocks() if isinstance(block, Figure)]
    shown = {figure.photo for figure in [*figures, copy.lead] if figure and figure.photo}
    photos = set(Photo.objects.filter(pk__in=shown).values_list("pk", flat=True))

    def figure(value: Figure) -> Figure:
        return value if value.photo in photos else replace(value, photo=None)

    def block(value: Block) -> Block:
        if isinstance(value, Figure):
            return figure(value)
        if not isinstance(value, Quote) or value.expert is None:
            return value
        present = experts.get(value.expert)
        return replace(value, expert=present.pk if present else None)

    tags = set(Tag.objects.filter(pk__in=copy.tags).values_list("pk", flat=True))
    names = [entry.author for entry in copy.byline]
    authors = set(Author.objects.filter(pk__in=names).values_list("pk", flat=True))
    others = [*copy.related, *([copy.translation_of] if copy.translation_of else [])]
    stories = set(Article.objects.filter(pk__in=others).values_list("pk", flat=True))
    category = Category.objects.filter(pk=copy.category).first() if copy.category else None
    return replace(
        copy,
        category=category.pk if category else None,
        lead=figure(copy.lead) if copy.lead else None,
        tags=tuple(tag for tag in copy.tags if tag in tags),
        byline=tuple(entry for entry in copy.byline if entry.author in authors),
        related=tuple(pk for pk in copy.related if pk in stories),
        translation_of=copy.translation_of if copy.translation_of in stories else None,
        sections=tuple(
            replace(section, blocks=tuple(block(b) for b in section.blocks))
            for section in copy.sections
        ),
    )

"""How does the plan of a pasted page become a draft, and the same draft when it comes again?"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.actions.publish import publish
from articles.actions.write_copy import cleaned, create_article, write_copy
from articles.importers.page_address import free_slug
from articles.importers.page_cast import make_authors, make_experts, make_tags
from articles.importers.page_copy import Named, copy_of
from articles.models import Article, Category, Edition, Revision
from articles.queries.working_copy import load
from articles.rules.copy import ArticleCopy, Block, Figure, Passage, Quote, Section
from articles.rules.page import Proposal
from cms.kernel.errors import DomainError
from media.models import Photo

Who = AbstractBaseUser | None
WHY = "imported from a page"
HOME = "news"  # the category of stories that nobody filed


class EditedSince(DomainError):
    """The draft was edited after it was imported; nothing was written."""

    code = "edited_since"
    message = _(
        "This page is draft {article} already, and somebody has edited it since. Say --again to"
        " write over it (its history keeps what was there)."
    )


@dataclass(frozen=True, slots=True)
class Filing:
    """What the page itself does not say; photos stand by the id of the figure."""

    source_key: str
    language: str = ""
    category: int | None = None
    photos: Mapping[str, Photo] = field(default_factory=dict)
    again: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it: `made` a new draft, or `changed` the one that was there, or neither."""

    article: Article
    made: bool
    changed: bool


def source_key(proposal: Proposal, name: str) -> str:
    """Return by what the same page is known again: the name of its file and its headline."""
    headline = proposal.headline.text if proposal.headline else ""
    digest = hashlib.blake2b(f"{name}\n{headline}".encode(), digest_size=16).hexdigest()
    return f"page:{digest}"


def imported_before(key: str) -> Article | None:
    """Return the draft that the page became, if it came in before."""
    return Article.objects.filter(source_key=key).first()


@transaction.atomic
def apply(proposal: Proposal, filing: Filing, *, by: Who) -> Imported:
    """Make the draft that the plan shows, with the experts, authors and tags it needs.

    Raises EditedSince (409), Invalid (400) for words that are too many for their place.
    """
    known = Article.objects.select_for_update().filter(source_key=filing.source_key).first()
    named = Named(
        experts=make_experts(proposal.people),
        authors=make_authors(proposal),
        tags=make_tags(proposal),
        photos={at: Figure("", photo.pk, alt=photo.alt) for at, photo in filing.photos.items()},
    )
    copy = copy_of(proposal, named)
    copy = replace(copy, category=filing.category)
    if known:
        return _changed(known, copy, filing, by)
    copy = replace(copy, language=filing.language or copy.language)
    copy = replace(copy, slug=free_slug(copy.headline, copy.language))
    article = create_article(copy, by=by, source_key=filing.source_key, why=WHY)
    return Imported(article, made=True, changed=True)


def _changed(article: Article, copy: ArticleCopy, filing: Filing, by: Who) -> Imported:
    present = load(article)
    copy = _as_continued(cleaned(copy), present)
    copy = replace(copy, language=filing.language or present.language)
    if _without_ids(copy) == _without_ids(present):
        return Imported(article, made=False, changed=False)
    if not filing.again and _edited(article):
        raise EditedSince(article=article.pk)
    article = write_copy(article.pk, copy, by=by, version=article.version, why=WHY)
    return Imported(article, made=False, changed=True)


def _edited(article: Article) -> bool:
    last = Revision.objects.filter(article=article, number=article.version)
    return not last.filter(why=WHY).exists()


def _as_continued(copy: ArticleCopy, present: ArticleCopy) -> ArticleCopy:
    """Return the copy with what the draft has and the page cannot say: ids, slug, photos."""
    former: defaultdict[object, list[Section | Block]] = defaultdict(list)
    for section in present.sections:
        former[section.heading].append(section)
        for block in section.blocks:
            former[_said(block)].append(block)

    def continued(block: Block) -> Block:
        before = former[_said(block)].pop(0) if former[_said(block)] else None
        if isinstance(block, Figure):
            block = _with_photo(block, before)
        return replace(block, id=before.id) if before else block

    def continued_section(section: Section) -> Section:
        same = former[section.heading]
        blocks = tuple(continued(block) for block in section.blocks)
        return replace(section, id=same.pop(0).id if same else "", blocks=blocks)

    return replace(
        copy,
        slug=present.slug,
        category=copy.category or present.category,
        lead=_with_photo(copy.lead, present.lead) if copy.lead else None,
        sections=tuple(continued_section(section) for section in copy.sections),
    )


def _with_photo(figure: Figure, before: Section | Block | None) -> Figure:
    """Return the figure with the photo it had, unless it brings another."""
    if figure.photo or not isinstance(before, Figure):
        return figure
    return replace(figure, photo=before.photo, alt=before.alt)


def _said(block: Block) -> tuple[str, str]:
    match block:
        case Passage():
            return "text", block.html
        case Quote():
            return "quote", block.text
        case Figure():
            return "photo", block.caption


def _without_ids(copy: ArticleCopy) -> ArticleCopy:
    return replace(
        copy,
        lead=replace(copy.lead, id="") if copy.lead else None,
        tags=tuple(sorted(copy.tags)),
        corrections=(),
        sections=tuple(
            replace(
                section,
                id="",
                blocks=tuple(replace(block, id="") for block in section.blocks),
            )
            for section in copy.sections
        ),
    )


def home_category() -> int:
    """Return the category of stories that nobody filed, made if it is not there."""
    row, _made = Category.objects.get_or_create(slug=HOME, defaults={"name": str(_("News"))})
    return row.pk


def bring_out(article: Article, *, by: Who, waive: frozenset[str]) -> Edition | None:
    """Publish the draft; None when readers see exactly this already.

    Raises NothingMayLack (422) with all that is missing, SlugTaken (409).
    """
    last = Edition.objects.filter(article=article, live_until=None).order_by("-live_from").first()
    if last and article.last_updated_at and article.changed_at <= last.live_from:
        return None
    return publish(article.pk, by=by, version=article.version, waive=waive)

"""How does a story reach its readers? By an edition that is valid from a moment on.

Publishing, scheduling, embargo, expiry and a scheduled change to a live story are this one action:
an edition is valid for `[live_from, live_until)`, and readers' queries decide by the clock. The
last decision wins from its moment on: whatever was scheduled for then or later is dropped.
"""

import json
from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from articles.actions.announce_edges import announce_due, facts_of, note_edges
from articles.actions.index_editions import index
from articles.actions.lacking import demand_nothing_lacking
from articles.actions.popularity import make_visible
from articles.actions.render_editions import render_new
from articles.actions.write_copy import StaleCopy, Who, add_correction, keep_revision
from articles.models import (
    Address,
    Article,
    Discussion,
    Edition,
    TimelineEntry,
    Withdrawal,
)
from articles.models.history import Did
from articles.queries.facts import experts_by_id
from articles.queries.working_copy import load
from articles.rules import document
from articles.rules.copy import ArticleCopy, Figure, Quote
from articles.rules.freeze import freeze
from cms.kernel import clock
from cms.kernel.announce import announce
from cms.kernel.errors import DomainError, Invalid, at_field
from media.models import Photo


class SlugTaken(DomainError):
    """Another story has, or once had, this address."""

    code = "slug_taken"
    status = 409
    message = _("The address “{slug}” belongs to another story.")


@transaction.atomic
def publish(  # noqa: PLR0913 - what an editor may say about a publication
    article_id: int,
    *,
    by: Who,
    version: int | None = None,
    at: datetime | None = None,
    until: datetime | None = None,
    substantive: bool = True,
    correction: str = "",
    waive: frozenset[str] = frozenset(),
    first_published_at: datetime | None = None,
    note: str = "",
) -> Edition:
    """Freeze the working copy and let readers see it from `at` (now) until `until` (for ever).

    `version` is the one the editor saw; a `correction` is a public note, and without `substantive`
    the story's `updated_at` stays. `waive` names codes of lacks that are accepted;
    `first_published_at` dates a story that comes from elsewhere.

    Raises NothingMayLack (422) with all that is missing, SlugTaken (409), StaleCopy (412),
    Invalid (400) for times that make no sense.
    """
    now = clock.now()
    starts, ends = _interval(now, at, until)
    article: Article = Article.objects.locked(article_id)
    if version is not None and version != article.version:
        raise StaleCopy(version=article.version)
    if correction:
        _note_correction(article, correction, by)
    copy = _complete(article, waive)
    before = _make_room(article, starts, now)
    _claim_address(article, copy, starts, now)
    _remember_first(article, starts, now, first_published_at)
    edition = _freeze(article, copy, starts, ends, changed=substantive or not before.was_public)
    _drop_unused_addresses(article, now)
    if starts == now:  # until a scheduled return, its address goes on answering 410
        Withdrawal.objects.filter(article=article).delete()
    Discussion.objects.get_or_create(article=article)
    make_visible(article_id=article.pk, category_id=edition.category_id, language=copy.language)
    _tell(article, edition, before, by=by, note=note, correction=correction)
    return edition


def _complete(article: Article, waive: frozenset[str]) -> ArticleCopy:
    """Return the working copy, which lacks nothing, with its photos held.

    Whoever replaces one of them is waited for, so that the edition shows what came of it.
    """
    copy = load(article)
    demand_nothing_lacking(copy, waive)
    figures = [copy.lead, *(block for block in copy.blocks() if isinstance(block, Figure))]
    shown = {figure.photo for figure in figures if figure and figure.photo}
    rows = Photo.objects.select_for_update(no_key=True).filter(pk__in=shown)
    list(rows.order_by("pk").values_list("pk"))
    return copy


def _interval(
    now: datetime, at: datetime | None, until: datetime | None
) -> tuple[datetime, datetime | None]:
    """Return when readers see it, and until when: a moment that is past means now."""
    starts = max(clock.whole_milliseconds(at), now) if at else now
    ends = clock.whole_milliseconds(until) if until else None
    if ends and ends <= starts:
        raise Invalid([at_field("/until", "ends_before_start", _("It must end after it starts."))])
    return starts, ends


def _note_correction(article: Article, note: str, by: Who) -> None:
    add_correction(article, note)
    Article.objects.filter(pk=article.pk).update(version=article.version + 1)
    article.version += 1
    keep_revision(article, by=by, why="corrected")


class Before(NamedTuple):
    """How the story stood: what readers saw at the moment, and whether they ever saw it."""

    at: datetime
    edition: Edition | None
    was_public: bool


def _make_room(article: Article, starts: datetime, now: datetime) -> Before:
    """End what is valid at `starts`, drop what was to begin later; return how it stood.

    Editions whose time is over leave the table: revisions remember them.
    """
    announce_due(article.pk, now)
    editions = Edition.objects.filter(article=article)
    seen = editions.live(now).only("slug", "language").first()
    was_public = article.first_published_at is not None and article.first_published_at <= now
    editions.filter(live_until__lte=now).delete()
    editions.filter(live_from__gte=starts).delete()
    if starts == now:
        editions.all().delete()
    else:
        editions.live(starts).update(live_until=starts)
    return Before(now, seen, was_public)


def _claim_address(article: Article, copy: ArticleCopy, since: datetime, now: datetime) -> None:
    """Take the slug for this story for ever; the database lets only one story have it."""
    mine = Address.objects.filter(article=article, language=copy.language, slug=copy.slug).first()
    if mine:
        if mine.since > now:
            Address.objects.filter(pk=mine.pk).update(since=since)
        return
    try:
        with transaction.atomic():
            Address.objects.create(
                article=article, language=copy.language, slug=copy.slug, since=since
            )
    except IntegrityError:
        raise SlugTaken([at_field("/slug", "slug_taken", _("Taken."))], slug=copy.slug) from None


def _drop_unused_addresses(article: Article, now: datetime) -> None:
    """Give back addresses that were to become public with an edition that was dropped."""
    pending = Address.objects.filter(article=article, since__gt=now)
    for address in pending:
        used = Edition.objects.filter(
            article=article, slug=address.slug, language=address.language
        ).order_by("live_from")
        if first := used.first():
            Address.objects.filter(pk=address.pk).update(since=first.live_from)
        else:
            address.delete()


def _remember_first(
    article: Article, starts: datetime, now: datetime, given: datetime | None
) -> None:
    known = article.first_published_at
    if given or known is None or known > now:
        article.first_published_at = clock.whole_milliseconds(given) if given else starts
    article.edition_number += 1
    article.submitted_at = None
    article.save(update_fields=["first_published_at", "edition_number", "submitted_at"])


def _freeze(
    article: Article,
    copy: ArticleCopy,
    starts: datetime,
    ends: datetime | None,
    *,
    changed: bool,
) -> Edition:
    """Write the edition with all that lists and search read."""
    quotes = [b for b in copy.blocks() if isinstance(b, Quote)]
    experts = experts_by_id(q.expert for q in quotes if q.expert)
    content = freeze(copy, {pk: expert.name for pk, expert in experts.items()})
    frozen = document.read(json.loads(content))
    assert article.first_published_at  # noqa: S101 - _remember_first has run
    assert copy.category  # noqa: S101 - nothing lacks by now
    first = article.first_published_at
    edition = Edition(
        article=article,
        number=article.edition_number,
        content=content,
        slug=copy.slug,
        language=copy.language,
        headline=copy.headline,
        category_id=copy.category,
        story_id=copy.translation_of or article.pk,
        live_from=starts,
        live_until=ends,
        expires_at=ends,
        published_at=first,
        updated_at=_updated_at(article, starts, first, changed=changed),
    )
    render_new([(edition, frozen)])
    edition.save()
    index([(edition, frozen)])
    article.last_updated_at = edition.updated_at
    article.save(update_fields=["last_updated_at"])
    return edition


def _updated_at(article: Article, starts: datetime, first: datetime, *, changed: bool) -> datetime:
    """Return when readers are told that it changed: a minor change keeps the former time."""
    if not changed and article.last_updated_at:
        return article.last_updated_at
    return starts if article.edition_number > 1 else first


def _what(*, ahead: bool, corrected: bool) -> Did:
    if ahead:
        return Did.SCHEDULED
    return Did.CORRECTED if corrected else Did.PUBLISHED


def _tell(
    article: Article, edition: Edition, before: Before, *, by: Who, note: str, correction: str
) -> None:
    corrected = bool(correction) and before.was_public
    did = _what(ahead=edition.live_from > before.at, corrected=corrected)
    TimelineEntry.objects.create(
        article=article, did=did, by_id=by.pk if by else None, note=note or correction
    )
    note_edges(edition, before.at, corrected=corrected)
    announce(
        "article.updated" if before.was_public else "article.published",
        str(article.pk),
        **facts_of(edition, before.edition, corrected=corrected),
    )

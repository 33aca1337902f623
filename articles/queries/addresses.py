"""Which story is at an address? A live one, one that moved, one that was taken away, or none."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from articles.models.editions import LIVE, Address, Edition, Withdrawal
from cms.kernel.clock import rfc3339
from cms.kernel.errors import DomainError, Missing
from cms.kernel.prepared import planned
from cms.kernel.raw import adapted

_AT = f"""
SELECT e.article_id, e.slug, e.language FROM articles_edition e
WHERE e.slug = %s AND {LIVE}"""  # noqa: S608


class Withdrawn(DomainError):
    """The story `article_id` was taken away; facts `note`, which says why, and `withdrawn_at`."""

    code = "withdrawn"
    status = 410
    message = _("This story was withdrawn.")

    def __init__(self, *, article_id: int, note: str, withdrawn_at: str | None) -> None:
        self.article_id = article_id
        super().__init__(note=note, withdrawn_at=withdrawn_at)


class Moved(DomainError):
    """The story has another address now: facts `slug` and `language`.

    `article_id` says which story; `until` is when the clock alone may move it again.
    """

    code = "moved"
    status = 301
    message = _("This story has moved.")

    def __init__(
        self, *, article_id: int, slug: str, language: str, until: datetime | None
    ) -> None:
        self.article_id, self.until = article_id, until
        super().__init__(slug=slug, language=language)


@dataclass(frozen=True, slots=True)
class Found:
    """A live story: its article's number, and its present address."""

    article_id: int
    slug: str
    language: str


def find(slug: str, *, language: str | None = None, at: datetime) -> Found:
    """Return the story that is live at the address.

    Without a language, a slug that exists in several gives the newsroom's own first. Raises Moved
    (301) for a former slug, Withdrawn (410) with the public note, Missing (404) for everything
    that readers may not know of.
    """
    moment = adapted(at)
    if language:
        rows = planned(f"{_AT} AND e.language = %s", [slug, moment, moment, language])
    else:
        rows = planned(_AT, [slug, moment, moment])
    if rows:
        return Found(*min(rows, key=lambda row: (preference(row[2]), row[0])))
    raise gone(slug, language, at)


def address_of(article_id: int, at: datetime) -> tuple[str, str] | None:
    """Return the slug and the language of a story that is live; None of one that is not."""
    live = Edition.objects.live(at).filter(article_id=article_id)
    return live.values_list("slug", "language").first()


def gone(slug: str, language: str | None, at: datetime) -> DomainError:
    """Return why there is no live story at the address: Moved, Withdrawn or Missing."""
    known = _in(Address.objects.filter(since__lte=at), slug, language)
    for article_id in known.order_by("id").values_list("article_id", flat=True):
        edition = (
            Edition.objects.live(at)
            .filter(article_id=article_id)
            .values("slug", "language", "live_until")
            .first()
        )
        if edition:
            return Moved(
                article_id=article_id,
                slug=edition["slug"],
                language=edition["language"],
                until=edition["live_until"],
            )
        if withdrawal := in_force(article_id, at):
            when = rfc3339(withdrawal.at)
            return Withdrawn(article_id=article_id, note=withdrawal.note, withdrawn_at=when)
    return Missing()


def in_force(article_id: int, at: datetime) -> Withdrawal | None:
    """Return the story's withdrawal, unless it came back since; a return may be scheduled."""
    withdrawal = Withdrawal.objects.filter(article_id=article_id).first()
    if withdrawal is None:
        return None
    begun = Edition.objects.filter(article_id=article_id, live_from__lte=at)
    newest = begun.order_by("-live_from").values_list("live_from", flat=True).first()
    return None if returned(withdrawal, newest) else withdrawal


def returned(withdrawal: Withdrawal, begun: datetime | None) -> bool:
    """Return whether a story came back after it was taken away: its newest edition began since."""
    return begun is not None and begun >= withdrawal.at


def page_url(slug: str, language: str) -> str:
    """Return the address of a story's page on the public site (ARTICLE_URL)."""
    return str(settings.ARTICLE_URL.format(language=language, slug=slug))


def _in(rows: Any, slug: str, language: str | None) -> Any:
    rows = rows.filter(slug=slug)
    return rows.filter(language=language) if language else rows


def preference(language: str) -> tuple[int, str]:
    """Return the rank of a language in this newsroom: the order of STORY_LANGUAGES."""
    order = settings.STORY_LANGUAGES
    return (order.index(language) if language in order else len(order), language)

"""What does a refusal to publish say about each thing that is missing?"""

from django.utils.translation import gettext_lazy as _

from articles.rules.copy import ArticleCopy
from articles.rules.lacks import Lack, lacks
from cms.kernel.errors import DomainError, at_field

SAYS = {
    "headline_missing": _("The headline is missing."),
    "headline_too_long": _("The headline is longer than 300 characters."),
    "standfirst_missing": _("The standfirst is missing."),
    "slug_missing": _("The slug is missing."),
    "slug_malformed": _("The slug may hold small letters, digits and single hyphens."),
    "category_missing": _("No category is chosen."),
    "lead_photo_missing": _("There is no lead photo."),
    "body_missing": _("The story has no text."),
    "heading_missing": _("This section has no heading."),
    "section_empty": _("There is nothing under this heading."),
    "passage_empty": _("This passage is empty."),
    "quote_empty": _("This quote is empty."),
    "speaker_missing": _("Who said this is not named."),
    "photo_missing": _("The photo's file is missing."),
    "caption_missing": _("The photo has no caption."),
    "credit_missing": _("The photo has no credit."),
    "alt_missing": _("The photo has no alternative text."),
}


class NothingMayLack(DomainError):
    """The story is not complete; `errors` names all that is missing."""

    code = "lacking"
    status = 422
    message = _("The story is not complete. Missing: {count}.")


def demand_nothing_lacking(copy: ArticleCopy, waive: frozenset[str] = frozenset()) -> None:
    """Raise NothingMayLack unless the copy may be published; `waive` names accepted lacks."""
    missing = [lack for lack in lacks(copy) if lack.code not in waive]
    if missing:
        raise NothingMayLack([said(lack) for lack in missing], count=len(missing))


def said(lack: Lack) -> dict[str, str]:
    """Return the lack as an entry of `errors`."""
    return at_field(lack.field, lack.code, SAYS[lack.code])

"""What does the form of a story say while it is typed, and how does the form show it again?"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from articles.rules.copy import ArticleCopy, Figure, Seo, Source
from articles.rules.flow import from_flow
from cms.kernel.numbers import row_number, row_numbers


def typed_copy(data: Any, fields: Mapping[str, forms.Field]) -> ArticleCopy:
    """Return the story as a form holds it, however incomplete; `fields` are the form's.

    Facts that the document has no place for as they are (a photo's number that is none) are left
    out; an address is kept as it was typed. Raises FlowError for markup that a story cannot hold.
    """

    def value(name: str) -> Any:
        return fields[name].widget.value_from_datadict(data, MultiValueDict(), name)

    def text(name: str) -> str:
        return str(value(name) or "").replace("\r\n", "\n").replace("\x00", "")

    return ArticleCopy(
        headline=text("headline"),
        standfirst=text("standfirst"),
        slug=text("slug"),
        language=text("language") or "en",
        category=row_number(value("category")),
        tags=_numbers(value("tags")),
        byline=tuple(fields["byline"].clean(_roles_cut(value("byline")))),
        lead=_lead(value("lead_photo"), *(text(f"lead_{n}") for n in ("caption", "credit", "alt"))),
        sections=from_flow(text("body")),
        source=Source(text("source_name"), text("source_url")),
        seo=Seo(
            text("seo_title"),
            text("seo_description"),
            text("canonical_url"),
            bool(value("noindex")),
        ),
        related=_numbers(value("related")),
        translation_of=row_number(value("translation_of")),
    )


def initial_of(copy: ArticleCopy) -> dict[str, Any]:
    """Return what a form shows for the facts of a story; its body has names and photos beside."""
    lead = copy.lead or Figure("")
    return {
        "headline": copy.headline,
        "standfirst": copy.standfirst,
        "slug": copy.slug,
        "language": copy.language,
        "category": copy.category,
        "tags": list(copy.tags),
        "lead_photo": lead.photo,
        "lead_caption": lead.caption,
        "lead_credit": lead.credit,
        "lead_alt": lead.alt,
        "source_name": copy.source.name,
        "source_url": copy.source.url,
        "seo_title": copy.seo.title,
        "seo_description": copy.seo.description,
        "canonical_url": copy.seo.canonical_url,
        "noindex": copy.seo.noindex,
        "translation_of": copy.translation_of,
    }


def _roles_cut(entries: Any) -> list[Any]:
    return [type(entry)(entry.author, entry.role[:80]) for entry in entries or []]


def _numbers(values: Any) -> tuple[int, ...]:
    return tuple(dict.fromkeys(row_numbers(values or ())))


def _lead(photo: Any, caption: str, credit: str, alt: str) -> Figure | None:
    figure = Figure("", row_number(photo), caption, credit, alt)
    return None if figure == Figure("") else figure

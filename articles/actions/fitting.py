"""Can this copy be kept: does every text fit its column, and does everything it names exist?

All that is wrong is named at once, each at its place in the document (JSON pointers).
"""

import re
from collections.abc import Iterator
from itertools import chain

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import (
    Article,
    Author,
    Byline,
    Category,
    Expert,
    Figure,
    Quote,
    Section,
    Tag,
)
from articles.rules import copy as values
from cms.kernel.errors import Invalid, at_field
from media.models import Photo

MOST = {"sections": 1_000, "blocks": 5_000, "tags": 100, "byline": 100, "related": 100}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # the usual part of BCP 47
_ANCHOR = re.compile(r"[-\w]*")
_is_web_address = URLValidator(schemes=["http", "https"])
Error = dict[str, str]


def demand_fitting(article_id: int | None, copy: values.ArticleCopy) -> None:
    """Refuse what the rows cannot hold and what does not exist.

    Raises Invalid (400) with `too_long`, `too_many`, `malformed`, `repeated`, `unknown`, `itself`.
    """
    errors = [*_too_many(copy), *_texts(copy), *_malformed(copy), *_repeated(copy)]
    if errors:
        raise Invalid(errors)
    errors = [*_unknown(copy), *_itself(article_id, copy)]
    if errors:
        raise Invalid(errors)


def _too_many(copy: values.ArticleCopy) -> Iterator[Error]:
    counts = {
        "sections": len(copy.sections),
        "blocks": len(copy.blocks()),
        "tags": len(copy.tags),
        "byline": len(copy.byline),
        "related": len(copy.related),
    }
    for name, count in counts.items():
        if count > MOST[name]:
            field = "/sections" if name == "blocks" else f"/{name}"
            message = _("At most %(most)s are possible here.") % {"most": MOST[name]}
            yield at_field(field, "too_many", message)


Place = tuple[str, str, str]  # where in the document, which column, what text


def _texts(copy: values.ArticleCopy) -> Iterator[Error]:
    """Name each text that is longer than its column, and each address that is none."""
    for model, places in _columns(copy):
        for pointer, column, text in places:
            field = model._meta.get_field(column)
            most = getattr(field, "max_length", None)
            if most is not None and len(text) > most:
                message = _("At most %(most)s characters are possible here.") % {"most": most}
                yield at_field(pointer, "too_long", message)
            elif text and isinstance(field, models.URLField) and not _web_address(text):
                yield at_field(pointer, "malformed", _("Give an address of the web."))


def _web_address(text: str) -> bool:
    try:
        _is_web_address(text)
    except ValidationError:
        return False
    return True


def _columns(
    copy: values.ArticleCopy,
) -> Iterator[tuple[type[models.Model], Iterator[Place] | list[Place]]]:
    yield Article, _facts(copy)
    yield Byline, ((f"/byline/{n}/role", "role", e.role) for n, e in enumerate(copy.byline))
    for number, section in enumerate(copy.sections):
        here = f"/sections/{number}"
        texts = [
            (f"{here}/heading", "heading", section.heading),
            (f"{here}/anchor", "anchor", section.anchor),
        ]
        yield Section, texts
    for here, block in placed_blocks(copy):
        match block:
            case values.Quote():
                yield Quote, _quote(here, block)
            case values.Figure():
                yield Figure, [(f"{here}/credit", "credit", block.credit)]


def placed_blocks(copy: values.ArticleCopy) -> Iterator[tuple[str, values.Block]]:
    """Yield each block with its place in the document, in reading order."""
    for number, section in enumerate(copy.sections):
        for position, block in enumerate(section.blocks):
            yield f"/sections/{number}/blocks/{position}", block


def _facts(copy: values.ArticleCopy) -> Iterator[Place]:
    yield "/headline", "headline", copy.headline
    yield "/standfirst", "standfirst", copy.standfirst
    yield "/slug", "slug", copy.slug
    yield "/language", "language", copy.language
    if copy.lead:
        yield "/lead/credit", "lead_credit", copy.lead.credit
    yield "/source/name", "source_name", copy.source.name
    yield "/source/url", "source_url", copy.source.url
    yield "/seo/title", "seo_title", copy.seo.title
    yield "/seo/canonical_url", "canonical_url", copy.seo.canonical_url


def _quote(here: str, quote: values.Quote) -> Iterator[Place]:
    yield f"{here}/printed_name", "printed_name", quote.printed_name
    yield f"{here}/attribution", "attribution", quote.attribution
    yield f"{here}/source/name", "source_name", quote.source.name
    yield f"{here}/source/url", "source_url", quote.source.url


def _malformed(copy: values.ArticleCopy) -> Iterator[Error]:
    if not _LANGUAGE.fullmatch(copy.language):
        yield at_field("/language", "malformed", _("Give a language as en or pt-BR."))
    for number, section in enumerate(copy.sections):
        if not _ANCHOR.fullmatch(section.anchor):
            message = _("An anchor holds letters, digits and hyphens.")
            yield at_field(f"/sections/{number}/anchor", "malformed", message)


def _repeated(copy: values.ArticleCopy) -> Iterator[Error]:
    seen: set[int] = set()
    for number, entry in enumerate(copy.byline):
        if entry.author in seen:
            message = _("Each author stands once in a byline.")
            yield at_field(f"/byline/{number}/author", "repeated", message)
        seen.add(entry.author)


Named = tuple[str, int | None]


def _unknown(copy: values.ArticleCopy) -> Iterator[Error]:
    """Name each number of a row that does not exist; one query for each kind of row."""
    blocks = list(placed_blocks(copy))
    experts = [(f"{at}/expert", b.expert) for at, b in blocks if isinstance(b, values.Quote)]
    photos = [(f"{at}/photo", b.photo) for at, b in blocks if isinstance(b, values.Figure)]
    lead = [("/lead/photo", copy.lead.photo)] if copy.lead else []
    return chain(
        _strangers(Category, [("/category", copy.category)]),
        _strangers(Tag, [(f"/tags/{n}", pk) for n, pk in enumerate(copy.tags)]),
        _strangers(Author, [(f"/byline/{n}/author", e.author) for n, e in enumerate(copy.byline)]),
        _strangers(Expert, experts),
        _strangers(Photo, [*lead, *photos]),
        _strangers(
            Article,
            [
                *((f"/related/{n}", pk) for n, pk in enumerate(copy.related)),
                ("/translation_of", copy.translation_of),
            ],
        ),
    )


def _strangers(model: type[models.Model], named: list[Named]) -> Iterator[Error]:
    numbers = {pk for _at, pk in named if pk is not None}
    if not numbers:
        return
    there = set(model._default_manager.filter(pk__in=numbers).values_list("pk", flat=True))
    for at, pk in named:
        if pk is not None and pk not in there:
            said = {"model": model._meta.verbose_name, "pk": pk}
            yield at_field(at, "unknown", _("There is no %(model)s %(pk)s.") % said)


def _itself(article_id: int | None, copy: values.ArticleCopy) -> Iterator[Error]:
    message = _("A story cannot refer to itself.")
    if article_id is not None and copy.translation_of == article_id:
        yield at_field("/translation_of", "itself", message)
    for number, pk in enumerate(copy.related):
        if pk == article_id:
            yield at_field(f"/related/{number}", "itself", message)

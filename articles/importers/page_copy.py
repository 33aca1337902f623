"""Which article does a plan write? Values from values: whose ids are whose was found before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.db.models import Field, Model
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Figure, Quote, Section
from articles.rules import copy as values
from articles.rules import page
from cms.kernel.errors import Invalid, at_field


@dataclass(frozen=True, slots=True)
class Named:
    """The ids of what the page names: experts by the person's key, photos by the figure's id."""

    experts: Mapping[str, int] = field(default_factory=dict)
    authors: Sequence[int] = ()
    tags: Sequence[int] = ()
    photos: Mapping[str, values.Figure] = field(default_factory=dict)


def copy_of(proposal: page.Proposal, named: Named) -> values.ArticleCopy:
    """Return the copy; figures without a photo stay as placeholders, which publishing names.

    Raises Invalid, with every place, for words that are too many for it.
    """
    source = proposal.source
    copy = values.ArticleCopy(
        headline=proposal.headline.text if proposal.headline else "",
        standfirst=proposal.standfirst.text if proposal.standfirst else "",
        tags=tuple(named.tags),
        byline=tuple(values.BylineEntry(author) for author in named.authors),
        lead=_figure(proposal.lead, named) if proposal.lead else None,
        sections=tuple(
            values.Section("", part.title, blocks=tuple(_blocks(part.blocks, named)))
            for part in proposal.sections
        ),
        source=values.Source(source.name, source.url) if source else values.Source(),
    )
    if overlong := list(_overlong(copy)):
        raise Invalid(overlong)
    return copy


def _blocks(pieces: Sequence[page.Block], named: Named) -> Iterator[values.Block]:
    """Yield the blocks; paragraphs that follow each other are one passage."""
    for _running, same in groupby(pieces, key=lambda piece: isinstance(piece, page.Passage)):
        html = ""
        for piece in same:
            match piece:
                case page.Passage():
                    html += piece.html
                case page.Quote():
                    yield _quote(piece, named)
                case page.Figure():
                    yield _figure(piece, named)
        if html:
            yield values.Passage("", html)


def _quote(piece: page.Quote, named: Named) -> values.Quote:
    expert = named.experts.get(piece.speaker)
    return values.Quote("", piece.said, expert, attribution=piece.attribution)


def _figure(piece: page.Figure, named: Named) -> values.Figure:
    found = named.photos.get(piece.id, values.Figure(""))
    return replace(found, caption=piece.caption, credit=piece.credit)


def _overlong(copy: values.ArticleCopy) -> Iterator[dict[str, str]]:
    for place, model, name, text in _lines(copy):
        column = model._meta.get_field(name)
        most = column.max_length if isinstance(column, Field) else None
        if most and len(text) > most:
            said = _("This has {count} characters; {most} fit here.")
            yield at_field(place, "too_long", str(said).format(count=len(text), most=most))


def _lines(copy: values.ArticleCopy) -> Iterator[tuple[str, type[Model], str, str]]:
    """Yield everything that is kept in a column of limited length, with its place."""
    yield "/headline", Article, "headline", copy.headline
    yield "/standfirst", Article, "standfirst", copy.standfirst
    yield "/source/name", Article, "source_name", copy.source.name
    yield "/source/url", Article, "source_url", copy.source.url
    if copy.lead:
        yield "/lead/credit", Article, "lead_credit", copy.lead.credit
    for number, section in enumerate(copy.sections):
        yield f"/sections/{number}/heading", Section, "heading", section.heading
        for place, block in enumerate(section.blocks):
            here = f"/sections/{number}/blocks/{place}"
            if isinstance(block, values.Quote):
                yield f"{here}/attribution", Quote, "attribution", block.attribution
            if isinstance(block, values.Figure):
                yield f"{here}/credit", Figure, "credit", block.credit


def fitting(model: type[Model], name: str, text: str) -> str:
    """Return the text, cut to what the column takes."""
    column = model._meta.get_field(name)
    most = column.max_length if isinstance(column, Field) else None
    return text[:most].rstrip() if most else text

"""Which article does a plan write? Values from values: whose ids are whose was found before."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from articles.rules import copy as values
from articles.rules import page
from articles.rules.names import folded

LONGEST_ATTRIBUTION = 300
_ONE_LIST = re.compile(r"</(ul|ol)><\1>")  # items that follow each other are one list


@dataclass(frozen=True, slots=True)
class Named:
    """The ids of what the page names: experts by the person's key, photos by the figure's id.

    `names` are those of people who became no expert: they are kept in words.
    """

    experts: Mapping[str, int] = field(default_factory=dict)
    authors: Sequence[int] = ()
    tags: Sequence[int] = ()
    photos: Mapping[str, values.Figure] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def copy_of(proposal: page.Proposal, named: Named) -> values.ArticleCopy:
    """Return the copy; figures without a photo stay as placeholders, which publishing names."""
    source = proposal.source
    return values.ArticleCopy(
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
            yield values.Passage("", _ONE_LIST.sub("", html))


def _quote(piece: page.Quote, named: Named) -> values.Quote:
    expert = named.experts.get(piece.speaker)
    attribution = _naming(piece.attribution, named.names.get(piece.speaker, ""))
    return values.Quote("", piece.said, expert, attribution=attribution)


def _naming(attribution: str, name: str) -> str:
    """Return the attribution with the name, if that does not stand in it already."""
    if not name or folded(name.rsplit(maxsplit=1)[-1]) in folded(attribution):
        return attribution
    return "; ".join(filter(None, (name, attribution)))[:LONGEST_ATTRIBUTION]


def _figure(piece: page.Figure, named: Named) -> values.Figure:
    found = named.photos.get(piece.id, values.Figure(""))
    return replace(found, caption=piece.caption, credit=piece.credit, alt=found.alt or piece.alt)

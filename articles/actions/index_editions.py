"""What do lists, experts' pages and search read of an edition? Rows beside it."""

from collections.abc import Iterator, Mapping, Sequence

from articles.actions.forget_answers import editions_came
from articles.actions.index_search import index_search
from articles.actions.render_editions import became, mentions_of
from articles.models import Edition, Mention, QuoteInPrint
from articles.rules.copy import ArticleCopy, Quote

ROWS = 500  # in one statement


def index(editions: Sequence[tuple[Edition, ArticleCopy]]) -> None:
    """Write the rows beside new editions: mentions, quotes in print, what searches look in.

    The number of queries grows with the number of rows by the batch only.
    """
    present = became([copy for _edition, copy in editions])
    Mention.objects.bulk_create(
        [row for one in editions for row in _mentions(*one, present)], batch_size=ROWS
    )
    QuoteInPrint.objects.bulk_create(
        [row for one in editions for row in _quotes(*one, present)], batch_size=ROWS
    )
    index_search(editions)
    editions_came(edition for edition, _copy in editions)


def _mentions(edition: Edition, copy: ArticleCopy, present: Mapping[int, int]) -> Iterator[Mention]:
    for place, (kind, pk) in enumerate(mentions_of(copy, present)):
        yield Mention(
            edition=edition,
            kind=kind,
            target_id=pk,
            position=place,
            published_at=edition.published_at,
        )


def _quotes(
    edition: Edition, copy: ArticleCopy, present: Mapping[int, int]
) -> Iterator[QuoteInPrint]:
    quotes = [b for b in copy.blocks() if isinstance(b, Quote) and b.expert in present]
    for place, quote in enumerate(quotes):
        yield QuoteInPrint(
            edition=edition,
            key=quote.id,
            position=place,
            expert_id=present[quote.expert or 0],
            text=quote.text,
            printed_name=quote.printed_name,
            attribution=quote.attribution,
            said_on=quote.said_on,
            source_name=quote.source.name,
            source_url=quote.source.url,
            published_at=edition.published_at,
        )

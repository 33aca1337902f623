"""The doors to quotes as data."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.api.public.base import listed
from articles.api.public.filters import QuoteFilter, filtered
from articles.api.public.kept import KeptRead
from articles.api.public.openapi import list_schema, read_schema
from articles.api.public.people import ExpertRead
from articles.api.public.shapes import QuoteShape
from articles.api.public.shapes import page_of as shape_page
from articles.models.editions import QuoteInPrint
from articles.queries.addresses import page_url
from articles.queries.facts import expert_shape
from articles.queries.people import live_quotes
from articles.rules.list_keys import under
from cms.kernel import clock
from cms.kernel.answers import Answer, dumps
from cms.kernel.clock import rfc3339
from cms.kernel.errors import Missing
from cms.kernel.paging import PAGE_PARAMS, page_bytes, page_of

ORDER = ("-published_at", "-id")


def shaped(quote: QuoteInPrint) -> dict[str, Any]:
    """Return a quote as data, with its permalink into the story."""
    edition = quote.edition
    url = page_url(edition.slug, edition.language)
    return {
        "id": quote.key,
        "text": quote.text,
        "expert": expert_shape(quote.expert),
        "printed_name": quote.printed_name,
        "attribution": quote.attribution,
        "said_on": quote.said_on.isoformat() if quote.said_on else None,
        "source": {"name": quote.source_name, "url": quote.source_url or None},
        "article": {
            "slug": edition.slug,
            "language": edition.language,
            "title": edition.headline,
            "url": url,
            "published_at": rfc3339(edition.published_at),
        },
        "permalink": f"{url}#quote-{quote.key}",
    }


def _with_story(rows: QuerySet[QuoteInPrint]) -> QuerySet[QuoteInPrint]:
    return rows.select_related("expert", "edition").only(
        *("key", "text", "printed_name", "attribution", "said_on", "source_name", "source_url"),
        *("published_at", "expert", "edition__language", "edition__slug", "edition__headline"),
        "edition__published_at",
        "edition__article",
    )


def _page(request: Request, rows: QuerySet[QuoteInPrint], lists: Sequence[str]) -> Answer:
    at = clock.now()
    page = page_of(request, _with_story(rows), ORDER)
    shown = [(f"article-{row.edition.article_id}", f"expert-{row.expert_id}") for row in page.rows]
    keys = [*lists, *dict.fromkeys(key for pair in shown for key in pair)]
    body = page_bytes(page, [dumps(shaped(row)) for row in page.rows])
    return listed(body, keys, at)


class Quotes(KeptRead):
    """Everything that is said in live stories, newest story first."""

    operation = "quotes_list"
    params = (*QuoteFilter.base_filters, *PAGE_PARAMS)

    @extend_schema(**list_schema(QuoteFilter, shape_page(QuoteShape, "Quotes"), ordered=False))
    def get(self, request: Request, **kwargs: Any) -> Any:
        """List quotes."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **_kwargs: Any) -> Answer:
        """Return a page of quotes."""
        rows = filtered(QuoteFilter, request.query_params, live_quotes(clock.now()))
        named = ["experts"] if "expert" in request.query_params else []  # names may change hands
        return _page(request, rows, ["quotes", *named])


class OneQuote(KeptRead):
    """One quote."""

    operation = "quotes_retrieve"

    @extend_schema(**read_schema(QuoteShape, gone=False))
    def get(self, request: Request, **kwargs: Any) -> Any:
        """Read one quote; its id stays the same while the story is edited."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the quote if its story is live."""
        at = clock.now()
        quote = _with_story(live_quotes(at).filter(key=kwargs["key"])).first()
        if quote is None:
            raise Missing
        keys = [f"article-{quote.edition.article_id}", f"expert-{quote.expert_id}"]
        return listed(dumps(shaped(quote)), keys, at)


class QuotesOfExpert(ExpertRead):
    """Everything an expert said in live stories."""

    operation = "experts_quotes"
    params = PAGE_PARAMS

    @extend_schema(**list_schema(None, shape_page(QuoteShape, "Quotes"), ordered=False, moves=True))
    def get(self, request: Request, **kwargs: Any) -> Any:
        """List what an expert said."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return a page of the expert's quotes."""
        at = clock.now()
        expert = self.expert(kwargs["slug"], at)
        lists = [f"expert-{expert.pk}", under("expert", expert.pk)]
        return _page(request, live_quotes(at).filter(expert=expert), lists)

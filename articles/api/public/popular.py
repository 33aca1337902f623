"""Which stories are most popular now, and why?"""

from datetime import timedelta
from typing import Any

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.api.public.popular_answer import body_of
from articles.api.public.popular_cursor import place_of
from articles.api.public.popular_params import PARAMS, REPEATABLE, asked
from articles.api.public.popular_shapes import PARAMETERS, MostPopularShape
from articles.queries.most_popular import most_popular
from articles.queries.ranking_filters import contenders
from cms.kernel import clock
from cms.kernel.answers import Answer
from cms.kernel.public import PublicRead
from cms.kernel.shapes import problems

FRESH = timedelta(seconds=10.9)  # a cache may show a ranking for ten whole seconds


class MostPopular(PublicRead):
    """The ranking of live stories."""

    operation = "list_most_popular"
    params = PARAMS
    repeatable = REPEATABLE

    @extend_schema(
        tags=["Most popular"],
        parameters=PARAMETERS,
        responses={200: MostPopularShape, **problems(400)},
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """Live stories by popularity, with the method and the reasons.

        Without parameters: by a score in which every view (1), share (8) and published reply (4)
        halves in weight each day. Reading this counts nothing.
        """
        return super().get(request, **kwargs)

    def read(self, request: Request, **_kwargs: Any) -> Answer:
        """Return the ranking, and name every story in it."""
        at = clock.now()
        wanted = asked(request.query_params, at)
        after, before = place_of(request.query_params)
        found = most_popular(
            wanted.method,
            contenders(wanted.filters, at),
            at=at,
            limit=wanted.limit,
            after=after,
            before=before,
        )
        return Answer(
            body=body_of(request, wanted, found, at),
            keys=["most-popular", *(f"article-{row.place.article_id}" for row in found.rows)],
            edge=min(filter(None, (found.edge, at + FRESH))),
        )

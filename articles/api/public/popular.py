"""Which stories are most popular now, and why?"""

from typing import Any

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.api.public import popular_kept
from articles.api.public.popular_params import PARAMS, REPEATABLE
from articles.api.public.popular_shapes import PARAMETERS, MostPopularShape
from cms.kernel.answers import Answer
from cms.kernel.asked import Asked
from cms.kernel.public import PublicRead
from cms.kernel.shapes import problems


class MostPopular(PublicRead):
    """The ranking of live stories."""

    operation = "list_most_popular"
    params = PARAMS
    repeatable = REPEATABLE
    known = staticmethod(popular_kept.known)

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
        return popular_kept.answer(Asked.by(request))

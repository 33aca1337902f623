"""The door to the search in everything that readers see."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.api.public.kept import KeptRead
from articles.api.public.search_answer import answer
from articles.api.public.search_params import PARAMS, REPEATABLE, asked
from articles.api.public.search_shapes import SCHEMA
from cms.kernel import clock
from cms.kernel.answers import Answer


class SearchStories(KeptRead):
    """The stories that answer a search."""

    operation = "search"
    params = PARAMS
    repeatable = REPEATABLE

    @extend_schema(**SCHEMA)
    def get(self, request: Request, **kwargs: Any) -> Any:
        """Search live stories: by words, with extracts and facets."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **_kwargs: Any) -> Answer:
        """Return a page of what was found."""
        return answer(request, asked(request.GET, clock.now()))

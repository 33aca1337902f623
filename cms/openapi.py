"""What does the API say of itself?"""

from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from cms.kernel.answers import Answer, dumps
from cms.kernel.public import PublicRead


@cache
def document() -> bytes:
    """Return the OpenAPI 3.1 document as JSON; it is the code's, so made once for each process."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    made: Any = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return dumps(made)


class OpenApi(PublicRead):
    """The OpenAPI document."""

    @extend_schema(exclude=True)
    def get(self, request: Request, **kwargs: Any) -> Any:
        """Read the document."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **_kwargs: Any) -> Answer:  # noqa: ARG002
        """Return the document with an ETag."""
        return Answer(document(), keys=["schema"])


# Swagger UI draws its icons as data and sets styles on its elements; scripts are files of ours.
_DOCS = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


class Docs(SpectacularSwaggerSplitView):  # type: ignore[misc,unused-ignore]
    """Every call, with a button to try it."""

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Show the page, or its script, with a policy that lets nothing else in."""
        answer: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]
        answer["Content-Security-Policy"] = _DOCS
        return answer


def expanded_parts(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Say what `?expand=` puts into an article: each part as its own door has it.

    A post-processing hook of drf-spectacular, after the names are plain: takes and returns the
    document.
    """
    schemas = result["components"]["schemas"]
    article, discussion = schemas["Article"]["properties"], schemas["Discussion"]["properties"]
    article["most_popular"] = {"$ref": "#/components/schemas/MostPopular"}
    article["related"]["items"] = {
        "anyOf": [
            {"$ref": "#/components/schemas/ArticleCard"},
            {"$ref": "#/components/schemas/RelatedLink"},
        ]
    }
    page = schemas["DiscussionPage"]["properties"]
    discussion |= {name: page[name] for name in ("after", "next", "previous", "results")}
    return result

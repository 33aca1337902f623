"""What does the API say of itself?"""

from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

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

"""How does a public read work? Anyone may; parameters are known; the answer has validators."""

from collections.abc import Collection
from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from cms.kernel.answers import Answer, respond
from cms.kernel.params import check_params


class PublicRead(APIView):
    """A read that is open to everybody.

    A subclass names its query parameters and implements `read`.
    """

    authentication_classes: ClassVar[list[type]] = []  # type: ignore[misc]
    permission_classes: ClassVar[list[type]] = [AllowAny]  # type: ignore[misc]
    params: Collection[str] = ()
    repeatable: Collection[str] = ()

    def get(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """Check the parameters, read, and answer."""
        check_params(request.query_params, self.params, repeatable=self.repeatable)
        return respond(request, self.read(request, **kwargs))

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the answer."""
        raise NotImplementedError

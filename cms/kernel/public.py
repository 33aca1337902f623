"""How does a public read work? Anyone may; parameters are known; the answer has validators."""

from collections.abc import Callable, Collection
from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from cms.kernel.answers import Answer, Validators, respond
from cms.kernel.params import LONGEST, check_params

# Returns the validators of what would be answered now (cms.kernel.answers.unchanged says how they
# must be made), from cms.kernel.asked.Asked and the names in the path. Raises DomainError.
Known = Callable[..., Validators]


def takes_json(accept: str) -> bool:
    """Return whether an Accept header surely takes JSON; others are for DRF to weigh."""
    return accept in {"*/*", "application/json"} or "*/*" in accept


class PublicRead(APIView):
    """A read that is open to everybody.

    A subclass names its query parameters and implements `read`. One whose validators cost less
    than its answer implements `known`, too.
    """

    authentication_classes: ClassVar[list[type]] = []  # type: ignore[misc]
    permission_classes: ClassVar[list[type]] = [AllowAny]  # type: ignore[misc]
    params: Collection[str] = ()
    repeatable: Collection[str] = ()
    longest = LONGEST  # characters in one value
    known: ClassVar[Known | None] = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer a plain GET without asking who it is, or in which of one form.

        DRF's own way (which finds out the form, the user, the permissions and the throttles, all
        settled here) is taken for every other method, and where JSON is not accepted.
        """
        if request.method != "GET" or not takes_json(request.META.get("HTTP_ACCEPT", "*/*")):
            return super().dispatch(request, *args, **kwargs)
        self.args, self.kwargs, self.headers = args, kwargs, {}
        self.request = Request(request)
        try:
            return self.get(self.request, **kwargs)
        except Exception as exc:  # noqa: BLE001 - DRF's dispatch does the same
            return self.handle_exception(exc)

    def get(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """Check the parameters, read, and answer."""
        if request.META.get("QUERY_STRING"):
            check_params(
                request.query_params,
                self.params,
                repeatable=self.repeatable,
                longest=self.longest,
            )
        return respond(request, self.read(request, **kwargs))

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the answer."""
        raise NotImplementedError

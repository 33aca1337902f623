"""How does a public read work? Anyone may; parameters are known; the answer has validators."""

from collections.abc import Callable, Collection
from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from cms.kernel.answers import Answer, Validators, respond
from cms.kernel.params import LONGEST, check_params
from cms.kernel.short import ShortRead

# Returns the validators of what would be answered now (cms.kernel.answers.unchanged says how they
# must be made, for what has a query), from cms.kernel.asked.Asked and the names in the path. Raises
# DomainError.
Known = Callable[..., Validators]


class PublicRead(ShortRead):
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

    def knows(self, _request: HttpRequest) -> bool:
        """Return True: anybody may."""
        return True

    def get(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """Answer what was found."""
        return respond(request, self.found(request, **kwargs))

    def found(self, request: Request, **kwargs: Any) -> Answer:
        """Check the parameters and read: all that an answer depends on but the client's codings.

        The doorstep calls this, too, with less of a request: what `Visit` has. Raises DomainError.
        """
        if request.META.get("QUERY_STRING"):
            check_params(
                request.query_params,
                self.params,
                repeatable=self.repeatable,
                longest=self.longest,
            )
        return self.read(request, **kwargs)

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the answer."""
        raise NotImplementedError

"""What is said about a request before any view sees it?"""

import random
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cms.kernel.problems import problem

Next = Callable[[HttpRequest], HttpResponse]


class Guard:
    """Give every request an id, and refuse paths that no database can hold."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with `X-Request-ID`; a NUL or a broken character in the path is 400."""
        # An id tells requests apart; it guards nothing, so it need not come from the system.
        request_id = f"{random.getrandbits(64):016x}"
        request.request_id = request_id  # type: ignore[attr-defined]
        if "\x00" in request.path or "\ufffd" in request.path:
            response = problem(
                request, 400, code="bad_encoding", detail=_("The path is not valid text.")
            )
        else:
            response = self.get_response(request)
        response["X-Request-ID"] = request_id
        return response

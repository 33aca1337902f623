"""What is said about a request before any view sees it?"""

import random
from collections.abc import Callable
from contextlib import suppress

from django.http import HttpRequest, HttpResponse, RawPostDataException, UnreadablePostError
from django.utils.translation import gettext as _

from cms.kernel import chores
from cms.kernel.problems import problem

MOST_LEFT, PIECE = 32 * 1024 * 1024, 64 * 1024  # bytes; more than the largest photo
Next = Callable[[HttpRequest], HttpResponse]


class Guard:
    """Give every request an id, refuse paths that no database can hold, read bodies to the end."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with `X-Request-ID`; a NUL or a broken character in the path is 400."""
        chores.begin()
        # An id tells requests apart; it guards nothing, so it need not come from the system.
        request_id = f"{random.getrandbits(64):016x}"
        request.request_id = request_id  # type: ignore[attr-defined]
        if "\x00" in request.path or "\ufffd" in request.path:
            response = problem(
                request, 400, code="bad_encoding", detail=_("The path is not valid text.")
            )
        elif request.META.get("HTTP_TRANSFER_ENCODING") and not request.META.get("CONTENT_LENGTH"):
            # Django reads no body of unknown length; what was sent must not be taken for nothing.
            response = problem(
                request, 411, code="length_required", detail=_("Say the length of the body.")
            )
        else:
            response = self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            _read_rest(request)
        response["X-Request-ID"] = request_id
        return response


def _read_rest(request: HttpRequest) -> None:
    """Read what the view left of the body.

    The server closes a connection with an unread body, and the answer can be lost with it: whoever
    sent too much would hear nothing instead of 413, and the next request on the line would fail.
    """
    with suppress(UnreadablePostError, RawPostDataException):
        for _piece in range(MOST_LEFT // PIECE):
            if not request.read(PIECE):
                return

"""Which doors go the short way? Those that use nothing of what Django and DRF prepare for pages.

`cms.kernel.lanes` leads a plain GET, or a plain POST, straight to them.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request
from rest_framework.views import APIView


def takes_json(accept: str) -> bool:
    """Return whether an Accept header surely takes JSON; others are for DRF to weigh."""
    return accept in {"*/*", "application/json"} or "*/*" in accept


class ShortRead(APIView):
    """A read that answers a plain GET without asking in which of one form.

    DRF's own way (which finds out the form, the user, the permissions and the throttles) is taken
    for every other method, where JSON is not accepted, and by whom the read does not know.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer, the short way or the long one."""
        if request.method != "GET" or not takes_json(request.META.get("HTTP_ACCEPT", "*/*")):
            return super().dispatch(request, *args, **kwargs)
        self.args, self.kwargs, self.headers = args, kwargs, {}
        self.request = Request(request)
        try:
            if self.knows(request):
                return self.get(self.request, **kwargs)  # type: ignore[attr-defined]
        except Exception as exc:  # noqa: BLE001 - DRF's dispatch does the same
            return self.handle_exception(exc)
        return super().dispatch(request, *args, **kwargs)

    def knows(self, _request: HttpRequest) -> bool:
        """Return whether it is settled who asks, and that they may."""
        raise NotImplementedError


class ShortWrite(APIView):
    """A door that does at once what is plainly sent, without asking in which of one form.

    DRF's own way is taken for every other method, for what is not plain (it finds the words for
    what is wrong), and by whom the door does not know.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer, the short way or the long one."""
        if not _is_plain_write(request):
            return super().dispatch(request, *args, **kwargs)
        self.args, self.kwargs, self.headers = args, kwargs, {}
        self.request = Request(request)
        try:
            done = self.done(request)
        except Exception as exc:  # noqa: BLE001 - DRF's dispatch does the same
            return self.handle_exception(exc)
        return super().dispatch(request, *args, **kwargs) if done is None else done

    def done(self, _request: HttpRequest) -> HttpResponse | None:
        """Do what was sent and answer; None, with nothing done, where the long way is to be taken.

        Raises what the long way would.
        """
        raise NotImplementedError


def _is_plain_write(request: HttpRequest) -> bool:
    asked = request.META
    return (
        request.method == "POST"
        and asked.get("CONTENT_TYPE") == "application/json"
        and not asked.get("QUERY_STRING")
        and takes_json(asked.get("HTTP_ACCEPT", "*/*"))
    )

"""How does an editors' door work?

A token with the scope, Django's own permission for each verb, known parameters, no cache, a
version for every change, and the same answer when the same thing is asked twice.
"""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.http import HttpResponse
from django.utils.http import parse_etags
from django.utils.translation import gettext_lazy as _
from rest_framework.parsers import BaseParser, JSONParser
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cms.kernel import idempotency
from cms.kernel.answers import dumps
from cms.kernel.errors import DomainError, Missing
from cms.kernel.idempotency import Kept
from cms.kernel.paging import Page
from cms.kernel.params import check_params
from cms.kernel.tokens import BearerToken, HasScope, may

Json = dict[str, Any]
Headers = Callable[[Json], Mapping[str, str]]


class PreconditionRequired(DomainError):
    """A change must say which version it was made from."""

    code = "precondition_required"
    status = 428
    message = _("Say with If-Match which version you mean: the ETag that you were given.")


class Conflict(DomainError):
    """Somebody else did something meanwhile that this cannot stand beside."""

    code = "conflict"
    message = _("This collides with what somebody else has just done. Please try again.")


class EditorDoor(APIView):
    """A door for editors' programs; `needs` names the permission that each verb takes."""

    scope = "editor"
    authentication_classes: ClassVar[list[type]] = [BearerToken]  # type: ignore[misc]
    parser_classes: ClassVar[list[type[BaseParser]]] = [JSONParser]  # type: ignore[misc]
    needs: ClassVar[Mapping[str, str]] = {}
    params: Collection[str] = ()
    repeatable: Collection[str] = ()

    def get_permissions(self) -> list[BasePermission]:
        """Return what the verb takes; one that was forgotten in `needs` is an error of ours."""
        verb = (self.request.method or "").lower().replace("head", "get")
        if verb == "options" or not hasattr(self, verb):
            return [HasScope()]
        return [HasScope(), may(self.needs[verb])()]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse query parameters that are not known; only reads take any."""
        super().initial(request, *args, **kwargs)
        known = self.params if request.method in {"GET", "HEAD"} else ()
        check_params(request.query_params, known, repeatable=self.repeatable)

    def handle_exception(self, exc: Exception) -> Response:
        """Answer 404 for what went away meanwhile, and 409 for what the database did not let in."""
        if isinstance(exc, ObjectDoesNotExist):
            exc = Missing()
        elif isinstance(exc, IntegrityError):
            exc = Conflict()
        return super().handle_exception(exc)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kw: Any) -> Any:
        """Keep every answer out of every cache."""
        answer = super().finalize_response(request, response, *args, **kw)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer


def editor_of(request: Request) -> AbstractBaseUser:
    """Return for whom the token acts."""
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - the door asked for a token
    return request.user


def etag_of(version: int) -> str:
    """Return the ETag of a version."""
    return f'"{version}"'


def meant_version(request: Request, present: int) -> int:
    """Return the version that `If-Match` names; `present` is the one that stands now.

    What names no version, or only others, gives one that is stale. Raises PreconditionRequired.
    """
    if "If-Match" not in request.headers:
        raise PreconditionRequired
    return version_if_said(request, present) or 0


def version_if_said(request: Request, present: int) -> int | None:
    """Return the version that `If-Match` names; None without the header."""
    said = request.headers.get("If-Match")
    if said is None:
        return None
    tags = parse_etags(said)
    if "*" in tags or etag_of(present) in tags:
        return present
    numbers = [tag.strip('"') for tag in tags]
    return next((int(n) for n in numbers if n.isascii() and n.isdigit() and len(n) < 10), 0)  # noqa: PLR2004


def answer(body: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """Return JSON."""
    return HttpResponse(
        dumps(body), status=status, content_type="application/json", headers=headers
    )


def answer_once(
    request: Request, effect: Callable[[], tuple[int, Json]], headers: Headers = lambda _body: {}
) -> HttpResponse:
    """Return what the effect answers; with an `Idempotency-Key`, what it answered the first time.

    `headers` are made from the body, so that a replay carries them too. Raises Mismatch (422),
    InProgress (409), and whatever `effect` raises: a refusal is not kept.
    """

    def run() -> Kept:
        status, body = effect()
        return Kept(status, dumps(body).decode())

    key = request.headers.get("Idempotency-Key")
    kept = idempotency.once(_asked(request, key), run) if key is not None else run()
    again = {"Idempotent-Replayed": "true"} if kept.replayed else {}
    return HttpResponse(
        kept.body,
        status=kept.status,
        content_type="application/json",
        headers={**headers(json.loads(kept.body)), **again},
    )


def _asked(request: Request, key: str) -> idempotency.Ask:
    route = f"{request.method} {request.path}"
    client = f"user:{editor_of(request).pk}"
    return idempotency.ask(key=key, client=client, route=route, body=request._request.body)


def paged(page: Page, results: list[Json]) -> Json:
    """Return a page of a list; `count` only where it was counted."""
    head: Json = {} if page.count is None else {"count": page.count}
    return {**head, "next": page.next, "previous": page.previous, "results": results}

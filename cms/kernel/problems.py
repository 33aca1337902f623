"""How does a refusal look to a program? RFC 9457 `application/problem+json`, one shape for all."""

import json
import logging
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.request import Request

from cms.kernel.errors import DomainError

log = logging.getLogger("newsroom.problems")

CODES = {
    400: "bad_request",
    401: "not_authenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "unsupported_media_type",
    429: "rate_limited",
    500: "server_error",
    503: "unavailable",
}
RETRY_SECONDS = 2


def problem(  # noqa: PLR0913 - the fields of RFC 9457
    request: HttpRequest | Request,
    status: int,
    *,
    code: str = "",
    detail: str = "",
    errors: list[dict[str, str]] | None = None,
    headers: dict[str, str] | None = None,
    facts: dict[str, Any] | None = None,
) -> HttpResponse:
    """Return the answer; `facts` become further members, as RFC 9457 section 3.2 allows."""
    body = body_of(status, code=code, detail=detail, errors=errors, facts=facts)
    body["request_id"] = getattr(request, "request_id", "")
    answer = HttpResponse(
        # A refusal may name what was sent, half a surrogate pair included, which UTF-8 cannot say.
        json.dumps(body, ensure_ascii=False).encode(errors="replace"),
        status=status,
        content_type="application/problem+json",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )
    if request.method in {"GET", "HEAD"}:
        answer["Access-Control-Allow-Origin"] = "*"
    return answer


def body_of(
    status: int,
    *,
    code: str = "",
    detail: str = "",
    errors: list[dict[str, str]] | None = None,
    facts: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the members of the problem, but for the request's id."""
    code = code or CODES.get(status, "refused")
    return {
        **(facts or {}),
        "type": f"urn:newsroom:problem:{code}",
        "title": title_of(status),
        "status": status,
        "code": code,
        "detail": detail or title_of(status),
        "errors": errors or [],
    }


def title_of(status: int) -> str:
    """Return the short name of a status, in the reader's language."""
    titles = {
        400: _("The request cannot be understood"),
        401: _("Please say who you are"),
        403: _("You may not do this"),
        404: _("There is nothing here"),
        405: _("This method is not possible here"),
        406: _("This form of answer is not available"),
        409: _("This is not possible now"),
        410: _("This has been taken away"),
        411: _("Say how long it is"),
        412: _("It has changed meanwhile"),
        413: _("Too large"),
        415: _("This content type is not accepted"),
        422: _("This cannot be accepted as it is"),
        428: _("Say which version you mean"),
        429: _("Too many requests"),
        500: _("Something broke on our side"),
        503: _("Please try again in a moment"),
    }
    return titles.get(status, _("Refused"))


def exception_handler(exc: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Turn what a view raised into a problem; None lets Django answer 500 and log the traceback."""
    request = context["request"]
    if isinstance(exc, DomainError):
        return domain_problem(request, exc)
    if isinstance(exc, exceptions.APIException):
        return _drf_problem(request, exc)
    status, code = _foreign(exc)
    if not status:
        return None
    log.info("%s answered %s", type(exc).__name__, status)
    headers = {"Retry-After": str(RETRY_SECONDS)} if status == 503 else None  # noqa: PLR2004
    return problem(request, status, code=code, headers=headers)


def domain_problem(request: HttpRequest | Request, exc: DomainError) -> HttpResponse:
    """Return the problem that tells a refusal of ours; `retry_after` becomes the header."""
    facts = dict(exc.facts)
    retry = facts.pop("retry_after", None)
    headers = dict(exc.headers)
    if retry is not None:
        headers["Retry-After"] = str(retry)
    return problem(
        request,
        exc.status,
        code=exc.code,
        detail=str(exc),
        errors=exc.errors,
        headers=headers,
        facts=facts,
    )


def _drf_problem(request: Request, exc: exceptions.APIException) -> HttpResponse:
    headers = {}
    if auth := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = auth
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    if isinstance(exc, exceptions.ValidationError):
        errors = list(field_errors(exc.detail))
        return problem(request, 400, code="validation", errors=errors, headers=headers)
    if isinstance(exc, exceptions.ParseError):
        detail = _("The body is not valid JSON.")
        return problem(request, 400, code="malformed", detail=detail, headers=headers)
    return problem(request, exc.status_code, detail="", headers=headers)


def field_errors(detail: Any, pointer: str = "") -> Iterator[dict[str, str]]:
    """Flatten DRF's nested error details: each leaf under the JSON pointer of its field."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            here = pointer if name == "non_field_errors" else f"{pointer}/{name}"
            yield from field_errors(inner, here)
    elif isinstance(detail, list) and detail and isinstance(detail[0], (dict, list)):
        for position, inner in enumerate(detail):
            if inner:
                yield from field_errors(inner, f"{pointer}/{position}")
    elif isinstance(detail, list):
        for leaf in detail:
            yield from field_errors(leaf, pointer)
    else:
        code = getattr(detail, "code", "invalid")
        # DRF's own words repeat what was sent.
        message = _("This is none of the choices.") if code == "invalid_choice" else str(detail)
        yield {"field": pointer, "code": code, "message": message}


def _foreign(exc: Exception) -> tuple[int, str]:
    """Return status and code of an exception that is not ours; (0, "") when it is a defect."""
    for kinds, status, code in (
        ((RequestDataTooBig,), 413, "too_large"),
        ((Http404,), 404, "not_found"),
        ((PermissionDenied,), 403, "forbidden"),
        ((RecursionError,), 400, "too_deep"),
        ((SuspiciousOperation, UnicodeError), 400, "bad_request"),
        ((DataError, OverflowError), 400, "out_of_range"),
        ((OperationalError, InterfaceError), 503, "unavailable"),
    ):
        if isinstance(exc, kinds):
            return status, code
    return 0, ""

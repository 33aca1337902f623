"""Which part of a list is asked for? Pages with a count, or keyset pages that never drift.

A cursor holds where the last page ended (the values of the ordering and the id), signed, and bound
to the list and the filters it was made with. Its cost does not depend on the depth, and rows that
come or go never shift it. See https://use-the-index-luke.com/no-offset for the method.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.encoding import force_bytes, iri_to_uri
from django.utils.translation import gettext as _
from rest_framework.request import Request

from cms.kernel.answers import dumps, fingerprint
from cms.kernel.asked import origin_of
from cms.kernel.errors import Missing
from cms.kernel.params import bad_parameter, whole_number

Row = TypeVar("Row", bound=Model)

PAGE_PARAMS = ("page", "page_size", "cursor")
DEEPEST = 10_000  # rows that can be reached by page number; beyond, a cursor


class _Signer(signing.Signer):
    """Django's signer; a page of replies signs twenty times, so it derives its key once."""

    def signature(self, value: str | bytes, key: str | bytes | None = None) -> str:
        """Return what signing.Signer would."""
        digest = hmac.digest(_derived(self.salt, key or self.key), force_bytes(value), "sha256")
        return signing.b64_encode(digest).decode()


@lru_cache(maxsize=16)
def _derived(salt: str, key: str | bytes) -> bytes:
    return hashlib.sha256(force_bytes(f"{salt}signer") + force_bytes(key)).digest()


_signer = _Signer(salt="cursor")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows, with the addresses of its neighbours; `count` is None for cursors."""

    rows: list[Any]
    next: str | None
    previous: str | None
    count: int | None = None


class Source(Protocol):
    """Rows that can be counted, and read in an order: from a position on, or by their number."""

    def count(self) -> int:
        """Return how many there are."""

    def read(
        self, order: Sequence[str], position: Sequence[Any], *, start: int, count: int
    ) -> list[Any]:
        """Return `count` rows after the position (empty: of all), and after `start` of these."""


class _Queried(Source):
    """Rows of the ORM."""

    def __init__(self, rows: QuerySet[Any, Any], counted: Callable[[], int] | None = None) -> None:
        self.rows, self._counted = rows, counted or rows.count

    def count(self) -> int:
        return self._counted()

    def read(
        self, order: Sequence[str], position: Sequence[Any], *, start: int, count: int
    ) -> list[Any]:
        rows = self.rows.filter(_after(order, position)) if position else self.rows
        return list(rows.order_by(*order)[start : start + count])


def page_of(
    request: HttpRequest | Request,
    rows: QuerySet[Any, Any] | Source,
    ordering: Sequence[str],
    *,
    counted: Callable[[], int] | None = None,
) -> Page:
    """Return the page that the query asks for.

    `ordering` names columns of non-null values, "-" for descending, and ends with a unique one.
    `counted` returns how many rows of the ORM there are, where somebody knows without counting.
    Raises BadParameter (400) for a bad page, size or cursor, Missing (404) past the last page.
    """
    query = request.GET
    source = _Queried(rows, counted) if isinstance(rows, QuerySet) else rows
    size = whole_number(query, "page_size", 20, least=1, most=100)
    if "cursor" not in query:
        return _numbered(request, source, ordering, size)
    if "page" in query:
        raise bad_parameter("page", "page_with_cursor", _("Give a page or a cursor, not both."))
    return keyset_page(request, source, ordering, size)


def _numbered(
    request: HttpRequest | Request, rows: Source, ordering: Sequence[str], size: int
) -> Page:
    number = whole_number(request.GET, "page", 1, least=1, most=10**9)
    if number * size > DEEPEST and number > 1:
        message = _("Pages go no deeper than %(deepest)s rows; use ?cursor= instead.")
        raise bad_parameter("page", "page_too_deep", message % {"deepest": DEEPEST})
    count = rows.count()
    start = (number - 1) * size
    if number > 1 and start >= count:
        raise Missing
    return Page(
        rows=rows.read(ordering, (), start=start, count=size),
        next=_address(request, page=number + 1) if start + size < count else None,
        previous=_address(request, page=number - 1) if number > 1 else None,
        count=count,
    )


def keyset_page(
    request: HttpRequest | Request,
    rows: QuerySet[Any, Any] | Source,
    ordering: Sequence[str],
    size: int,
) -> Page:
    """Return the page after (or before) `?cursor=`, or the first one without it.

    Raises BadParameter (400) for a cursor that was not made here or with other filters.
    """
    asked = Keyset(request, ordering)
    source = _Queried(rows) if isinstance(rows, QuerySet) else rows
    found = source.read(asked.order, asked.position, start=0, count=size + 1)
    return asked.page(found, size, lambda row: _position(row, ordering))


class Keyset:
    """Where in an ordered list a request wants to read, for whoever reads the rows alone."""

    def __init__(
        self, request: HttpRequest | Request, ordering: Sequence[str], *, of: str = ""
    ) -> None:
        """Read `?cursor=`; `of` names a list that more than one address leads to.

        Raises BadParameter (400), as keyset_page does.
        """
        self.request = request
        self.ordering = list(ordering)
        self.bound_to = _bound(of or request.path, _filters_of(request.GET, ordering))
        self.position, self.backwards = _read(request.GET.get("cursor", ""), self.bound_to)

    def walked(self, rows: QuerySet[Row, Row]) -> QuerySet[Row, Row]:
        """Return the rows behind the position, in the order walked."""
        if self.position:
            rows = rows.filter(_after(self.order, self.position))
        return rows.order_by(*self.order)

    @property
    def order(self) -> Sequence[str]:
        """Return the order walked: turned round on the way back."""
        return [_turned(name) for name in self.ordering] if self.backwards else self.ordering

    def before(self, rows: QuerySet[Row, Row], row: Any) -> QuerySet[Row, Row]:
        """Return the rows that stand before one, or before the values of one by name."""
        order = [_turned(name) for name in self.ordering]
        return rows.filter(_after(order, _position(row, self.ordering)))

    def cursor(self, row: Any) -> str:
        """Return where the list goes on behind a row, or behind the values of one by name."""
        return _write(_position(row, self.ordering), self.bound_to, back=False)

    def page(self, found: list[Any], size: int, position: Callable[[Any], list[Any]]) -> Page:
        """Return the page of rows that were found in the order walked, `size` + 1 at the most.

        `position` gives the values of a row that the list is ordered by.
        """
        more, found = len(found) > size, found[:size]
        if self.backwards:
            found.reverse()
        has_next = bool(found) and (self.backwards or more)
        has_previous = bool(found) and (more if self.backwards else bool(self.position))
        return Page(
            rows=found,
            next=self._address(position(found[-1]), back=False) if has_next else None,
            previous=self._address(position(found[0]), back=True) if has_previous else None,
        )

    def _address(self, position: list[Any], *, back: bool) -> str:
        return _address(self.request, cursor=_write(position, self.bound_to, back=back))


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _after(order: Sequence[str], position: Sequence[Any]) -> Q:
    """Return the condition "stands after the position in this order".

    The leading column's own bound is said once more on its own, so that an index serves it.
    """
    condition = Q()
    same: dict[str, Any] = {}
    for name, value in zip(order, position, strict=True):
        column = name.removeprefix("-")
        step = "lt" if name.startswith("-") else "gt"
        condition |= Q(**same, **{f"{column}__{step}": value})
        same[column] = value
    first = order[0].removeprefix("-")
    bound = "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{bound}": position[0]}) & condition


def _position(row: Any, ordering: Sequence[str]) -> list[Any]:
    names = [name.removeprefix("-") for name in ordering]
    return [row[name] if isinstance(row, dict) else getattr(row, name) for name in names]


def _write(position: list[Any], bound_to: str, *, back: bool) -> str:
    plain = [
        {"t": value.isoformat()} if isinstance(value, datetime) else value for value in position
    ]
    # What _signer.sign_object returns; a page of replies has twenty.
    said = signing.b64_encode(_compact([plain, int(back), bound_to]).encode()).decode()
    return f"{said}:{_signer.signature(said)}"


_compact = json.JSONEncoder(separators=(",", ":")).encode


def _read(cursor: str, bound_to: str) -> tuple[list[Any], bool]:
    if not cursor:
        return [], False
    try:
        plain, back, made_for = _signer.unsign_object(cursor)
    except (signing.BadSignature, ValueError, UnicodeError):
        raise bad_parameter("cursor", "bad_cursor", _("This cursor was not made here.")) from None
    if made_for != bound_to:
        message = _("This cursor was made for another list.")
        raise bad_parameter("cursor", "cursor_mismatch", message)
    times = [
        datetime.fromisoformat(value["t"]) if isinstance(value, dict) else value for value in plain
    ]
    return times, bool(back)


def cursors(ordering: Sequence[str], query: QueryDict) -> Callable[[str, list[Any]], str]:
    """Return what makes a cursor from a list's name (Keyset's `of`) and a position in it.

    The list is to be asked for with `query`.
    """
    filters = _filters_of(query, ordering)
    return lambda of, position: _write(position, _bound(of, filters), back=False)


_LOOSE = {"cursor", "page_size", "limit", "fields", "omit", "format_text"}


def _filters_of(query: QueryDict, ordering: Sequence[str]) -> str:
    given = ((name, tuple(values)) for name, values in query.lists() if name not in _LOOSE)
    return _filters(tuple(sorted(given)), tuple(ordering))


@lru_cache(maxsize=1024)
def _filters(given: tuple[tuple[str, tuple[str, ...]], ...], ordering: tuple[str, ...]) -> str:
    return fingerprint(dumps([given, ordering]))[:12]


def _bound(of: str, filters: str) -> str:
    return hashlib.blake2b(f"{filters} {of}".encode(errors="replace"), digest_size=6).hexdigest()


def _address(request: HttpRequest | Request, **changed: str | int) -> str:
    plain = request._request if isinstance(request, Request) else request
    # Numbers and cursors: nothing in them is to be quoted but the colon.
    said = {name: f"{name}={value}".replace(":", "%3A") for name, value in changed.items()}
    kept = {name: _encoded(name, tuple(values)) for name, values in plain.GET.lists()}
    return f"{origin_of(plain)}{_as_uri(plain.path)}?{'&'.join((kept | said).values())}"


@lru_cache(maxsize=1024)
def _encoded(name: str, values: tuple[str, ...]) -> str:
    return urlencode({name: values}, doseq=True)


_as_uri = lru_cache(maxsize=2048)(iri_to_uri)


def page_bytes(page: Page, results: Sequence[bytes]) -> bytes:
    """Return the list's JSON from the JSON of its items."""
    head: dict[str, Any] = {} if page.count is None else {"count": page.count}
    head |= {"next": page.next, "previous": page.previous}
    return dumps(head)[:-1] + b',"results":[' + b",".join(results) + b"]}"

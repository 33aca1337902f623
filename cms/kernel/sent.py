"""What may stand in a body that was sent? Only what is named, of exactly the type that is named."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from cms.kernel import clock
from cms.kernel.errors import Invalid, at_field
from cms.kernel.times import moment

LARGEST = 2**63 - 1  # what a database holds as a number
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


class Text(serializers.CharField):
    """Text; numbers are not taken for it."""

    def to_internal_value(self, data: Any) -> str:
        """Return the text, or refuse."""
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class Flag(serializers.BooleanField):
    """Yes or no; neither "yes" nor 1."""

    def to_internal_value(self, data: Any) -> bool:
        """Return the truth, or refuse."""
        if not isinstance(data, bool):
            self.fail("invalid", input="")
        return data


class Number(serializers.IntegerField):
    """The number of a row."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": LARGEST, **options})

    def to_internal_value(self, data: Any) -> int:
        """Return the number, or refuse."""
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return data


class Moment(serializers.DateTimeField):
    """A moment in RFC 3339 with its zone, in the years 1900 to 2200."""

    default_error_messages = {
        "not_a_time": _("Give a time of RFC 3339 with its zone: 2026-11-22T09:00:00Z."),
    }

    def to_internal_value(self, value: Any) -> datetime:
        """Return the moment in UTC, or refuse."""
        try:
            if isinstance(value, str) and _RFC3339.fullmatch(value):
                return moment(value, clock.now())
        except (ValueError, OverflowError):
            pass
        return self.fail("not_a_time")


class Sent(serializers.Serializer[Any]):
    """A body of which every name is known."""

    default_error_messages = {"unknown_field": _("There is no such field.")}

    def to_internal_value(self, data: Any) -> Any:
        """Return the values.

        Raises ValidationError, naming also what is not known here.
        """
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, dict) else []
        if unknown:
            raise serializers.ValidationError(
                {str(name)[:60]: [_refusal(self)] for name in unknown}, code="unknown_field"
            )
        return super().to_internal_value(data)


def _refusal(shape: Sent) -> Any:
    said = shape.error_messages["unknown_field"]
    return serializers.ErrorDetail(str(said), code="unknown_field")


def body_of(request: Request) -> dict[str, Any]:
    """Return the JSON object that was sent.

    Raises Invalid (400) with a JSON pointer for anything but an object, and for text that no
    database can hold (NUL, half a surrogate pair).
    """
    body = request.data
    if not isinstance(body, dict):
        raise Invalid([at_field("", "not_an_object", _("Send one JSON object."))])
    for pointer in _unwritable(body, ""):
        raise Invalid([at_field(pointer[:200], "bad_encoding", _("This is not valid text."))])
    return body


def _unwritable(value: Any, at: str) -> Iterator[str]:
    if isinstance(value, str) and _UNWRITABLE.search(value):
        yield at
    elif isinstance(value, dict):
        for name, inner in value.items():
            if _UNWRITABLE.search(name):
                yield at
            yield from _unwritable(inner, f"{at}/{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _unwritable(inner, f"{at}/{place}")


def read_body(request: Request, shape: type[Sent]) -> dict[str, Any]:
    """Return what was sent, as the shape has it.

    Raises ValidationError (400), Invalid (400).
    """
    return checked(shape, body_of(request))


def checked(shape: type[Sent], body: dict[str, Any], *, partial: bool = False) -> dict[str, Any]:
    """Return a body as the shape has it; `partial` lets what is required be left out.

    Raises ValidationError (400).
    """
    reader = shape(data=body, partial=partial)
    reader.is_valid(raise_exception=True)
    values: dict[str, Any] = reader.validated_data
    return values

"""What was sent about a reply, if it is small enough and says nothing that nobody asked for?"""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from cms.kernel.errors import DomainError, Invalid, at_field
from comments.api.shapes import Shape

LARGEST = 64 * 1024  # bytes
MOST_TOLD = 20  # foreign names
LONGEST_LIST = 200  # of parts that are looked through; the shape refuses a longer one
# Names of our own answer that a client may send back; any other foreign name is refused.
ECHOED = {"depth", "edited_at", "html", "next_replies", "replies", "reply_count", "root"}


class TooLarge(DomainError):
    """The body is larger than any reply."""

    code = "too_large"
    status = 413
    message = _("A reply has at most 64 KiB.")


def body_of(request: Request) -> bytes:
    """Return the raw body. Raises TooLarge (413) before reading one that says it is too long."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    if said.isdigit() and int(said) > LARGEST:
        raise TooLarge
    return bytes(request._request.body)


def sent_as(
    request: Request, shape_of: type[Shape], *, ignored: Collection[str] = ()
) -> dict[str, Any]:
    """Return what was sent, checked; names in `ignored` may stand in it and count for nothing.

    Raises Invalid (400, `unknown_field`) for any other name that the shape does not know, and
    ValidationError (400) for what does not fit it.
    """
    shape = shape_of(data=request.data)
    _refuse_foreign(request.data, shape, "", ignored)
    shape.is_valid(raise_exception=True)
    return dict(shape.validated_data)


def _refuse_foreign(data: Any, shape: Any, pointer: str, ignored: Collection[str] = ()) -> None:
    """Refuse names that nobody knows, in the parts of the body too: nobody sets a score."""
    if not isinstance(data, dict) or not isinstance(shape, serializers.Serializer):
        return
    if foreign := [name for name in data if name not in shape.fields and name not in ignored]:
        message = _("This cannot be set.")
        raise Invalid(
            [
                at_field(f"{pointer}/{name[:60]}", "unknown_field", message)
                for name in foreign[:MOST_TOLD]
            ]
        )
    for name, part in shape.fields.items():
        inner = data.get(name)
        if isinstance(part, serializers.Serializer):
            _refuse_foreign(inner, part, f"{pointer}/{name}")
        elif isinstance(part, serializers.ListField) and isinstance(inner, list):
            for number, one in enumerate(inner[:LONGEST_LIST]):
                _refuse_foreign(one, part.child, f"{pointer}/{name}/{number}")

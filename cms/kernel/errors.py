"""What is a refusal?"""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal that people and programs understand.

    A subclass stands beside the code that raises it and sets `code` (what frontends switch on),
    `status` (HTTP) and `message` (one sentence; `{fact}` places are filled from the facts).
    `errors` lists what is wrong field by field: `{"field": JSON pointer, "code", "message"}`.
    `headers` go with the HTTP answer.
    Doors translate it once: the API to problem+json, the admin to a message, a command to a
    CommandError, an importer to a line of its report.
    """

    code = "refused"
    status = 409
    message: str | Promise = _("This is not possible now.")
    headers: Mapping[str, str] = {}

    def __init__(self, errors: list[dict[str, str]] | None = None, **facts: Any) -> None:
        self.errors = errors or []
        self.facts = facts
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message).format(**self.facts)


class Invalid(DomainError):
    """What was sent cannot be accepted as it is; `errors` says where."""

    code = "validation"
    status = 400
    message = _("Some of what was sent cannot be accepted.")


class Missing(DomainError):
    """It does not exist, or the caller may not know that it does."""

    code = "not_found"
    status = 404
    message = _("There is nothing here.")


def at_field(field: str, code: str, message: str | Promise) -> dict[str, str]:
    """Return one entry of `errors`: `field` is a JSON pointer ("/sections/2/heading") or a name."""
    return {"field": field, "code": code, "message": str(message)}

"""How are the doors to webhooks described in the OpenAPI document?"""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from cms.kernel.errors import Invalid, at_field
from cms.kernel.paging import PAGE_PARAMS
from cms.kernel.sent import Sent
from cms.kernel.shapes import examples, problems
from cms.webhooks.actions.look_after import OBJECTIONS
from cms.webhooks.actions.send_again import WebhookDisabled
from cms.webhooks.api import shapes
from cms.webhooks.models import State
from cms.webhooks.rules.news import PATTERNS

TAGS = ["Webhooks"]
REFUSED = (400, 401, 403, 404, 406)
Facts = dict[str, Any]

SENT = OpenApiExample(
    "Purge the frontend",
    {
        "name": "Purge the frontend",
        "url": "https://frontend.example/hooks/newsroom",
        "event_types": ["article.*", "photo.updated"],
        "languages": [],
        "categories": [],
    },
    request_only=True,
)
PRIVATE = Invalid([at_field("/url", "private_address", OBJECTIONS["private_address"])])
_NUMBERS = ("page", "page_size")


def _parameters() -> list[OpenApiParameter]:
    return [
        OpenApiParameter(name, OpenApiTypes.INT if name in _NUMBERS else OpenApiTypes.STR)
        for name in PAGE_PARAMS
    ]


def list_of_webhooks() -> Facts:
    """Return what is said of the list."""
    return {
        "tags": TAGS,
        "parameters": _parameters(),
        "responses": {200: shapes.WebhookPageShape, **problems(*REFUSED)},
        "filters": False,
    }


def list_of_deliveries() -> Facts:
    """Return what is said of the log."""
    state = OpenApiParameter("state", str, enum=list(State.values))
    return {
        "tags": TAGS,
        "parameters": [state, *_parameters()],
        "responses": {200: shapes.DeliveryPageShape, **problems(*REFUSED)},
        "filters": False,
    }


def read(shape: Any) -> Facts:
    """Return what is said of reading one."""
    return {"tags": TAGS, "responses": {200: shape, **problems(*REFUSED)}}


def set_up() -> Facts:
    """Return what is said of a new webhook."""
    return {
        "tags": TAGS,
        "request": shapes.WebhookPatchShape,
        "responses": {201: shapes.WebhookMadeShape, **problems(*REFUSED, 413, 415)},
        "examples": [SENT, *examples([PRIVATE])],
        "description": f"Event types: {', '.join(f'`{one}`' for one in PATTERNS)}.",
    }


def change() -> Facts:
    """Return what is said of a change."""
    return {
        "tags": TAGS,
        "request": shapes.WebhookPatchShape,
        "responses": {200: shapes.WebhookShape, **problems(*REFUSED, 413, 415)},
        "examples": examples([PRIVATE]),
    }


def gone() -> Facts:
    """Return what is said of taking one away."""
    return {"tags": TAGS, "responses": {204: None, **problems(*REFUSED)}}


def new_secret() -> Facts:
    """Return what is said of exchanging the secret."""
    return {
        "tags": TAGS,
        "request": shapes.SecretSentShape,
        "responses": {201: shapes.SecretMadeShape, **problems(*REFUSED, 413, 415)},
    }


def message() -> Facts:
    """Return what is said of sending something by hand."""
    return {
        "tags": TAGS,
        "request": Sent,
        "responses": {202: shapes.DeliveryDetailShape, **problems(*REFUSED, 409, 413, 415)},
        "examples": examples([WebhookDisabled()]),
    }

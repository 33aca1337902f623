"""Who listens outside? A program on this machine, and what it heard."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cms.webhooks.actions import tell_outside
from cms.webhooks.actions.look_after import Made, set_up
from cms.webhooks.actions.send import send_due
from cms.webhooks.models import Delivery
from cms.webhooks.rules.news import News, body_of
from tests.programs import Program, running, says


@pytest.fixture(autouse=True)
def _own_network(settings: Any) -> None:
    """The receivers of these tests are on this machine."""
    settings.WEBHOOK_ALLOW_PRIVATE = True
    settings.WEBHOOK_TIMEOUT = 2.0
    tell_outside._looked.nobody_until = 0.0


@pytest.fixture
def receiver() -> Iterator[Program]:
    """A program that thanks for everything."""
    with running(says({"thanks": True})) as program:
        yield program


@pytest.fixture
def listen(ada: Any) -> Callable[..., Made]:
    """Return a maker of webhooks to a program."""

    def make(program: Program | str, *event_types: str, **facts: Any) -> Made:
        url = program if isinstance(program, str) else program.url
        types = list(event_types) or ["*"]
        return set_up(by=ada, **{"name": "Frontend", "url": url, "event_types": types, **facts})

    return make


@pytest.fixture
def queue() -> Callable[..., Delivery]:
    """Return a maker of deliveries that wait."""

    def make(made: Made, subject: str = "article-1", number: int = 1, **facts: Any) -> Delivery:
        news = News("article.updated", subject, {"id": 1, "edition": number})
        body = body_of(news, "2026-11-22T09:00:00.000Z")
        return Delivery.objects.create(
            webhook=made.webhook, type=news.type, subject=subject, body=body, **facts
        )

    return make


def heard(program: Program) -> list[dict[str, Any]]:
    """Return the bodies that a program heard, in order."""
    return [json.loads(body) for _path, _headers, body in program.heard]


def types_heard(program: Program) -> list[str]:
    """Return the types of what a program heard, in order, once everything is sent."""
    send_due()
    return [body["type"] for body in heard(program)]

"""Who edits over HTTP, and what do they send?"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from rest_framework.test import APIClient

from articles.rules.document import written
from tests.conftest import client_with

URL = "/api/v1/editor/articles/"


@pytest.fixture
def document(story_copy: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """Return a maker of complete documents, as a program would send them."""

    def make(**facts: Any) -> dict[str, Any]:
        sent = json.loads(json.dumps(written(story_copy())))
        del sent["corrections"]
        return sent | facts

    return make


@pytest.fixture
def post(ada_api: APIClient, document: Any) -> Callable[..., dict[str, Any]]:
    """Return a maker of drafts over HTTP."""

    def make(**facts: Any) -> dict[str, Any]:
        answer = ada_api.post(URL, document(**facts))
        assert answer.status_code == 201, answer.content
        return answer.json()

    return make


@pytest.fixture
def writer_api(django_user_model: Any) -> APIClient:
    """Vera writes and reads stories, and may not publish them."""
    vera = django_user_model.objects.create_user("vera")
    names = ("view_article", "add_article", "change_article")
    vera.user_permissions.set(Permission.objects.filter(codename__in=names))
    return client_with(vera, "editor")

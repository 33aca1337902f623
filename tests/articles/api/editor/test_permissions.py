"""Who may do what over HTTP: the newsroom expects that ..."""

import pytest
from django.urls import URLPattern
from rest_framework.test import APIClient

from articles.api.editor.urls import urlpatterns
from articles.models import Article, Edition, Revision
from cms.kernel.editing import EditorDoor
from tests.articles.api.editor.conftest import URL
from tests.conftest import client_with

VERBS = ("get", "head", "post", "put", "patch", "delete", "options")
PLACES = {
    "<int:pk>": "1",
    "<int:note>": "1",
    "<int:address>": "1",
    "<int:number>": "1",
    "<str:block>": "abc",
    "<str:token>": "x",
}


def paths() -> list[str]:
    """Return every address of the editors, filled in."""
    found = []
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        path = str(pattern.pattern)
        if path.startswith("editor/"):
            for place, value in PLACES.items():
                path = path.replace(place, value)
            found.append(f"/api/v1/{path}")
    return found


@pytest.mark.parametrize("path", paths())
@pytest.mark.parametrize("verb", VERBS)
def test_without_a_token_every_door_is_shut(db, api, path, verb):
    answer = getattr(api, verb)(path)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("path", paths())
@pytest.mark.parametrize("verb", VERBS)
def test_a_token_of_another_scope_opens_nothing(ada, path, verb):
    stranger = client_with(ada, "preview", "moderator")

    assert getattr(stranger, verb)(path).status_code == 403


@pytest.mark.parametrize("path", paths())
@pytest.mark.parametrize("verb", [v for v in VERBS if v != "options"])
def test_a_user_without_permissions_may_do_nothing(django_user_model, path, verb):
    nobody = client_with(django_user_model.objects.create_user("nobody"), "editor")

    assert getattr(nobody, verb)(path).status_code in {403, 405}


def test_every_verb_of_every_door_names_its_permission():
    for pattern in urlpatterns:
        door = pattern.callback.cls
        if issubclass(door, EditorDoor):
            verbs = {verb for verb in VERBS if verb not in {"options", "head"}}
            assert {verb for verb in verbs if hasattr(door, verb)} == set(door.needs)


def test_who_writes_may_not_publish(writer_api: APIClient, document):
    made = writer_api.post(URL, document())
    here = made.headers["Location"]

    assert writer_api.get(here).status_code == 200
    assert writer_api.post(f"{here}submission/", {}).status_code == 200
    assert writer_api.post(f"{here}publication/", {}).status_code == 403
    assert writer_api.delete(f"{here}publication/", {}).status_code == 403
    assert writer_api.post(f"{here}correction/", {"note": "x"}).status_code == 403
    assert writer_api.delete(here, HTTP_IF_MATCH='"1"').status_code == 403
    assert not Edition.objects.exists()
    assert Article.objects.count() == 1


def test_a_taken_permission_is_gone_at_once(writer_api, django_user_model, document):
    here = writer_api.post(URL, document()).headers["Location"]
    django_user_model.objects.get(username="vera").user_permissions.clear()

    answer = writer_api.patch(here, {"headline": "New"}, HTTP_IF_MATCH='"1"')

    assert answer.status_code == 403
    assert Revision.objects.count() == 1


def test_a_user_who_left_opens_nothing(writer_api, django_user_model):
    django_user_model.objects.update(is_active=False)

    assert writer_api.get(URL).status_code == 401

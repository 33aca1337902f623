"""Webhooks over HTTP: the newsroom expects that ..."""

import pytest
from django.contrib.auth.models import Permission
from standardwebhooks import Webhook as Verifier

from cms.kernel.editing import EditorDoor
from cms.webhooks.actions.look_after import Made
from cms.webhooks.actions.send import send_due
from cms.webhooks.api.urls import urlpatterns
from cms.webhooks.models import Delivery, Secret, State, Webhook
from cms.webhooks.rules.news import PATTERNS
from tests.articles.staff import somebody
from tests.cms.webhooks.conftest import heard
from tests.conftest import client_with
from tests.programs import says

pytestmark = pytest.mark.django_db
URL = "/api/v1/editor/webhooks/"
VERBS = ("get", "head", "post", "put", "patch", "delete")
SENT = {"name": "Frontend", "url": "http://127.0.0.1:1/hooks", "event_types": ["article.*"]}


def paths():
    """Return every address of webhooks, filled in."""
    for pattern in urlpatterns:
        route = str(pattern.pattern).replace("<int:pk>", "1").replace("<int:delivery>", "1")
        yield f"/api/v1/{route}"


def test_a_webhook_is_set_up_and_its_secret_shown_once(clock, ada, ada_api):
    made = ada_api.post(URL, SENT)

    assert made.status_code == 201
    body = made.json()
    assert body.pop("secret").startswith("whsec_")
    here = made.headers["Location"]
    assert ada_api.get(here).json() == body
    assert body == {
        "id": body["id"],
        **SENT,
        "languages": [],
        "categories": [],
        "enabled": True,
        "disabled_because": None,
        "disabled_at": None,
        "failing_since": None,
        "created_at": "2026-11-22T09:00:00.000Z",
        "created_by": "ada",
        "secrets": [
            {
                "id": Secret.objects.get().pk,
                "created_at": "2026-11-22T09:00:00.000Z",
                "expires_at": None,
            }
        ],
    }
    assert ada_api.get(URL).json()["results"] == [body]


@pytest.mark.parametrize(
    ("sent", "field", "code"),
    [
        ({"url": "ftp://files.example/"}, "/url", "bad_address"),
        ({"url": "https://user:password@hooks.example/"}, "/url", "bad_address"),
        ({"url": "not an address"}, "/url", "bad_address"),
        ({"url": "http://127.0.0.1:8000/"}, "/url", "private_address"),
        ({"url": "http://localhost/"}, "/url", "private_address"),
        ({"url": "http://[::1]/"}, "/url", "private_address"),
        ({"url": "http://10.1.2.3/"}, "/url", "private_address"),
        ({"url": "http://169.254.169.254/latest/"}, "/url", "private_address"),
        ({"url": "http://0x7f000001/"}, "/url", "private_address"),
        ({"url": "http://[::ffff:10.1.2.3]/"}, "/url", "private_address"),
        ({"event_types": []}, "/event_types", "required"),
        ({"event_types": ["article.*", "draft.saved"]}, "/event_types/1", "unknown_type"),
        ({"event_types": "article.*"}, "/event_types", "not_a_list"),
        ({"name": ""}, "/name", "blank"),
        ({"secret": "whsec_"}, "/secret", "unknown_field"),
        ({"enabled": "yes"}, "/enabled", "invalid"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(settings, ada_api, sent, field, code):
    settings.WEBHOOK_ALLOW_PRIVATE = False

    answer = ada_api.post(URL, {**SENT, "url": "http://93.184.216.34/", **sent})

    assert answer.status_code == 400
    errors = [(error["field"], error["code"]) for error in answer.json()["errors"]]
    assert errors == [(field, code)]
    assert not Webhook.objects.exists()


def test_a_change_is_checked_like_a_new_one(settings, ada_api, listen):
    here = f"{URL}{listen('http://127.0.0.1:1/').webhook.pk}/"
    settings.WEBHOOK_ALLOW_PRIVATE = False

    assert ada_api.patch(here, {"url": "http://127.0.0.1/"}).status_code == 400
    assert ada_api.patch(here, {"event_types": ["*"], "name": "All"}).json()["name"] == "All"

    assert Webhook.objects.get().url == "http://127.0.0.1:1/"


def test_a_webhook_is_disabled_and_begins_again(clock, ada_api, listen, queue):
    made = listen("http://127.0.0.1:1/")
    queue(made)
    here = f"{URL}{made.webhook.pk}/"

    disabled = ada_api.patch(here, {"enabled": False}).json()
    assert (disabled["enabled"], disabled["disabled_because"]) == (False, "by_hand")
    assert Delivery.objects.get().state == State.GIVEN_UP
    enabled = ada_api.patch(here, {"enabled": True}).json()

    assert (enabled["enabled"], enabled["disabled_because"]) == (True, None)


def test_a_webhook_goes_with_all_of_its_log(ada_api, listen, queue):
    made = listen("http://127.0.0.1:1/")
    queue(made)

    assert ada_api.delete(f"{URL}{made.webhook.pk}/").status_code == 204

    assert Delivery.objects.count() == Secret.objects.count() == 0
    assert ada_api.get(f"{URL}{made.webhook.pk}/").status_code == 404


def test_a_secret_is_exchanged_with_an_overlap(clock, ada_api, receiver, listen, queue):
    made = listen(receiver)
    here = f"{URL}{made.webhook.pk}/"

    fresh = ada_api.post(f"{here}secrets/", {"overlap_hours": 2})

    assert fresh.status_code == 201
    until = [secret["expires_at"] for secret in ada_api.get(here).json()["secrets"]]
    assert until == ["2026-11-22T11:00:00.000Z", None]
    assert ada_api.post(f"{here}secrets/", {"overlap_hours": 1000}).status_code == 400
    queue(made)
    send_due()
    ((_path, headers, body),) = receiver.heard
    for secret in (made.secret.value, fresh.json()["secret"]):
        assert Verifier(secret).verify(body, headers)


def test_at_most_five_secrets_sign_at_once(clock, ada_api, listen):
    made = listen("http://127.0.0.1:1/")
    for _n in range(8):
        ada_api.post(f"{URL}{made.webhook.pk}/secrets/", {})

    assert Secret.objects.count() == 5
    assert Secret.objects.filter(expires_at=None).count() == 1


def test_the_log_is_read_page_by_page_and_by_state(clock, ada_api, receiver, listen, queue):
    made = listen(receiver)
    for number in range(3):
        queue(made, f"article-{number}", number)
    send_due()
    queue(made)
    here = f"{URL}{made.webhook.pk}/deliveries/"

    page = ada_api.get(here, {"page_size": 2}).json()
    assert page["count"] == 4
    assert [row["state"] for row in page["results"]] == ["waiting", "delivered"]
    assert ada_api.get(here, {"state": "waiting"}).json()["count"] == 1
    assert ada_api.get(here, {"state": "lost"}).json()["code"] == "bad_parameter"
    one = ada_api.get(f"{here}{page['results'][1]['id']}/").json()
    assert one["payload"]["data"] == {"id": 1, "edition": 2}
    (attempt,) = one["attempts"]
    assert attempt.pop("duration_ms") >= 0
    assert attempt == {
        "at": "2026-11-22T09:00:00.000Z",
        "status": 200,
        "trouble": "",
        "answer": '{"thanks": true}',
    }


def test_the_log_costs_the_same_for_few_and_for_many(
    ada_api, listen, queue, django_assert_num_queries
):
    here = f"{URL}{listen('http://127.0.0.1:1/').webhook.pk}/deliveries/"
    ada_api.get(here)  # notes that the token was used
    for _round in range(2):
        for _number in range(5):
            queue(Made(Webhook.objects.get(), Secret.objects.get()))
        with django_assert_num_queries(5):
            ada_api.get(here)


def test_a_message_is_sent_again_by_hand_under_its_number(clock, ada_api, receiver, listen, queue):
    receiver.answer = says({}, 500)
    made = listen(receiver)
    delivery = queue(made)
    here = f"{URL}{made.webhook.pk}/deliveries/{delivery.pk}/"
    send_due()
    receiver.answer = says({})

    again = ada_api.post(f"{here}redelivery/", {})
    assert (again.status_code, again.json()["state"]) == (202, "waiting")
    send_due()
    assert ada_api.get(here).json()["state"] == "delivered"
    ada_api.post(f"{here}redelivery/", {})  # what arrived may be sent again, too
    send_due()

    assert [a["status"] for a in ada_api.get(here).json()["attempts"]] == [500, 200, 200]
    assert {headers["webhook-id"] for _path, headers, _body in receiver.heard} == {delivery.key}


def test_a_test_message_is_heard_by_everybody(clock, ada_api, receiver, listen):
    made = listen(receiver, "comment.created")

    told = ada_api.post(f"{URL}{made.webhook.pk}/test/", {})
    send_due()

    assert told.status_code == 202
    assert heard(receiver)[0]["type"] == "webhook.test"
    assert ada_api.get(told.headers["Location"]).json()["state"] == "delivered"


def test_nothing_is_sent_by_hand_to_who_is_disabled(ada_api, listen, queue):
    made = listen("http://127.0.0.1:1/", enabled=False)
    delivery = queue(made, state=State.GIVEN_UP)
    here = f"{URL}{made.webhook.pk}/"

    for door in ("test/", f"deliveries/{delivery.pk}/redelivery/"):
        answer = ada_api.post(here + door, {})
        assert (answer.status_code, answer.json()["code"]) == (409, "webhook_disabled")
    assert Delivery.objects.get().state == State.GIVEN_UP


def test_a_message_of_another_webhook_is_not_found(ada_api, listen, queue):
    mine, other = listen("http://127.0.0.1:1/"), listen("http://127.0.0.1:1/")
    delivery = queue(other)

    for number in (delivery.pk, 2**70):
        assert ada_api.get(f"{URL}{mine.webhook.pk}/deliveries/{number}/").status_code == 404
    assert ada_api.get(f"{URL}{2**70}/").status_code == 404


def test_no_answer_but_the_first_holds_a_secret(ada_api, listen, queue):
    made = listen("http://127.0.0.1:1/")
    queue(made)
    here = f"{URL}{made.webhook.pk}/"

    for path in (URL, here, f"{here}deliveries/", f"{here}deliveries/{Delivery.objects.get().pk}/"):
        answer = ada_api.get(path)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert made.secret.value not in answer.content.decode()
        assert "whsec_" not in answer.content.decode()


@pytest.mark.parametrize("path", list(paths()))
@pytest.mark.parametrize("verb", VERBS)
def test_every_door_asks_for_a_token_its_scope_and_the_permission(
    api, ada, django_user_model, path, verb
):
    nobody = client_with(django_user_model.objects.create_user("nobody"), "editor")
    stranger = client_with(ada, "preview", "moderator")

    assert getattr(api, verb)(path).status_code == 401
    assert getattr(stranger, verb)(path).status_code == 403
    assert getattr(nobody, verb)(path).status_code in {403, 405}


def test_every_verb_of_every_door_names_its_permission():
    for pattern in urlpatterns:
        door = pattern.callback.cls
        assert issubclass(door, EditorDoor)
        verbs = {verb for verb in VERBS if verb != "head" and hasattr(door, verb)}
        assert verbs == set(door.needs)


def test_chiefs_look_after_webhooks_and_editors_do_not(listen):
    listen("http://127.0.0.1:1/")
    chief, editor = (
        client_with(somebody("chief"), "editor"),
        client_with(somebody("editor"), "editor"),
    )

    assert chief.post(URL, SENT).status_code == 201
    assert chief.get(URL).json()["count"] == 2
    assert editor.post(URL, SENT).status_code == 403
    assert editor.get(URL).status_code == 403
    assert Webhook.objects.count() == 2


def test_who_may_only_look_changes_nothing(django_user_model, listen, queue):
    delivery = queue(listen("http://127.0.0.1:1/"), state=State.GIVEN_UP)
    viewer = django_user_model.objects.create_user("viewer")
    viewer.user_permissions.set(Permission.objects.filter(codename="view_webhook"))
    client, here = client_with(viewer, "editor"), f"{URL}{delivery.webhook_id}/"

    assert client.get(here).status_code == 200
    assert client.patch(here, {"name": "x"}).status_code == 403
    assert client.delete(here).status_code == 403
    for door in ("secrets/", "test/", f"deliveries/{delivery.pk}/redelivery/"):
        assert client.post(here + door, {}).status_code == 403
    assert Secret.objects.count() == Delivery.objects.count() == 1


def test_known_types_are_all_taken(ada_api):
    assert ada_api.post(URL, {**SENT, "event_types": list(PATTERNS)}).status_code == 201

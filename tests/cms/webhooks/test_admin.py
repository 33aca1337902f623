"""Webhooks in the admin: the newsroom expects that ..."""

import pytest
from django.contrib.messages import get_messages

from cms.webhooks.actions.end import end
from cms.webhooks.models import Attempt, Delivery, Ended, Secret, State, Webhook
from tests.articles.staff import somebody

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/webhooks/webhook/", "/admin/webhooks/webhook/add/"
LOG = "/admin/webhooks/delivery/"
TYPED = {
    "name": "Frontend",
    "url": "http://127.0.0.1:1/",
    "event_types": ["article.*", "photo.updated"],
    "languages": ["en"],
    "categories": "city, sport",
    "enabled": "on",
}


@pytest.fixture
def chief(client):
    user = somebody("chief")
    client.force_login(user)
    return user


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_a_webhook_is_set_up_and_its_secret_shown_once(client, chief):
    answer = client.post(ADD, TYPED)

    assert answer.status_code == 302
    webhook, secret = Webhook.objects.get(), Secret.objects.get()
    assert webhook.event_types == ["article.*", "photo.updated"]
    assert (webhook.languages, webhook.categories) == (["en"], ["city", "sport"])
    assert webhook.created_by == chief
    shown = [message for message in said(answer) if secret.value in message]
    assert len(shown) == 1
    client.get(LIST)
    page = client.get(f"{LIST}{webhook.pk}/change/").content.decode()
    assert "city, sport" in page
    assert secret.value not in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"url": "http://10.0.0.8/"}, "url"),
        ({"url": "ftp://files.example/"}, "url"),
        ({"url": "https://a:b@93.184.216.34/"}, "url"),
        ({"event_types": []}, "event_types"),
        ({"languages": ["xx"]}, "languages"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(client, settings, chief, typed, field):
    settings.WEBHOOK_ALLOW_PRIVATE = False

    answer = client.post(ADD, {**TYPED, "url": "http://93.184.216.34/", **typed})

    assert list(answer.context["adminform"].form.errors) == [field]
    assert not Webhook.objects.exists()


def test_a_change_keeps_what_was_not_changed(client, chief, listen, queue):
    made = listen("http://127.0.0.1:1/", "comment.*")
    queue(made)

    typed = {key: value for key, value in TYPED.items() if key != "enabled"}
    answer = client.post(f"{LIST}{made.webhook.pk}/change/", typed)

    assert answer.status_code == 302
    webhook = Webhook.objects.get()
    assert (webhook.enabled, webhook.ended_because) == (False, "by_hand")
    assert webhook.categories == ["city", "sport"]
    assert Delivery.objects.get().state == State.GIVEN_UP
    assert Secret.objects.count() == 1


def test_a_secret_is_exchanged_and_a_test_sent_from_the_list(client, chief, listen):
    made = listen("http://127.0.0.1:1/")
    chosen = {"_selected_action": [made.webhook.pk]}

    exchanged = client.post(LIST, {"action": "exchange", **chosen})
    tested = client.post(LIST, {"action": "test", **chosen})

    fresh = Secret.objects.latest("pk")
    assert any(fresh.value in message for message in said(exchanged))
    assert "A test message is on its way." in said(tested)
    assert Delivery.objects.get().type == "webhook.test"


def test_a_webhook_that_failed_is_told_on_the_list(client, chief, listen):
    made = listen("http://127.0.0.1:1/")
    end(made.webhook.pk, because=Ended.FAILING)

    page = client.get(LIST).content.decode()

    assert "“Frontend” is told no more: it failed for days." in page


def test_the_log_shows_every_try_and_sends_again(client, chief, listen, queue):
    made = listen("http://127.0.0.1:1/")
    delivery = queue(made, state=State.GIVEN_UP)
    Attempt.objects.create(
        delivery=delivery, status=500, duration_ms=17, answer="<script>alert(1)</script>"
    )

    page = client.get(f"{LOG}{delivery.pk}/change/").content.decode()
    answer = client.post(LOG, {"action": "again", "_selected_action": [delivery.pk]})

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert client.get(LOG, {"state__exact": "given_up"}).status_code == 200
    assert "It goes out again." in said(answer)
    assert Delivery.objects.get().state == State.WAITING


def test_to_who_is_disabled_nothing_goes_out_again(client, chief, listen, queue):
    made = listen("http://127.0.0.1:1/", enabled=False)
    delivery = queue(made, state=State.GIVEN_UP)

    answer = client.post(LOG, {"action": "again", "_selected_action": [delivery.pk]})

    assert "This webhook is disabled. Enable it first." in said(answer)
    assert Delivery.objects.get().state == State.GIVEN_UP


def test_a_webhook_goes_with_its_log(client, chief, listen, queue):
    made = listen("http://127.0.0.1:1/")
    queue(made)

    answer = client.post(f"{LIST}{made.webhook.pk}/delete/", {"post": "yes"})

    assert answer.status_code == 302
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_others_do_not_see_webhooks(client, listen, queue, role):
    made = listen("http://127.0.0.1:1/")
    delivery = queue(made)
    client.force_login(somebody(role))

    for page in (LIST, ADD, f"{LIST}{made.webhook.pk}/change/", LOG, f"{LOG}{delivery.pk}/change/"):
        assert client.get(page).status_code == 403
    assert client.post(ADD, TYPED).status_code == 403
    assert Webhook.objects.count() == 1

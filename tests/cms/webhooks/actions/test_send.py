"""The newsroom expects that a message arrives, in order, once it can, and is signed."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from cms.webhooks.actions.look_after import exchange_secret
from cms.webhooks.actions.send import send_due
from cms.webhooks.models import Attempt, Delivery, Secret, State, Webhook
from cms.webhooks.rules.schedule import DISTANCES, MOST_TRIES
from tests.cms.webhooks.conftest import heard
from tests.programs import hangs, running, says

pytestmark = pytest.mark.django_db
SHORT = timedelta(milliseconds=1)


def test_a_message_arrives_signed_and_is_logged(clock, receiver, listen, queue):
    made = listen(receiver)
    delivery = queue(made)

    assert send_due() == 1

    ((_path, headers, body),) = receiver.heard
    said = Verifier(made.secret.value).verify(body, headers)
    assert said == {
        "type": "article.updated",
        "timestamp": "2026-11-22T09:00:00.000Z",
        "data": {"id": 1, "edition": 1},
    }
    assert headers["webhook-id"] == delivery.key
    assert headers["content-type"] == "application/json"
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, delivery.trouble) == (State.DELIVERED, 1, "")
    attempt = delivery.attempts.get()
    assert (attempt.status, attempt.trouble, attempt.answer) == (200, "", '{"thanks": true}')
    assert send_due() == 0


def test_while_secrets_are_exchanged_both_sign_and_then_the_new_one_alone(
    clock, receiver, listen, queue
):
    made = listen(receiver)
    fresh = exchange_secret(made.webhook.pk, overlap=timedelta(hours=1))

    queue(made)
    send_due()
    clock.shift(timedelta(hours=1))
    queue(made)
    send_due()

    (_path, during, body), (_path, after, later) = receiver.heard
    assert Verifier(fresh.secret.value).verify(later, after)
    with pytest.raises(WebhookVerificationError):
        Verifier(made.secret.value).verify(later, after)
    clock.shift(timedelta(hours=-1))
    assert Verifier(fresh.secret.value).verify(body, during)
    assert Verifier(made.secret.value).verify(body, during)
    clock.shift(timedelta(hours=2))
    exchange_secret(made.webhook.pk)
    assert not Secret.objects.filter(pk=made.secret.pk).exists()


def test_what_fails_is_tried_again_at_growing_distances_under_the_same_number(
    clock, receiver, listen, queue, monkeypatch
):
    monkeypatch.setattr("cms.webhooks.actions.send.random.random", lambda: 0.5)
    receiver.answer = says(b"out of order", 503)
    delivery = queue(listen(receiver))

    for tries, distance in enumerate(DISTANCES, start=1):
        assert (send_due(), send_due()) == (1, 0)
        delivery.refresh_from_db()
        assert (delivery.state, delivery.tries) == (State.WAITING, tries)
        assert delivery.due_at == timezone.now() + distance
        clock.shift(distance - SHORT)
        assert send_due() == 0
        clock.shift(SHORT)
    receiver.answer = says({}, 204)
    send_due()

    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == (State.DELIVERED, MOST_TRIES)
    assert {headers["webhook-id"] for _path, headers, _body in receiver.heard} == {delivery.key}
    assert len({headers["webhook-timestamp"] for _path, headers, _body in receiver.heard}) == 10
    assert len({body for _path, _headers, body in receiver.heard}) == 1
    assert list(delivery.attempts.order_by("pk").values_list("status", flat=True)) == (
        [503] * 9 + [204]
    )
    assert delivery.attempts.first().answer == "out of order"
    assert Webhook.objects.get().failing_since is None


PAUSES = [
    (503, "600", timedelta(minutes=10)),
    (429, "Sun, 22 Nov 2026 09:20:00 GMT", timedelta(minutes=20)),
    (503, "1", DISTANCES[0]),
    (503, "8640000", DISTANCES[-1]),
    (500, "600", DISTANCES[0]),
]


def test_a_receiver_that_is_busy_is_left_alone_for_as_long_as_it_asks(
    clock, receiver, listen, queue, monkeypatch
):
    monkeypatch.setattr("cms.webhooks.actions.send.random.random", lambda: 0.5)
    made = listen(receiver)

    for number, (status, said, pause) in enumerate(PAUSES):
        receiver.answer = says(b"busy", status, **{"Retry-After": said})
        delivery = queue(made, f"article-{number}")
        send_due()

        delivery.refresh_from_db()
        assert delivery.due_at == timezone.now() + pause, said


def test_after_days_of_failure_it_is_told_no_more_and_those_who_may_change_it_learn_why(
    clock, ada, receiver, listen, queue
):
    receiver.answer = says({}, 500)
    made = listen(receiver)
    first, other = queue(made), queue(made, "article-2")

    for distance in (*DISTANCES, timedelta()):
        send_due()
        clock.shift(distance * 1.2)

    made.webhook.refresh_from_db()
    assert (made.webhook.enabled, made.webhook.ended_because) == (False, "failing")
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.GIVEN_UP}
    assert {first.pk, other.pk} == set(Delivery.objects.values_list("pk", flat=True))
    (letter,) = mail.outbox
    assert letter.to == [ada.email]
    assert "Frontend" in letter.subject
    assert f"/admin/webhooks/webhook/{made.webhook.pk}/change/" in letter.body
    send_due()
    assert len(mail.outbox) == 1


def test_a_message_that_a_sound_receiver_never_takes_is_given_up_alone(
    clock, receiver, listen, queue
):
    made = listen(receiver)
    queue(made, "article-1", 13)
    takes = says({})

    def all_but_one(door):
        says({}, 500)(door) if b'"edition":13' in receiver.heard[-1][2] else takes(door)

    receiver.answer = all_but_one
    for number, distance in enumerate((*DISTANCES, timedelta())):
        queue(made, "article-2", number)
        send_due()
        clock.shift(distance * 1.2)

    assert Delivery.objects.filter(state=State.GIVEN_UP).count() == 1
    assert Webhook.objects.get().enabled
    assert not mail.outbox


def test_a_receiver_that_says_gone_is_told_no_more_at_once(clock, receiver, listen, queue):
    receiver.answer = says({}, 410)
    made = listen(receiver)
    queue(made)
    queue(made)

    assert send_due() == 1

    made.webhook.refresh_from_db()
    assert (made.webhook.enabled, made.webhook.ended_because) == (False, "gone")
    assert list(Delivery.objects.order_by("pk").values_list("trouble", flat=True)) == [
        "status 410",
        "disabled",
    ]
    assert len(mail.outbox) == 1
    assert send_due() == 0


def test_a_later_message_waits_for_the_one_before_it_and_others_do_not(
    clock, receiver, listen, queue
):
    refuse = says({}, 500)
    made = listen(receiver)
    for number in (1, 2, 3):
        queue(made, "article-1", number)
    queue(made, "article-2", 4)

    def first_fails(door):
        is_first = b'"edition":1}' in receiver.heard[-1][2] and len(receiver.heard) < 3
        refuse(door) if is_first else says({})(door)

    receiver.answer = first_fails
    send_due()
    assert sorted(body["data"]["edition"] for body in heard(receiver)) == [1, 4]
    clock.shift(10)
    send_due()

    assert [body["data"]["edition"] for body in heard(receiver)][2:] == [1, 2, 3]


def test_what_is_given_up_no_longer_stands_in_the_way(clock, receiver, listen, queue):
    made = listen(receiver)
    queue(made, state=State.GIVEN_UP)
    queue(made, number=2)

    send_due()

    assert [body["data"]["edition"] for body in heard(receiver)] == [2]


@pytest.mark.parametrize(
    ("answer", "noted"),
    [
        (says(b"", 302, Location="http://127.0.0.1:1/elsewhere"), (302, "")),
        (says(b"", 404), (404, "")),
        (hangs, (None, "timeout")),
    ],
)
def test_whatever_is_not_2xx_in_time_is_a_failure_and_redirects_are_not_followed(
    settings, receiver, listen, queue, answer, noted
):
    settings.WEBHOOK_TIMEOUT = 0.3
    receiver.answer = answer
    delivery = queue(listen(receiver))

    send_due()

    attempt = delivery.attempts.get()
    assert (attempt.status, attempt.trouble) == noted
    delivery.refresh_from_db()
    assert delivery.state == State.WAITING
    assert len(receiver.heard) == 1


def test_a_long_answer_is_taken_and_its_beginning_kept(clock, receiver, listen, queue):
    receiver.answer = says(b"\x00\xff" + b"a" * 200_000)
    delivery = queue(listen(receiver))

    send_due()

    delivery.refresh_from_db()
    assert delivery.state == State.DELIVERED
    assert delivery.attempts.get().answer == "\ufffd\ufffd" + "a" * 298


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/",
        "http://[::1]:{port}/",
        "http://localhost:{port}/",
        "http://2130706433:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.8/",
    ],
)
def test_nothing_is_sent_into_a_private_network(clock, settings, receiver, listen, queue, url):
    port = receiver.url.split(":")[2].split("/")[0]
    delivery = queue(listen(url.format(port=port)))
    settings.WEBHOOK_ALLOW_PRIVATE = False

    send_due()

    assert not receiver.heard
    assert delivery.attempts.get().trouble in {"private_address", "unknown_host"}


def test_a_name_that_changes_its_address_leads_nowhere_else(
    clock, settings, receiver, listen, queue, monkeypatch
):
    port = int(receiver.url.split(":")[2].split("/")[0])
    answers = [["93.184.216.34"], ["127.0.0.1"], ["93.184.216.34", "127.0.0.1"]]

    def rebinding(_host, asked, **_kind):
        found = answers.pop(0) if answers else ["127.0.0.1"]
        kind = socket.SOCK_STREAM
        return [(socket.AF_INET, kind, 6, "", (address, asked)) for address in found]

    settings.WEBHOOK_ALLOW_PRIVATE = False
    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    delivery = queue(listen(f"http://rebinding.example:{port}/"))  # looked up: public
    for _try in range(2):
        send_due()
        clock.shift(timedelta(hours=1))

    assert not receiver.heard
    troubles = delivery.attempts.order_by("pk").values_list("trouble", flat=True)
    assert list(troubles) == ["private_address", "private_address"]


def test_a_slow_receiver_holds_up_nobody_else(settings, receiver, listen, queue):
    settings.WEBHOOK_TIMEOUT = 2.9
    with running(hangs) as slow:
        lame, sound = listen(slow), listen(receiver)
        for number in range(8):
            queue(lame, f"article-{number}")
        for number in range(40):
            queue(sound, f"article-{number}", number)
        send_due(seconds=2.5)

    tried = list(Attempt.objects.order_by("pk").values_list("delivery__webhook", flat=True))
    assert tried == [sound.webhook.pk] * 40 + [lame.webhook.pk] * 4


@pytest.mark.django_db(transaction=True)
def test_of_several_processes_one_sends_a_message(receiver, listen, queue):
    made = listen(receiver)
    for number in range(30):
        queue(made, f"article-{number % 10}", number)
    barrier = threading.Barrier(4)

    def run(_number):
        barrier.wait(timeout=30)
        try:
            return send_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(run, range(4)))
    send_due()

    assert sum(done) <= 30
    assert sorted(body["data"]["edition"] for body in heard(receiver)) == list(range(30))
    for subject in range(10):
        told = [
            b["data"]["edition"] for b in heard(receiver) if b["data"]["edition"] % 10 == subject
        ]
        assert told == sorted(told)
    assert Attempt.objects.count() == 30

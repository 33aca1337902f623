"""The newsroom expects that all that is due can be sent by hand, or by cron."""

import io

import pytest
from django.core.management import call_command

from tests.cms.webhooks.conftest import heard

pytestmark = pytest.mark.django_db


def test_it_sends_what_is_due_and_says_what_waits(clock, receiver, listen, queue):
    made = listen(receiver)
    for number in range(12):
        queue(made, "article-1", number)
    queue(listen("http://127.0.0.1:1/"))
    out = io.StringIO()

    call_command("send_webhooks", stdout=out)

    assert [body["data"]["edition"] for body in heard(receiver)] == list(range(12))
    assert out.getvalue() == "Tries: 13. Waiting for a later one: 1.\n"


def test_with_nothing_to_do_it_says_so():
    out = io.StringIO()

    call_command("send_webhooks", stdout=out)

    assert out.getvalue() == "Tries: 0. Waiting for a later one: 0.\n"

"""The newsroom expects that the admin shows how letters fare, and no whole address."""

from dataclasses import replace

import pytest
from django.test import Client

from cms.kernel import clock as kernel_clock
from cms.kernel.models import Chore
from comments.actions.post_reply import Sent, post_reply
from comments.models import Letter, NoLetters, Subscription
from tests.comments.conftest import RHEA
from tests.comments.post import RHEAS

pytestmark = pytest.mark.django_db


def test_no_page_tells_an_address(ada, strike_story):
    writer = replace(RHEA, email=RHEAS)
    sent = Sent("Please tell me.", notify=True)
    post_reply(article_id=strike_story.pk, sent=sent, writer=writer, at=kernel_clock.now())
    NoLetters.objects.create(address_hash="a" * 32)
    desk = Client()
    desk.force_login(ada)

    for model in (Letter, Subscription, NoLetters):
        name = model._meta.model_name
        pages = [
            desk.get(f"/admin/comments/{name}/"),
            desk.get(f"/admin/comments/{name}/{model.objects.get().pk}/change/"),
        ]
        for page in pages:
            assert page.status_code == 200
            text = page.content.decode()
            assert RHEAS not in text
            assert "a" * 32 not in text
            assert model is NoLetters or "r…@reader.example" in text
        assert desk.get(f"/admin/comments/{name}/add/").status_code == 403


def test_a_chore_that_fails_is_seen(ada):
    Chore.objects.create(name="letters", trouble="ConnectionRefusedError")
    desk = Client()
    desk.force_login(ada)

    assert "ConnectionRefusedError" in desk.get("/admin/kernel/chore/").content.decode()

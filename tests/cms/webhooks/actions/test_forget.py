"""The newsroom expects that what was told long ago is forgotten, and what waits is not."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from cms.kernel.announce import announce
from cms.kernel.models import Announcement
from cms.webhooks.actions.forget import forget_told
from cms.webhooks.models import Attempt, Delivery, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(clock, listen, queue):
    """An announcement that was told, one that waits, and the same of deliveries."""
    made = listen("http://127.0.0.1:1/")
    with transaction.atomic():
        announce("article.updated", "1")
        announce("article.updated", "2")
    Announcement.objects.filter(subject="1").update(waits=False)
    done = queue(made, "a", state=State.DELIVERED, settled_at=timezone.now())
    Attempt.objects.create(delivery=done, status=200, duration_ms=1)
    return queue(made, "b")


def test_it_is_forgotten_after_thirty_days(clock, old):
    clock.shift(timedelta(days=30))
    assert forget_told() == 0
    clock.shift(timedelta(milliseconds=1))
    assert forget_told() == 2

    assert Announcement.objects.get().subject == "2"
    assert Delivery.objects.get() == old
    assert not Attempt.objects.exists()


def test_a_newsroom_may_keep_everything(clock, settings, old):
    settings.ANNOUNCEMENT_DAYS = 0
    clock.shift(timedelta(days=3000))

    assert forget_told() == 0
    assert Announcement.objects.count() == 2

"""The newsroom expects that those who watch over it learn when the outside is not told."""

from datetime import timedelta

import pytest

from cms.kernel.gauges import readings
from cms.webhooks.actions.end import end
from cms.webhooks.models import Ended

pytestmark = pytest.mark.django_db


def figures():
    return {
        gauge.name: value
        for gauge, value in readings()
        if gauge.name in {"newsroom_deliveries_late", "newsroom_webhooks_ended"}
    }


def test_late_deliveries_and_failed_webhooks_are_counted(clock, listen, queue):
    made, other = listen("http://127.0.0.1:1/"), listen("http://127.0.0.1:1/")
    queue(made)
    assert set(figures().values()) == {0.0}

    clock.shift(timedelta(minutes=6))
    end(other.webhook.pk, because=Ended.GONE)

    assert figures() == {"newsroom_deliveries_late": 1.0, "newsroom_webhooks_ended": 1.0}
    end(made.webhook.pk, because=Ended.BY_HAND)
    assert figures() == {"newsroom_deliveries_late": 0.0, "newsroom_webhooks_ended": 1.0}

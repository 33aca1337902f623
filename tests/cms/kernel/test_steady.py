"""The newsroom expects that readers do not notice when Redis is away, and spammers gain nothing."""

import pytest
from django.core.cache import cache, caches
from redis import RedisError

from cms import env
from cms.kernel.limits import Limit, RateLimited, spend
from cms.kernel.steady import SteadyRedis
from comments.models import Comment


@pytest.fixture
def _redis_away(settings, monkeypatch):
    monkeypatch.setattr(SteadyRedis, "away_until", 0.0)
    settings.CACHES = {"default": env.cache("redis://127.0.0.1:1/0")}
    settings.RATE_LIMITS = True
    cache.clear()


@pytest.mark.usefixtures("_redis_away")
def test_limits_hold_while_redis_is_away():
    spend("write", "a", [Limit(2, 60)])
    left = spend("write", "a", [Limit(2, 60)])

    assert left is not None
    assert left.remaining == 0
    with pytest.raises(RateLimited):
        spend("write", "a", [Limit(2, 60)])


@pytest.mark.usefixtures("_redis_away")
def test_a_reply_is_taken_and_the_next_one_limited(clock, api, strike_story):
    sent = [
        api.post(
            f"/api/v1/articles/{strike_story.slug}/comments/",
            {"text": f"Thought {number}.", "author": {"name": "Rhea"}},
            format="json",
            headers={"Idempotency-Key": f"rhea-{number:08}"},
        ).status_code
        for number in (1, 2)
    ]

    assert sent == [202, 429]
    assert Comment.objects.count() == 1


@pytest.mark.usefixtures("_redis_away")
def test_at_the_start_it_is_said():
    with pytest.raises((RedisError, OSError)):
        caches["default"].ping()

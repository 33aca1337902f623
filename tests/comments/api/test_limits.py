"""The newsroom expects that nobody floods it, from one network or under one name."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.api.limits import LIMITS
from comments.models import Comment
from tests.conftest import client_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _limits_on(_limits_off, settings):
    settings.RATE_LIMITS = True


def send(client, story, text="A thoughtful reply.", **headers):
    url = f"/api/v1/articles/{story.slug}/comments/"
    return client.post(url, {"text": text, "author": {"name": "Rhea"}}, format="json", **headers)


def test_a_second_reply_within_ten_seconds_waits_for_its_turn(clock, api, strike_story):
    send(api, strike_story)
    clock.shift(4)

    answer = send(api, strike_story, "Another thought.")

    assert answer.status_code == 429
    assert answer["Retry-After"] == "6"
    assert answer["RateLimit-Limit"] == "1"
    assert answer["RateLimit-Remaining"] == "0"
    assert answer["RateLimit-Reset"] == "6"
    assert Comment.objects.count() == 1


def test_sixty_replies_are_enough_for_one_day(clock, api, strike_story):
    for number in range(60):
        assert send(api, strike_story, f"Thought {number}.").status_code == 202
        clock.shift(61)

    assert send(api, strike_story, "One more.").status_code == 429


def test_a_refusal_reads_neither_the_body_nor_the_database(clock, api, strike_story):
    send(api, strike_story)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        url = f"/api/v1/articles/{strike_story.slug}/comments/"
        answer = api.post(url, "{no json", content_type="application/json")

    assert answer.status_code == 429
    assert len(queries) == 0


def test_one_customer_has_one_allowance_however_many_addresses(clock, api, strike_story):
    first = send(api, strike_story, REMOTE_ADDR="2001:db8:1:2::1")
    second = send(api, strike_story, "Another.", REMOTE_ADDR="2001:db8:1:2:ffff::2")
    neighbour = send(api, strike_story, "A third.", REMOTE_ADDR="2001:db8:1:3::1")

    assert [first.status_code, second.status_code, neighbour.status_code] == [202, 429, 202]


def test_another_name_or_a_proxys_word_is_no_new_allowance(clock, api, strike_story):
    send(api, strike_story)

    answer = send(api, strike_story, "Another.", HTTP_X_FORWARDED_FOR="198.51.100.7")

    assert answer.status_code == 429


def test_a_member_has_one_allowance_on_all_networks(clock, django_user_model, strike_story):
    member = client_with(django_user_model.objects.create_user("nia"))
    first = send(member, strike_story, REMOTE_ADDR="203.0.113.1")

    second = send(member, strike_story, "Another.", REMOTE_ADDR="203.0.113.2")

    assert [first.status_code, second.status_code] == [202, 429]


def test_previews_have_an_allowance_of_their_own(clock, api, strike_story):
    send(api, strike_story)
    sent = [
        api.post("/api/v1/comments/preview/", {"text": "How is this?"}, format="json")
        for _time in range(21)
    ]

    assert [answer.status_code for answer in sent] == [200] * 20 + [429]


def test_no_address_is_kept_where_the_counts_are(clock, api, strike_story):
    send(api, strike_story, REMOTE_ADDR="203.0.113.77")

    assert "203.0.113" not in str(getattr(cache, "_cache", ""))
    assert LIMITS.keys() >= {"comments", "edits", "votes", "reports", "previews", "letters"}

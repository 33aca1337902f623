"""The newsroom expects that who is caught cannot tell it from who waits, and retries are safe."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from comments.actions.recount import recount
from comments.models import BlockList, Comment, ListKind, State

RHEA = {"name": "Rhea", "email": "rhea@reader.example"}
STATES = {
    "honest": State.PENDING,
    "trap": State.SPAM,
    "blocked": State.REJECTED,
}


def send(client, story, text, headers=None, **facts):
    url = f"/api/v1/articles/{story.slug}/comments/"
    return client.post(
        url, {"text": text, "author": RHEA, **facts}, format="json", headers=headers or {}
    )


@pytest.mark.django_db
def test_trap_blocked_word_and_honest_hold_are_answered_alike(clock, api, strike_story):
    BlockList.objects.update_or_create(
        kind=ListKind.BLOCKED, defaults={"text": "casino", "version": 1}
    )
    send(api, strike_story, "The very first reply makes the rows that are made once.")
    answers, statements = {}, {}
    for kind, text, facts in (
        ("honest", "A thoughtful reply.", {}),
        ("trap", "Some other reply at all.", {"hp": "https://pills.example"}),
        ("blocked", "The casino is open.", {}),
    ):
        with CaptureQueriesContext(connection) as queries:
            answers[kind] = send(api, strike_story, text, **facts)
        statements[kind] = [query["sql"].split()[0] for query in queries.captured_queries]

    assert {
        kind: Comment.objects.get(key=answers[kind].json()["id"]).state for kind in answers
    } == (STATES)
    honest = answers["honest"]
    for answer in answers.values():
        assert answer.status_code == honest.status_code == 202
        assert answer.headers.keys() == honest.headers.keys()
        assert answer.json().keys() == honest.json().keys()
        assert answer.json()["state"] == "pending"
        told_apart = {"id", "html", "edit_token"}
        for name in answer.json().keys() - told_apart:
            assert answer.json()[name] == honest.json()[name], name
        assert len(answer.json()["edit_token"]) == len(honest.json()["edit_token"])
    assert statements["trap"] == statements["blocked"] == statements["honest"]


@pytest.mark.django_db(transaction=True)
def test_ten_retries_at_once_store_one_reply_and_hear_one_answer(strike_story):
    together = Barrier(10)

    def retry(_number):
        together.wait()
        try:
            return send(
                APIClient(),
                strike_story,
                "Sent again and again.",
                headers={"Idempotency-Key": "lost-answer-1"},
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(retry, range(10)))
    last = retry_alone(strike_story)

    given = [answer.content for answer in answers if answer.status_code == 202]
    busy = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert len(given) + sum(answer.status_code == 409 for answer in answers) == 10
    assert {*given, last.content} == {last.content}
    assert busy <= {"idempotency_in_progress"}
    assert last["Idempotent-Replayed"] == "true"
    assert Comment.objects.count() == 1
    assert not list(recount(mend=False))


def retry_alone(story):
    return send(
        APIClient(),
        story,
        "Sent again and again.",
        headers={"Idempotency-Key": "lost-answer-1"},
    )

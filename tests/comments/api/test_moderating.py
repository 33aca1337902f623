"""The newsroom expects that only moderators see the queue and decide."""

import json

import pytest
from django.db import connection

from articles.models import Popularity
from cms.kernel import clock as kernel_clock
from comments.actions.network_salt import _salt_of, network_hash
from comments.models import Appraisal, Comment, Decision, State
from comments.queries.aid_memory import MADE_WITH
from comments.queries.chain import first_break
from comments.rules.features import Features
from comments.rules.packing import packed
from tests.comments.conftest import TROY, judge
from tests.conftest import client_with

pytestmark = pytest.mark.django_db
QUEUE = "/api/v1/moderation/queue/"
NOTHING = Features(frozenset(), frozenset(), frozenset())
DECISIONS = "/api/v1/moderation/decisions/"
BULK = "/api/v1/moderation/decisions/bulk/"
LOG = "/api/v1/moderation/log/"


def say(client, comment, decision, version=None, **facts):
    body = {"comment": comment.key, "decision": decision, **facts}
    if version is not None:
        body["version"] = version
    return client.post(DECISIONS, body, format="json")


@pytest.mark.parametrize("door", [QUEUE, LOG])
def test_only_moderators_look(api, ada_api, moss_api, django_user_model, door):
    no_longer = django_user_model.objects.create_user("mia", is_staff=True)

    assert api.get(door).status_code == 401
    assert ada_api.get(door).status_code == 403
    assert client_with(no_longer, "moderator").get(door).status_code == 403
    answer = moss_api.get(door)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("door", [DECISIONS, BULK])
def test_only_moderators_decide(api, ada_api, strike_story, reply, door):
    comment = reply(strike_story)
    body = {"comment": comment.key, "version": 1, "decision": "approve"}

    assert api.post(door, body, format="json").status_code == 401
    assert ada_api.post(door, body, format="json").status_code == 403
    comment.refresh_from_db()
    assert comment.state == State.PENDING


def test_the_queue_says_what_waits_and_why(clock, moss_api, strike_story, moss, reply):
    root = reply(strike_story, "The first word.", approved_by=moss)
    waiting = reply(strike_story, "See http://a.example http://b.example", to=root, by=TROY)
    clock.shift(90)

    said = moss_api.get(QUEUE).json()

    assert said["count"] == 1
    [row] = said["results"]
    assert row["id"] == waiting.key
    assert row["held_for"] == [{"code": "links", "links": 2}, {"code": "premoderated"}]
    assert row["article"]["slug"] == strike_story.slug
    assert row["parent"]["excerpt"] == "The first word."
    assert row["waiting_seconds"] == 90
    assert row["allowed"] == ["approve", "reject", "spam"]
    assert row["risk"] == 0.5
    assert "email" not in row["author"]


def test_what_is_most_likely_rejected_comes_first(moss_api, strike_story, reply):
    calm = reply(strike_story)
    risky = reply(strike_story, "See http://a.example http://b.example")

    rows = {
        ordering: [
            row["id"] for row in moss_api.get(f"{QUEUE}?ordering={ordering}").json()["results"]
        ]
        for ordering in ("risk", "oldest", "newest", "reports")
    }

    assert rows["risk"] == [one.key for one in sorted([risky, calm], key=lambda one: one.turn_at)]
    assert rows["oldest"] == [calm.key, risky.key]
    assert rows["newest"] == [risky.key, calm.key]
    assert len(rows["reports"]) == 2


def test_the_queue_can_be_narrowed(moss_api, strike_story, open_story, reply):
    trapped = reply(strike_story)
    Comment.objects.filter(pk=trapped.pk).update(state=State.SPAM)

    assert moss_api.get(f"{QUEUE}?status=spam").json()["count"] == 1
    assert moss_api.get(f"{QUEUE}?status=spam&article=nothing").json()["count"] == 0
    assert moss_api.get(f"{QUEUE}?status=spam&article={strike_story.slug}").json()["count"] == 1
    assert moss_api.get(f"{QUEUE}?status=spam&category=city").json()["count"] == 1
    assert moss_api.get(f"{QUEUE}?status=spam&category=sport").json()["count"] == 0
    assert moss_api.get(f"{QUEUE}?status=lost").status_code == 400
    assert moss_api.get(f"{QUEUE}?state=spam").status_code == 400


def test_the_queue_costs_the_same_for_one_and_twenty(
    moss_api, strike_story, reply, django_assert_num_queries
):
    for _number in range(20):
        reply(strike_story)
    moss_api.get(QUEUE)  # notes when the token was last used

    # who asks, the count, the page with all that stands beside it, and what the aid has learned
    with django_assert_num_queries(4):
        moss_api.get(QUEUE)
    with django_assert_num_queries(3):
        moss_api.get(f"{QUEUE}?cursor=")


def test_a_decision_answers_with_what_came_of_it(moss_api, strike_story, reply):
    comment = reply(strike_story)

    answer = say(moss_api, comment, "reject", 1, reason="abuse", note="Insults the author.")

    assert answer.status_code == 200
    said = answer.json()
    assert (said["state"], said["version"], said["changed"]) == ("rejected", 2, True)
    assert (said["from"], said["to"], said["reason"]) == ("pending", "rejected", "abuse")
    assert Decision.objects.get(pk=said["id"]).by.username == "moss"


def test_the_log_tells_from_which_network_a_moderator_did_something(moss_api, strike_story, reply):
    comments = [reply(strike_story) for _number in range(3)]
    bodies = [{"comment": comment.key, "version": 1, "decision": "approve"} for comment in comments]

    one = moss_api.post(DECISIONS, bodies[0], format="json", REMOTE_ADDR="203.0.113.9")
    two = moss_api.post(DECISIONS, bodies[1], format="json", REMOTE_ADDR="203.0.113.8")
    many = moss_api.post(BULK, {"decisions": bodies[2:]}, format="json", REMOTE_ADDR="203.0.113.9")
    batch = f"{DECISIONS}batches/{many.json()['batch']}/"
    undone = moss_api.delete(batch, REMOTE_ADDR="203.0.113.8").json()["results"][0]
    moss_api.delete(f"{DECISIONS}{one.json()['id']}/", REMOTE_ADDR="203.0.113.8")

    rows = Decision.objects.filter(by_kind="user").order_by("id")
    here, there = rows[0].network_hash, rows[1].network_hash
    assert (one.status_code, two.status_code, undone["status"]) == (200, 200, "ok")
    assert [row.network_hash for row in rows] == [here, there, here, there, there]
    assert len({here, there, ""}) == 3
    assert not Decision.objects.exclude(by_kind="user").exclude(network_hash="").exists()
    at = kernel_clock.now()
    assert here != network_hash("network", "203.0.113.9", at)
    assert first_break() is None


@pytest.mark.parametrize(
    ("facts", "status", "code"),
    [
        ({"decision": "approve"}, 428, "precondition_required"),
        ({"decision": "reject", "version": 1}, 400, "validation"),
        ({"decision": "applaud", "version": 1}, 400, "validation"),
        ({"decision": "approve", "version": 7}, 409, "version_conflict"),
        ({"decision": "approve", "version": 1, "state": "published"}, 400, "validation"),
        ({"decision": "approve", "version": 1, "comment": "nothing"}, 404, "not_found"),
    ],
)
def test_a_decision_that_cannot_be_made_changes_nothing(
    moss_api, strike_story, reply, facts, status, code
):
    comment = reply(strike_story)

    answer = moss_api.post(DECISIONS, {"comment": comment.key, **facts}, format="json")

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    comment.refresh_from_db()
    assert (comment.state, comment.version) == (State.PENDING, 1)


def test_who_comes_second_learns_who_won(moss_api, strike_story, ada, reply):
    comment = reply(strike_story)
    judge(comment, "spam", ada)

    answer = say(moss_api, comment, "approve", 1)

    said = answer.json()
    assert (answer.status_code, said["code"]) == (409, "version_conflict")
    assert (said["decided_by"], said["decision"], said["version"]) == ("ada", "spam", 2)


def test_a_decision_is_taken_back_by_deleting_it(moss_api, strike_story, reply):
    comment = reply(strike_story)
    made = say(moss_api, comment, "approve", 1).json()

    undone = moss_api.delete(f"{DECISIONS}{made['id']}/")
    again = moss_api.delete(f"{DECISIONS}{made['id']}/")

    assert undone.status_code == 200
    assert (undone.json()["state"], undone.json()["undoes"]) == ("pending", made["id"])
    assert (again.status_code, again.json()["code"]) == (409, "already_undone")


def test_in_a_batch_each_stands_or_falls_alone(moss_api, strike_story, ada, reply):
    fine, late, gone = (reply(strike_story) for _number in range(3))
    judge(late, "reject", ada)
    Comment.objects.filter(pk=gone.pk).update(state=State.REMOVED)
    sent = [
        {"comment": key, "version": 1, "decision": "approve"}
        for key in (fine.key, late.key, gone.key, "nothing")
    ]

    answer = moss_api.post(BULK, {"decisions": sent}, format="json")

    said = answer.json()
    assert [row["status"] for row in said["results"]] == ["ok", "conflict", "gone", "missing"]
    assert said["results"][1]["decided_by"] == "ada"
    assert Decision.objects.get(batch=said["batch"]).comment == fine
    strike_story.discussion.refresh_from_db()
    assert strike_story.discussion.comment_count == 1


def test_a_batch_has_an_end(moss_api, strike_story, reply):
    one = {"comment": reply(strike_story).key, "version": 1, "decision": "approve"}

    assert moss_api.post(BULK, {"decisions": [one] * 201}, format="json").status_code == 400
    assert moss_api.post(BULK, {"decisions": []}, format="json").status_code == 400
    assert Comment.objects.get().state == State.PENDING


def test_the_log_tells_who_did_what(moss_api, strike_story, reply):
    comment = reply(strike_story)
    say(moss_api, comment, "approve", 1)

    rows = moss_api.get(f"{LOG}?comment={comment.key}").json()["results"]

    assert [(row["decision"], row["by"]) for row in rows] == [
        ("approve", "moss"),
        ("screened", None),
    ]
    assert moss_api.get(f"{LOG}?by=ada").json()["count"] == 0
    assert moss_api.get(f"{LOG}?who=ada").status_code == 400


SHORT, LONG = "application/json", "application/json; charset=utf-8"
HEADERS = [
    {},
    {"accept": "text/html"},
    {"accept": "application/json;q=0.9"},
    {"origin": "https://frontend.example"},
    {"host": "evil.invalid"},
    {"authorization": "Bearer nothing"},
    {"authorization": ""},
]
BODIES = [
    '{"comment": "nothing", "version": 1, "decision": "approve"}',
    '{"comment": "%s", "version": 2, "decision": "approve"}',
    '{"comment": "%s", "decision": "approve"}',
    '{"comment": "%s", "version": 1, "decision": "reject"}',
    '{"comment": "%s", "version": 1, "decision": "applaud"}',
    '{"comment": "%s", "version": 1, "decision": "approve", "score": 1}',
    '{"comment": "%s", "version": 1, "decision": "reject", "reason": "abuse", "note": "\\u0000"}',
    '{"comment": "%s"',
    "[]",
    "",
]


def said_by(client, body, content_type, headers):
    answer = client.generic("POST", DECISIONS, body, content_type=content_type, headers=headers)
    told = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
    told.pop("Allow", None)
    told.pop("Content-Length", None)  # of the number of the request
    said = json.loads(answer.content) if "json" in answer["Content-Type"] else {}
    said.pop("request_id", None)
    return answer.status_code, told, said


@pytest.mark.parametrize("headers", HEADERS)
def test_the_short_way_decides_as_the_long_way(clock, moss_api, strike_story, reply, headers):
    one, two = reply(strike_story), reply(strike_story)
    body = '{"comment": "%s", "version": 1, "decision": "reject", "reason": "abuse", "note": "é"}'

    short = said_by(moss_api, body % one.key, SHORT, headers)
    long = said_by(moss_api, body % two.key, LONG, headers)

    ours = {"id", "comment", "hash"}
    assert short[:2] == long[:2]
    assert short[2].keys() == long[2].keys()
    assert {k: v for k, v in short[2].items() if k not in ours} == {
        k: v for k, v in long[2].items() if k not in ours
    }
    one.refresh_from_db()
    two.refresh_from_db()
    assert one.state == two.state
    assert (short[0] == 200) == (one.state == State.REJECTED)


@pytest.mark.parametrize("body", BODIES)
def test_the_short_way_refuses_as_the_long_way(clock, moss_api, strike_story, reply, body):
    comment = reply(strike_story)
    sent = body.replace("%s", comment.key)

    short = said_by(moss_api, sent, SHORT, {})

    assert short == said_by(moss_api, sent, LONG, {})
    assert short[0] in {400, 404, 409, 428}
    comment.refresh_from_db()
    assert (comment.state, comment.version) == (State.PENDING, 1)


def test_parameters_are_refused_whichever_way_it_goes(moss_api, strike_story, reply):
    body = {"comment": reply(strike_story).key, "version": 1, "decision": "approve"}

    answer = moss_api.post(f"{DECISIONS}?dry_run=1", body, format="json")

    assert answer.status_code == 400
    assert not Decision.objects.filter(what="approve").exists()


def test_a_decision_costs_its_number_of_statements(
    clock, moss_api, strike_story, moss, reply, django_assert_num_queries
):
    _salt_of.cache_clear()  # another test may have left it in memory
    root = reply(strike_story, approved_by=moss)
    alone, answer, bad = (reply(strike_story, to=to) for to in (None, root, None))
    for comment in (alone, answer, bad):
        Appraisal.objects.create(
            comment=comment, chance=0.2, version="1-x", made_with=MADE_WITH, seen=packed(NOTHING)
        )
    say(moss_api, reply(strike_story), "approve", 1)  # notes when the token was used
    held = int(connection.features.has_select_for_update)  # the thread, where others write too

    # Who decides, and from where; the transaction's two ends; the reply with all that hangs on it,
    # and the scope; the discussion, popularity in four; the reply; the announcement; the log in
    # three; the lesson and its step.
    with django_assert_num_queries(18 + held):
        assert say(moss_api, alone, "approve", 1).status_code == 200
    # What stands above, read and counted, and when its thread was last added to.
    with django_assert_num_queries(21 + held):
        assert say(moss_api, answer, "approve", 1).status_code == 200
    # What stands below is buried; nothing is counted. And what its author is owed.
    with django_assert_num_queries(15 + held):
        assert say(moss_api, bad, "reject", 1, reason="abuse").status_code == 200


def test_a_reply_that_is_taken_down_makes_its_story_no_more_popular(
    clock, moss_api, strike_story, reply
):
    waiting = reply(strike_story)
    counted = []

    for version, decision in enumerate(("approve", "reject", "approve", "hold"), start=1):
        more = {"reason": "abuse"} if decision == "reject" else {}
        assert say(moss_api, waiting, decision, version, **more).status_code == 200
        row = Popularity.objects.get(pk=strike_story.pk)
        counted.append((row.comments, row.points, row.hot_1d > 0))

    assert counted == [(1, 4, True), (0, 0, False), (1, 4, True), (0, 0, False)]

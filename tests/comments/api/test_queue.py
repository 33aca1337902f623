"""The newsroom expects that the queue says all that helps to decide, and hands out its work."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from articles.models import Category
from cms.kernel import clock as kernel_clock
from comments.actions.ban import Banned, ban
from comments.actions.decide import identity_of_user
from comments.models import Comment, Decision, ModeratorScope, State
from tests.comments.conftest import RHEA, TROY, judge
from tests.conftest import client_with

pytestmark = pytest.mark.django_db
QUEUE = "/api/v1/moderation/queue/"
CLAIMS = "/api/v1/moderation/claims/"
DECISIONS = "/api/v1/moderation/decisions/"
BATCHES = f"{DECISIONS}batches/"
LOG = "/api/v1/moderation/log/"


@pytest.fixture
def sport(django_user_model):
    return Category.objects.create(slug="sport", name="Sport")


def ids(client, query=""):
    return [row["id"] for row in client.get(f"{QUEUE}?{query}").json()["results"]]


def test_each_reply_comes_with_all_that_is_known(clock, moss_api, moss, strike_story, reply, api):
    first = reply(strike_story, by=TROY, approved_by=moss)
    judge(reply(strike_story, by=TROY), "reject", moss)
    ban(who=Banned("identity", "troy"), reason="abuse", by=moss, at=kernel_clock.now())
    Comment.objects.filter(pk=first.pk).update(state=State.PUBLISHED)
    waiting = reply(strike_story, "See http://a.example http://b.example", by=RHEA)
    Comment.objects.filter(pk=waiting.pk).update(identity="troy")
    moss_api.post(CLAIMS, {"count": 1}, format="json")

    [row] = moss_api.get(QUEUE).json()["results"]

    assert row["evidence"][0] == {"code": "links", "words": "several links"}
    record = row["commenter"]
    assert (record["published"], record["rejected"], record["rejection_rate"]) == (1, 1, 0.5)
    assert (record["banned"], record["banned_until"]) == (True, None)
    assert record["id"] == waiting.key
    assert (row["claim"]["by"], row["claim"]["mine"]) == ("moss", True)
    assert row["aid"] is None
    assert b"troy" not in moss_api.get(QUEUE).content
    assert b"bridge" not in moss_api.get(QUEUE).content


@pytest.mark.parametrize("is_scoped", [False, True])
def test_a_record_counts_what_the_moderator_moderates(
    moss, moss_api, sport, strike_story, reply, is_scoped
):
    elsewhere = judge(reply(strike_story, by=TROY), "reject", moss).comment
    Comment.objects.filter(pk=elsewhere.pk).update(category_id=sport.pk)
    here = reply(strike_story, by=TROY)
    if is_scoped:
        ModeratorScope.objects.create(user=moss, category_id=here.category_id)

    [read] = moss_api.get(QUEUE).json()["results"]
    [claimed] = moss_api.post(CLAIMS, {"count": 1}, format="json").json()["results"]

    record = read["commenter"]
    counted = (record["scoped"], record["written"], record["rejected"], record["rejection_rate"])
    assert counted == ((True, 1, 0, None) if is_scoped else (False, 2, 1, 1.0))
    assert claimed["commenter"] == record
    page = moss_api.get(f"/api/v1/moderation/commenters/{here.key}/").json()
    assert {name: record[name] for name in page["totals"]} == page["totals"]
    assert record["first_seen"] == page["first_seen"]


def test_reports_are_told_without_the_reader(api, moss_api, open_story, reply):
    comment = reply(open_story)
    door = f"/api/v1/comments/{comment.key}/reports/"
    api.post(door, {"reason": "hate", "note": "Look."}, format="json", REMOTE_ADDR="203.0.113.9")

    [row] = moss_api.get(f"{QUEUE}?status=reported").json()["results"]

    [report] = row["reports"]
    assert (report["reason"], report["note"], report["weight"]) == ("hate", "Look.", 0.25)
    assert set(report) == {"reason", "note", "weight", "at"}
    assert ids(moss_api, "status=reported&reports=1&ordering=reports") == [comment.key]
    assert ids(moss_api, "status=review") == []


def test_the_queue_is_narrowed_by_what_was_found(moss_api, strike_story, reply):
    plain = reply(strike_story)
    linked = reply(strike_story, "See http://a.example http://b.example")
    Comment.objects.filter(pk=plain.pk).update(language="es", needs_review=True)

    assert ids(moss_api, "reason=links") == [linked.key]
    assert ids(moss_api, "language=es") == [plain.key]
    assert ids(moss_api, "status=review") == [plain.key]
    assert ids(moss_api, "reports=1") == []
    for wrong in ("reason=ugly", "reports=2", "claimed=yours", "language=", "status=x&status=y"):
        assert moss_api.get(f"{QUEUE}?{wrong}").status_code == 400


def test_claims_are_handed_out_shown_and_given_back(clock, moss_api, ada, strike_story, reply):
    comments = [reply(strike_story) for _number in range(3)]
    adas = client_with(ada, "moderator")

    answer = moss_api.post(CLAIMS, {"count": 2, "category": "city"}, format="json")

    rows = answer.json()["results"]
    assert len(rows) == 2
    assert rows[0]["claimed_until"] == rows[0]["claim"]["until"]
    assert len(ids(moss_api, "claimed=mine")) == 2
    assert len(ids(adas, "claimed=free")) == 1
    assert len(ids(adas)) == 3
    refused = adas.post(
        DECISIONS, {"comment": rows[0]["id"], "version": 1, "decision": "approve"}, format="json"
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "claimed")
    assert (refused.json()["claimed_by"], refused.json()["claimed_until"]) == (
        "moss",
        rows[0]["claimed_until"],
    )
    assert moss_api.delete(CLAIMS).status_code == 204
    assert len(ids(adas, "claimed=free")) == 3
    assert Comment.objects.filter(state=State.PENDING).count() == len(comments)


@pytest.mark.parametrize(
    "body",
    [
        {"count": 0},
        {"count": 51},
        {"count": 10**30},
        {"count": "many"},
        {"count": None},
        {"count": 1, "status": "spam"},
        {"count": 1, "ordering": "chance"},
        {"count": 1, "reason": "ugly"},
        {"count": 1, "article": "a\x00b"},
        {"count": 1, "article": ["a"]},
        [],
        "all",
    ],
)
def test_what_is_no_claim_is_refused(moss_api, strike_story, reply, body):
    reply(strike_story)

    assert moss_api.post(CLAIMS, body, format="json").status_code == 400
    assert not Comment.objects.exclude(claimed_by=None).exists()


def test_out_of_scope_is_not_there(moss, moss_api, ada, sport, strike_story, reply):
    comment = reply(strike_story)
    made = judge(reply(strike_story), "approve", ada, batch="a-batch").decision
    ModeratorScope.objects.create(user=moss, category=sport)
    say = {"comment": comment.key, "version": 1, "decision": "approve"}

    assert ids(moss_api) == []
    assert moss_api.post(CLAIMS, {"count": 5}, format="json").json()["results"] == []
    assert moss_api.post(DECISIONS, say, format="json").status_code == 404
    [one] = moss_api.post(f"{DECISIONS}bulk/", {"decisions": [say]}, format="json").json()[
        "results"
    ]
    assert one["status"] == "missing"
    assert moss_api.delete(f"{DECISIONS}{made.pk}/").status_code == 404
    assert moss_api.delete(f"{BATCHES}a-batch/").status_code == 404
    assert moss_api.get(LOG).json()["results"] == []
    comment.refresh_from_db()
    assert (comment.state, comment.claimed_by) == (State.PENDING, None)
    ModeratorScope.objects.create(user=moss, category_id=comment.category_id)
    assert ids(moss_api) == [comment.key]
    assert moss_api.post(DECISIONS, say, format="json").status_code == 200


def test_a_batch_is_taken_back_at_once(moss_api, ada, strike_story, reply):
    comments = [reply(strike_story) for _number in range(3)]
    sent = [
        {"comment": one.key, "version": 1, "decision": "reject", "reason": "abuse"}
        for one in comments
    ]
    made = moss_api.post(f"{DECISIONS}bulk/", {"decisions": sent}, format="json").json()
    judge(comments[1], "approve", ada)

    answer = moss_api.delete(f"{BATCHES}{made['batch']}/")
    again = moss_api.delete(f"{BATCHES}{made['batch']}/")

    rows = {row["comment"]: row for row in answer.json()["results"]}
    assert [rows[one.key]["status"] for one in comments] == ["ok", "conflict", "ok"]
    assert rows[comments[1].key]["decided_by"] == "ada"
    assert Decision.objects.filter(batch=answer.json()["batch"], what="undo").count() == 2
    states = [Comment.objects.get(pk=one.pk).state for one in comments]
    assert states == [State.PENDING, State.PUBLISHED, State.PENDING]
    assert {row["status"] for row in again.json()["results"]} == {"conflict"}
    assert moss_api.delete(f"{BATCHES}nothing/").status_code == 404


def test_who_leads_takes_back_what_others_decided(clock, moss_api, moss, strike_story, reply):
    made = judge(reply(strike_story), "approve", moss).decision
    clock.shift(timedelta(hours=2))
    assert moss_api.delete(f"{DECISIONS}{made.pk}/").json()["code"] == "undo_window_closed"

    moss.user_permissions.add(Permission.objects.get(codename="lead_moderation"))

    assert moss_api.delete(f"{DECISIONS}{made.pk}/").status_code == 200


def test_a_reply_is_approved_and_answered_in_one_step(moss_api, moss, strike_story, reply):
    comment = reply(strike_story)
    body = {"comment": comment.key, "version": 1, "decision": "approve"}

    said = moss_api.post(
        DECISIONS, {**body, "reply": {"text": "Thank you, we asked."}}, format="json"
    ).json()

    answer = Comment.objects.get(key=said["reply"])
    assert (said["state"], answer.state) == ("published", State.PUBLISHED)
    assert (answer.parent_id, answer.author_kind) == (comment.pk, "staff")
    assert answer.identity == identity_of_user(moss.pk)


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"reply": {"text": ""}}, 400),
        ({"reply": {"text": "x" * 20001}}, 400),
        ({"reply": {"text": "Fine.", "name": "Ada"}}, 400),
        ({"reply": {}}, 400),
        ({"reply": "Fine."}, 400),
        ({"reply": {"text": "No."}, "decision": "reject", "reason": "abuse"}, 400),
        ({"reply": {"text": "Fine."}, "version": 9}, 409),
    ],
)
def test_an_answer_that_cannot_be_leaves_the_reply_waiting(
    moss_api, strike_story, reply, facts, status
):
    comment = reply(strike_story)
    body = {"comment": comment.key, "version": 1, "decision": "approve"}

    answer = moss_api.post(DECISIONS, {**body, **facts}, format="json")

    assert answer.status_code == status
    comment.refresh_from_db()
    assert (comment.state, Comment.objects.count()) == (State.PENDING, 1)


def test_nobody_approves_their_own(moss, moss_api, strike_story, reply):
    own = reply(strike_story, by=replace(RHEA, identity=identity_of_user(moss.pk)))
    body = {"comment": own.key, "version": 1, "decision": "approve"}

    assert moss_api.post(DECISIONS, body, format="json").json()["code"] == "own_comment"


def test_the_log_is_narrowed(clock, moss_api, moss, strike_story, reply):
    judge(reply(strike_story), "reject", moss)
    clock.shift(3600)
    judge(reply(strike_story), "approve", moss)

    def rows(query):
        return [row["decision"] for row in moss_api.get(f"{LOG}?{query}").json()["results"]]

    assert rows("reason=abuse") == ["reject"]
    assert rows("by_kind=user&category=city") == ["approve", "reject"]
    assert rows("category=sport") == []
    assert rows("since=2026-11-22T09:30:00Z") == ["approve", "screened"]
    assert rows("until=2026-11-22T09:30:00Z&decision=reject") == ["reject"]
    for wrong in (
        "since=yesterday",
        "since=2026-11-22",
        "until=0001-01-01T00:00:00%2B14:00",
        "decision=x",
        "by_kind=x",
        "reason=x",
        "reason=abuse%00",
    ):
        assert moss_api.get(f"{LOG}?{wrong}").status_code == 400, wrong

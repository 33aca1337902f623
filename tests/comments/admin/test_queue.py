"""The newsroom expects that the queue's page and its doors decide by the same rules as anywhere."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.models import Ban, Comment, Decision, ModeratorScope, ScreeningRules, State
from comments.rules.statement import statement_in
from tests.articles.staff import somebody
from tests.comments.conftest import TROY, judge

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/queue/"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def fern():
    return somebody("moderator", "Fern")


@pytest.fixture
def desk(fern):
    client = Client()
    client.force_login(fern)
    return client


def ask(desk, query="", **body):
    return desk.post(
        f"{QUEUE}next/{query}", json.dumps(body), content_type="application/json", **JSON
    )


def decide(desk, comment, decision="approve", **facts):
    sent = {"comment": comment.key, "version": comment.version, "decision": decision, **facts}
    return desk.post(f"{QUEUE}decide/", sent, **JSON)


def keys(answer):
    return [item["key"] for item in answer.json()["items"]]


def test_only_moderators_enter(strike_story, reply):
    comment = reply(strike_story)
    stranger = Client()
    stranger.force_login(somebody("contributor"))

    assert stranger.get(QUEUE).status_code == 403
    assert ask(stranger).status_code == 403
    assert decide(stranger, comment).status_code == 403
    assert Client().get(QUEUE).status_code == 302
    comment.refresh_from_db()
    assert comment.state == State.PENDING


def test_the_page_shows_the_first_reply_whole_and_leads_on(desk, strike_story, reply):
    first = reply(strike_story, "The first one.")
    reply(strike_story, "The second one.", by=TROY)

    page = desk.get(f"{QUEUE}?ordering=oldest")
    named = desk.get(f"{QUEUE}?ordering=oldest&at={first.key}")

    assert "no-store" in page.headers["Cache-Control"]
    assert page.content.decode().count("<article") == 1
    assert "The second one." in page.content.decode()
    assert f'data-key="{first.key}"' in named.content.decode()


def test_what_is_not_known_is_refused(desk, strike_story, reply):
    comment = reply(strike_story)

    assert desk.get(f"{QUEUE}?colour=red").status_code == 400
    assert desk.get(f"{QUEUE}?status=lost").status_code == 400
    assert desk.get(f"{QUEUE}?q=&category=").status_code == 200
    assert ask(desk, "?ordering=backwards").status_code == 400
    assert ask(desk, known="all").status_code == 400
    assert ask(desk, known=[{}]).status_code == 400
    assert ask(desk, unknown=1).status_code == 400
    for body in (b"", b"[]", b"\xff", b"[" * 5000, b'{"known": ["\\u0000"]}'):
        sent = desk.post(f"{QUEUE}next/", body, content_type="application/json", **JSON)
        assert sent.status_code == 400
    assert decide(desk, comment, "praise").status_code == 400
    assert desk.get(f"{QUEUE}decide/").status_code == 405
    assert not Decision.objects.exclude(what="screened").exists()


def test_a_decision_says_what_it_did_and_names_itself(desk, fern, strike_story, reply):
    comment = reply(strike_story, "Well said.")

    answer = decide(desk, comment, "reject", reason="abuse", note="a name")

    decision = Decision.objects.get(by=fern)
    assert answer.json() == {
        "said": "Rejected: “Well said.”",
        "decision": decision.pk,
        "changed": True,
        "state": "rejected",
    }
    assert (decision.reason, decision.note) == ("abuse", "a name")


def test_a_decision_carries_the_version_that_was_shown(desk, moss, strike_story, reply):
    comment = reply(strike_story)
    missing = desk.post(f"{QUEUE}decide/", {"comment": comment.key, "decision": "approve"}, **JSON)
    judge(comment, "reject", moss)
    comment.version = 1

    late = decide(desk, comment)

    assert missing.status_code == 428
    assert late.status_code == 409
    assert late.json()["code"] == "version_conflict"
    assert late.json()["said"].startswith("moss was faster: rejected at ")
    assert Comment.objects.get().state == State.REJECTED


def test_spam_brings_its_reason_and_a_reason_alone_rejects(desk, strike_story, reply):
    spam, rude = reply(strike_story, "Buy now"), reply(strike_story, "You fool")

    decide(desk, spam, "spam")
    sent = {"comment": rude.key, "version": 1, "reason": "abuse"}
    led = desk.post(f"{QUEUE}decide/?ordering=oldest", sent)

    assert led.headers["Location"] == f"{QUEUE}?ordering=oldest"
    reasons = Decision.objects.exclude(reason="").order_by("id").values_list("what", "reason")
    assert list(reasons) == [("spam", "spam"), ("reject", "abuse")]


def test_many_stand_or_fall_alone_and_one_undo_takes_them_back(desk, moss, strike_story, reply):
    one, two = reply(strike_story, "One"), reply(strike_story, "Two")
    late = reply(strike_story, "Late")
    judge(late, "reject", moss)

    items = [f"{one.key}:1", f"{two.key}:1", f"{late.key}:1"]
    many = desk.post(f"{QUEUE}decide-many/", {"item": items, "decision": "approve"}, **JSON).json()

    assert many["done"] == [one.key, two.key]
    assert [(bad["key"], bad["code"]) for bad in many["refused"]] == [
        (late.key, "version_conflict")
    ]
    assert "moss was faster" in many["said"]

    back = desk.post(f"{QUEUE}undo/", {"batch": many["batch"]}, **JSON)
    assert sorted(keys(back)) == sorted([one.key, two.key])
    assert Comment.objects.filter(state=State.PENDING).count() == 2


def test_without_a_script_each_of_many_is_named_with_one_undo(desk, moss, strike_story, reply):
    one, late = reply(strike_story, "One"), reply(strike_story, "Late")
    judge(late, "approve", moss)

    items = [f"{one.key}:1", f"{late.key}:1"]
    sent = {"item": items, "decision": "reject", "reason": "hate"}
    page = desk.post(f"{QUEUE}decide-many/?ordering=oldest", sent)

    told = {one["words"]: (one["stands"], one["refused"]) for one in page.context["each"]}
    assert told["One"] == ("rejected", "")
    assert told["Late"][1].startswith("moss was faster: approved at ")
    undone = desk.post(f"{QUEUE}undo/?ordering=oldest", {"batch": page.context["batch"]})
    assert undone.headers["Location"] == f"{QUEUE}?ordering=oldest"
    assert Comment.objects.get(key=one.key).state == State.PENDING


def test_none_selected_leads_back_with_a_word(desk):
    answer = desk.post(f"{QUEUE}decide-many/?ordering=oldest", {"decision": "approve"}, follow=True)

    assert "Choose up to 200 comments." in answer.content.decode()


def test_undo_gives_the_reply_back_as_it_is_now(desk, strike_story, reply):
    comment = reply(strike_story, "Well said.")
    decision = decide(desk, comment).json()["decision"]

    back = desk.post(f"{QUEUE}undo/", {"decision": decision}, **JSON)
    again = desk.post(f"{QUEUE}undo/", {"decision": decision}, **JSON)
    nothing = desk.post(f"{QUEUE}undo/", {"decision": "x"}, **JSON)

    assert [(item["key"], item["version"]) for item in back.json()["items"]] == [(comment.key, 3)]
    assert (again.status_code, nothing.status_code) == (409, 404)


def test_neither_addresses_nor_networks_are_shown(desk, strike_story, reply):
    comment = reply(strike_story)
    Comment.objects.update(author_email="rhea@reader.example", network_hash="n" * 32)

    shown = desk.get(QUEUE).content.decode() + ask(desk).content.decode()

    assert comment.text in shown
    assert "reader.example" not in shown
    assert "n" * 32 not in shown


@pytest.mark.parametrize("is_scoped", [False, True])
def test_a_record_counts_what_the_moderator_moderates(
    desk, fern, moss, strike_story, reply, is_scoped
):
    elsewhere = judge(reply(strike_story, by=TROY), "reject", moss).comment
    Comment.objects.filter(pk=elsewhere.pk).update(category_id=None)
    here = reply(strike_story, by=TROY)
    if is_scoped:
        ModeratorScope.objects.create(user=fern, category_id=here.category_id)

    cards = [desk.get(QUEUE).content.decode(), ask(desk).json()["items"][0]["card"]]
    panel = desk.get(f"{QUEUE}commenter/{here.key}/").content.decode()

    for card in cards:
        assert f"<b>{int(not is_scoped)}</b> rejected" in card
        assert ("in your categories" in card) is is_scoped
    assert f"{int(not is_scoped)} rejected" in panel
    assert ("in your categories" in panel) is is_scoped


@pytest.fixture
def stated(db):
    laws = {"terms_clause": "Rules for comments, No. 3", "legal_basis": "§ 130 StGB"}
    return ScreeningRules.objects.create(reasons_stated=True, **laws)


def statements():
    return [statement_in(row.evidence) for row in Decision.objects.exclude(by=None).order_by("id")]


def test_a_statement_is_asked_for_only_where_the_newsroom_keeps_them(desk, strike_story, reply):
    reply(strike_story)
    off = desk.get(QUEUE).content.decode()
    ScreeningRules.objects.create(reasons_stated=True)

    on = desk.get(QUEUE).content.decode()

    for name in ("basis", "facts"):
        assert f'name="{name}"' not in off
        assert on.count(f'name="{name}"') == 2  # in the card, and for many
    assert 'name="basis"' in ask(desk).json()["items"][0]["card"]


def test_law_and_facts_go_into_the_statement(desk, stated, strike_story, reply):
    own, usual, many = (reply(strike_story, f"No. {n}") for n in range(3))
    facts = {"basis": " No. 7 ", "facts": "Names a street."}

    decide(desk, own, "", reason="personal_data", **facts)
    decide(desk, usual, "", reason="personal_data", basis=" ", facts="")
    item = f"{many.key}:{many.version}"
    desk.post(f"{QUEUE}decide-many/", {"item": item, "reason": "abuse", **facts}, **JSON)

    said = [(one["basis"], one["facts"]) for one in statements()]
    assert said == [
        ("No. 7", "Names a street."),
        ("Rules for comments, No. 3", ""),
        ("No. 7", "Names a street."),
    ]


def test_what_was_typed_for_a_statement_counts_with_a_rejection_only(
    desk, stated, strike_story, reply
):
    comment, spam = reply(strike_story), reply(strike_story, "Buy.")

    for each, decision in ((comment, "approve"), (spam, "spam")):
        assert decide(desk, each, decision, basis="x" * 300, facts="y").status_code == 200

    assert statements() == [None, None]


@pytest.mark.parametrize(("field", "length"), [("basis", 201), ("facts", 501)])
def test_a_statement_that_is_too_long_is_refused(desk, stated, strike_story, reply, field, length):
    comment = reply(strike_story)

    answer = decide(desk, comment, "reject", reason="abuse", **{field: "x" * length})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == f"/statement/{field}"
    comment.refresh_from_db()
    assert comment.state == State.PENDING


@pytest.mark.parametrize("number", [1, 20])
def test_the_page_costs_the_same_for_one_and_for_twenty(desk, strike_story, reply, number):
    for each in range(number):
        reply(strike_story, f"Number {each}")
    desk.get(QUEUE)

    with CaptureQueriesContext(connection) as page:
        assert desk.get(QUEUE).status_code == 200
    with CaptureQueriesContext(connection) as more:
        assert ask(desk, claim=True).status_code == 200
    with CaptureQueriesContext(connection) as read:
        assert ask(desk).status_code == 200

    assert (len(page), len(more), len(read)) == (19, 21, 15)


def settle(desk, comment, **facts):
    return desk.post(f"{QUEUE}commenter/{comment.key}/", facts, **JSON)


def test_a_commenter_is_looked_at_and_noted_warned_read_first(desk, strike_story, reply):
    comment = reply(strike_story, "Well said.")

    page = desk.get(f"{QUEUE}commenter/{comment.key}/")
    noted = settle(desk, comment, do="note", text="Writes at night.")
    warned = settle(desk, comment, do="warn", text="Be kind.")
    held = settle(desk, comment, do="premoderate", days="7")
    freed = settle(desk, comment, do="free")

    assert "Well said." in page.content.decode()
    assert "Writes at night." in noted.json()["html"]
    assert "no letter goes out" in warned.json()["said"]
    assert "Read first until" in held.json()["html"]
    assert "Read first until" not in freed.json()["html"]


def test_a_commenter_is_banned_for_a_while_and_let_in_again(desk, strike_story, reply):
    comment = reply(strike_story)

    banned = settle(desk, comment, do="ban", by="identity", reason="abuse", days="7", note="again")
    ban = Ban.objects.get()
    lifted = settle(desk, comment, do="lift", ban=ban.pk)

    assert "may not reply" in banned.json()["said"]
    assert (ban.reason, ban.note, (ban.until - ban.at).days) == ("abuse", "again", 7)
    assert lifted.status_code == 200
    assert Ban.objects.get().ended_at is not None


@pytest.mark.parametrize(
    ("until", "code"),
    [
        ("2026-11-22T25:00", "unknown_choice"),
        ("2026-02-31T00:00", "unknown_choice"),
        ("9999-12-31T23:59:59-23:59", "too_far"),
    ],
)
@pytest.mark.parametrize("do", ["premoderate", "ban"])
def test_a_moment_that_no_clock_shows_is_refused(desk, strike_story, reply, do, until, code):
    answer = settle(desk, reply(strike_story), do=do, by="identity", reason="abuse", until=until)

    assert answer.status_code == 400
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [("/until", code)]
    assert not Ban.objects.exists()


def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(
    desk, strike_story, reply
):
    comment = reply(strike_story)
    sent = {"do": "ban", "by": "identity", "reason": "abuse", "until": "2000-01-01T10:00",
            "note": "again and again"}  # fmt: skip

    answer = desk.post(f"{QUEUE}commenter/{comment.key}/", sent)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'name="until" value="2000-01-01T10:00" aria-invalid="true"' in page
    assert '<small class="queue-wrong">This moment is over.</small>' in page
    assert "again and again" in page
    (wrong,) = settle(desk, comment, **sent).json()["errors"]
    assert (wrong["field"], wrong["code"]) == ("/until", "over")
    assert not Ban.objects.exists()


def test_a_ban_may_end_at_any_moment(desk, strike_story, reply):
    comment = reply(strike_story)

    settle(
        desk, comment, do="ban", by="identity", reason="hate", days="7", until="2099-01-02T10:30"
    )

    until = timezone.localtime(Ban.objects.get().until)
    assert f"{until:%Y-%m-%d %H:%M}" == "2099-01-02 10:30"


def test_the_last_of_a_commenter_are_rejected_with_one_undo(desk, strike_story, reply):
    theirs = [reply(strike_story, f"Number {number}", by=TROY) for number in range(4)]
    other = reply(strike_story, "Somebody else's.")

    done = settle(desk, theirs[0], do="reject", count=3, reason="hate").json()

    assert done["said"] == "3 comments rejected."
    assert sorted(done["done"]) == sorted(one.key for one in theirs[1:])
    assert Comment.objects.filter(state=State.PENDING).count() == 2
    back = desk.post(f"{QUEUE}undo/", {"batch": done["batch"]}, **JSON)
    assert len(keys(back)) == 3
    assert not Comment.objects.exclude(state=State.PENDING).exists()
    assert other.key not in done["done"]


@pytest.mark.parametrize(
    "facts",
    [
        {"do": "praise"},
        {"do": "note", "text": ""},
        {"do": "premoderate", "days": "8"},
        {"do": "premoderate"},
        {"do": "ban", "by": "email", "reason": "abuse"},
        {"do": "ban", "by": "identity", "reason": "dull"},
        {"do": "ban", "by": "identity", "reason": "abuse", "until": "2000-01-01"},
        {"do": "ban", "by": "identity", "reason": "abuse", "until": "9" * 4000},
        {"do": "lift", "ban": "7"},
        {"do": "reject", "count": "0", "reason": "abuse"},
        {"do": "reject", "count": "9" * 50, "reason": "abuse"},
    ],
)
def test_what_cannot_be_settled_is_refused(desk, strike_story, reply, facts):
    comment = reply(strike_story)

    assert settle(desk, comment, **facts).status_code == 400
    assert not Ban.objects.exists()
    assert not Decision.objects.exclude(what="screened").exists()


def test_nobody_knows_a_commenter_who_is_not_there(desk):
    assert desk.get(f"{QUEUE}commenter/abcdefghjkmn/").status_code == 404
    assert desk.get(f"{QUEUE}commenter/abcdefghjkmn/", **JSON).json()["code"] == "not_found"


@pytest.mark.parametrize("days", ["1", "7", "30"])
def test_the_numbers_of_the_moderation_are_shown_and_only_ones_own(
    desk, moss, fern, strike_story, reply, days
):
    decide(desk, reply(strike_story, "One"))
    judge(reply(strike_story, "Two"), "reject", moss)
    reply(strike_story, "Three")

    answer = desk.get(f"/admin/comments/comment/statistics/?days={days}")

    assert answer.status_code == 200
    assert [row["moderator"] for row in answer.context["moderators"]] == ["Fern"]
    assert sum(row[1] for row in answer.context["rows"]) == 3
    assert sum(row[2] for row in answer.context["rows"]) == 2
    assert "<svg" in answer.content.decode()


def test_the_numbers_are_for_moderators_and_for_known_periods(desk):
    stranger = Client()
    stranger.force_login(somebody("contributor"))

    assert stranger.get("/admin/comments/comment/statistics/").status_code == 403
    assert desk.get("/admin/comments/comment/statistics/?days=2").status_code == 400
    assert desk.get("/admin/comments/comment/statistics/?day=1").status_code == 400

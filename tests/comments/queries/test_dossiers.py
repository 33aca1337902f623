"""The newsroom expects that a page of the queue says what its parts say, in one statement."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.models import Category, Edition
from cms.kernel import clock as kernel_clock
from comments.actions.ban import Banned, ban
from comments.actions.claim import claim
from comments.models import Ban, Comment, Commenter, ModeratorScope
from comments.queries.beside import beside, further
from comments.queries.dossiers import EXCERPT, Waiting, dossiers_of
from comments.queries.queue import FREE, MINE, ORDERINGS, VIEWS, Wanted, queue
from comments.queries.records import Record
from comments.queries.scope import EVERYTHING, Scope
from tests.comments.conftest import RHEA, TROY, judge

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
QUEUE = "/api/v1/moderation/queue/"
LONG = "application/json;q=0.9"


def dossier(comment, scope=EVERYTHING):
    [found] = dossiers_of([comment.pk], ("id",), at=kernel_clock.now(), scope=scope)
    return found


def parts(comment, scope=EVERYTHING):
    """Return what Django's own ways find about a reply."""
    row = Comment.objects.select_related("parent", "claimed_by").get(pk=comment.pk)
    return row, beside([row], kernel_clock.now(), scope)


@pytest.fixture
def eventful(moss, strike_story, reply):
    """A reply with everything beside it."""
    above = reply(strike_story, "An opinion. " * 30, by=TROY, approved_by=moss)
    judge(reply(strike_story, by=RHEA), "reject", moss)
    judge(reply(strike_story, by=RHEA), "spam", moss)
    reply(strike_story, by=RHEA, approved_by=moss)
    comment = reply(strike_story, "See http://a.example http://b.example", to=above, by=RHEA)
    claim(by=moss, count=1, wanted=Wanted(), ordering="newest", at=kernel_clock.now())
    Commenter.objects.create(
        identity=RHEA.identity, premoderated_until=kernel_clock.now() + timedelta(days=2)
    )
    Comment.objects.filter(pk=comment.pk).update(edited_at=kernel_clock.now(), report_weight=1.25)
    return comment


def test_it_says_what_its_parts_say(eventful):
    one = dossier(eventful)
    row, around = parts(eventful)

    for name in one._fields:
        if hasattr(row, name) and name not in {"claimed_by", "needs_review"}:
            assert getattr(one, name) == getattr(row, name), name
    for name in ("pk", "turn_at", "created_at", "held_for", "moves"):
        assert getattr(one, name) == getattr(row, name), name
    assert bool(one.needs_review) == row.needs_review
    assert one.record == around.records[row.identity]
    assert (one.record.published, one.record.rejected, one.record.waiting) == (1, 2, 1)
    assert one.commenter_id == around.commenters[row.identity].pk
    story = around.stories[row.article_id]
    assert (one.slug, one.story_language, one.headline) == (
        story["slug"],
        story["language"],
        story["headline"],
    )
    assert (one.parent_key, one.parent_author) == (row.parent.key, row.parent.author_name)
    assert one.parent_text == row.parent.text[:EXCERPT]
    assert len(one.parent_text) == EXCERPT
    assert (one.claimed_by, one.claimed_by_id) == ("moss", row.claimed_by_id)
    assert further([one], kernel_clock.now()).opinions == around.opinions


@pytest.mark.parametrize("rooms", [{"city"}, {"city", "sport"}, {"city", "arts"}])
def test_a_record_counts_what_stands_in_the_scope_of_who_reads_it(clock, moss, eventful, rooms):
    numbers = {
        slug: Category.objects.get_or_create(slug=slug, defaults={"name": slug})[0].pk
        for slug in ("city", "sport", "arts")
    }
    [spam] = Comment.objects.filter(identity=RHEA.identity, state="spam")
    Comment.objects.filter(pk=spam.pk).update(
        category_id=numbers["sport"], created_at=kernel_clock.now() - timedelta(days=3)
    )
    scope = Scope(frozenset(numbers[slug] for slug in rooms))

    [read] = Waiting(Wanted(scope=scope), at=kernel_clock.now()).read(("id",), (), start=0, count=9)

    assert read.key == eventful.key
    assert read.record == dossier(eventful, scope).record
    assert read.record == parts(eventful, scope)[1].records[RHEA.identity]
    assert (read.record.written, read.record.rejected) == ((4, 2) if "sport" in rooms else (3, 1))
    assert (read.record.first_seen == dossier(eventful).record.first_seen) is ("sport" in rooms)


def test_who_wrote_nothing_in_scope_has_an_empty_record(eventful):
    nowhere = Scope(frozenset({0}))

    assert dossier(eventful, nowhere).record == Record()
    assert parts(eventful, nowhere)[1].records == {}


def test_what_is_not_there_is_not_said(ada, strike_story, reply):
    comment = reply(strike_story, by=replace(RHEA, identity="", network_hash=""))
    withdraw(strike_story.pk, by=ada)

    one = dossier(comment)

    assert (one.slug, one.parent_key, one.claimed_by, one.commenter_id) == (None,) * 4
    assert (one.raw_record, one.record.written, one.said) == (None, 0, None)
    assert not one.maybe_banned


def test_the_story_is_named_as_readers_see_it_now(clock, ada, strike_story, reply):
    comment = reply(strike_story)
    publish(strike_story.pk, by=ada, at=kernel_clock.now() + timedelta(hours=1))
    now, later = Edition.objects.filter(article=strike_story).order_by("live_from")
    assert dossier(comment).headline == now.headline
    clock.shift(timedelta(hours=1))

    assert dossier(comment).headline == later.headline


@pytest.mark.parametrize("left", [0, 1])
def test_a_claim_ends_to_the_instant(moss, ada, strike_story, reply, left):
    comment, at = reply(strike_story), kernel_clock.now()
    until = at + timedelta(milliseconds=left)
    Comment.objects.filter(pk=comment.pk).update(claimed_by=moss, claimed_until=until)

    def found(claimed, user):
        return queue(Wanted(claimed=claimed, user=user.pk), at=at).exists()

    assert (found(MINE, moss), found(FREE, ada)) == (left > 0, left == 0)
    assert found(FREE, moss)
    assert not found(MINE, ada)


EMAIL = replace(RHEA, email="rhea@Quay.example")
FOREIGN = replace(RHEA, email="rhea@KÖLN.example")


@pytest.mark.parametrize(
    ("writer", "by", "is_met"),
    [
        (RHEA, ("identity", RHEA.identity), True),
        (RHEA, ("identity", "somebody else"), False),
        (RHEA, ("network", RHEA.network_hash), True),
        (EMAIL, ("domain", "quay.example"), True),
        (EMAIL, ("domain", "uay.example"), False),
        (EMAIL, ("domain", "example"), False),
        (FOREIGN, ("domain", "köln.example"), True),
        (FOREIGN, ("domain", "quay.example"), False),
        (RHEA, ("domain", "quay.example"), False),
    ],
)
def test_a_ban_is_seen_by_whatever_it_meets(moss, strike_story, reply, writer, by, is_met):
    comment = reply(strike_story, by=writer)
    Ban.objects.create(kind=by[0], value=by[1], by=moss, reason="abuse")

    one = dossier(comment)
    bans = further([one], kernel_clock.now()).bans

    assert bool(bans) is is_met
    assert bans == parts(comment)[1].bans
    assert one.maybe_banned or not is_met


def test_a_ban_that_is_over_is_none(clock, moss, strike_story, reply):
    comment = reply(strike_story)
    until = kernel_clock.now() + timedelta(hours=1)
    ban(
        who=Banned("identity", RHEA.identity),
        reason="abuse",
        by=moss,
        at=kernel_clock.now(),
        until=until,
    )
    assert further([dossier(comment)], kernel_clock.now()).bans
    clock.shift(timedelta(hours=1))

    assert not further([dossier(comment)], kernel_clock.now()).bans


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_every_order_is_walked_to_its_end_and_back(moss_api, strike_story, reply, ordering):
    for number in range(7):  # of which many stand at one place
        comment = reply(strike_story)
        Comment.objects.filter(pk=comment.pk).update(
            turn_at=kernel_clock.now() + timedelta(milliseconds=number // 3),
            doubt=0.1 + number // 3 / 3,
            open_reports=number // 4,
        )
    expected = list(
        queue(Wanted(), at=kernel_clock.now())
        .order_by(*ORDERINGS[ordering])
        .values_list("key", flat=True)
    )

    there = walked(moss_api, f"{QUEUE}?ordering={ordering}&page_size=2&cursor=", "next")
    back = walked(moss_api, there[-1]["previous"], "previous")

    assert [row["id"] for page in there for row in page["results"]] == expected
    assert [row["id"] for page in reversed(back) for row in page["results"]] == expected[:6]


def walked(client, address, way):
    pages = []
    while address:
        pages.append(client.get(address).json())
        address = pages[-1][way]
    return pages


def test_numbered_pages_say_the_same(moss_api, strike_story, reply):
    for _number in range(3):
        reply(strike_story)

    first, second = (moss_api.get(f"{QUEUE}?page_size=2&page={number}").json() for number in (1, 2))

    assert (first["count"], len(first["results"]), len(second["results"])) == (3, 2, 1)
    assert moss_api.get(f"{QUEUE}?page_size=2&page=3").status_code == 404
    assert first["results"] == moss_api.get(f"{QUEUE}?page_size=2&cursor=").json()["results"]


@pytest.mark.parametrize("query", ["", "?cursor=", "?ordering=x", "?cursor=x", "?status=reported"])
@pytest.mark.parametrize("room", ["", "city", "sport"])
def test_the_short_way_answers_as_the_long_way(moss, moss_api, city, eventful, query, room):
    if room:
        category, _new = Category.objects.get_or_create(slug=room, defaults={"name": room})
        ModeratorScope.objects.create(user=moss, category=category)
    moss_api.get(QUEUE)  # notes when the token was last used

    short, long = (moss_api.get(QUEUE + query, headers=said) for said in ({}, {"accept": LONG}))

    assert short.status_code == long.status_code
    if query == "?cursor=":
        assert bool(short.json()["results"]) is (room != "sport")
    drop = {"request_id"}
    assert {k: v for k, v in short.json().items() if k not in drop} == {
        k: v for k, v in long.json().items() if k not in drop
    }
    for name in ("Content-Type", "Cache-Control"):
        assert short.headers[name] == long.headers[name]


def explained(wanted, ordering):
    """Return the plan of the statement that reads a page."""
    waiting = Waiting(wanted, at=kernel_clock.now())
    said = []

    def explain(execute, sql, params, many, context):
        with connection.cursor() as cursor:
            word = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
            cursor.cursor.execute(f"{word} {_plain(sql)}", params)
            said.extend(str(row[-1]) for row in cursor.cursor.fetchall())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        waiting.read(ORDERINGS[ordering], (), start=0, count=20)
    return "\n".join(said)


def _plain(sql):
    return sql.replace("%%", "%").replace("%s", "?") if connection.vendor == "sqlite" else sql


INDEXES = {
    "risk": "comment_queue_turn",
    "oldest": "comment_queue",
    "newest": "comment_queue",
    "reports": "comment_queue_reports",
    "uncertain": "comment_queue_doubt",
}


@pytest.mark.parametrize("claimed", ["", FREE])
@pytest.mark.parametrize(("ordering", "index"), INDEXES.items())
def test_what_waits_is_read_from_the_index_of_its_order(ordering, index, claimed):
    if connection.vendor == "postgresql":  # it scans and sorts small tables, unless told not to
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_sort = off")

    plan = explained(Wanted(claimed=claimed, user=1), ordering)

    assert f" {index} " in f"{plan} ".replace("\n", " \n"), plan
    assert "SCAN comments_comment\n" not in plan + "\n", plan
    assert "Seq Scan on comments_comment" not in plan, plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other planners scan small tables")
@pytest.mark.parametrize("rooms", [None, {1}, {1, 2}])
@pytest.mark.parametrize("view", VIEWS)
def test_all_that_stands_beside_is_found_by_an_index(view, rooms):
    scope = Scope(rooms and frozenset(rooms))
    plan = explained(Wanted(view=view, scope=scope), "risk")

    steps = [step for step in plan.splitlines() if step.startswith("SCAN")]
    assert [step for step in steps if step != "SCAN x" and "INDEX" not in step] == [], plan
    assert "COVERING INDEX comment_record" in plan, plan
    assert "INDEX ban_of" in plan, plan

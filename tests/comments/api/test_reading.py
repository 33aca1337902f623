"""The newsroom expects that readers see what was published, and nothing of what was not."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.discussion import set_discussion
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article, write_copy
from articles.models import Article
from comments.actions.recount import recount
from comments.models import Comment, State
from comments.rules.ranking import controversy, wilson
from tests.comments.conftest import RHEA, TROY, judge

pytestmark = pytest.mark.django_db
EXPOSED = {
    "id",
    "parent",
    "root",
    "depth",
    "state",
    "html",
    "created_at",
    "edited_at",
    "author",
    "score",
    "reply_count",
    "pinned",
    "featured",
}


def url(story):
    return f"/api/v1/articles/{story.slug}/comments/"


def page(api, address):
    answer = api.get(address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def walk(api, address):
    rows = []
    while address:
        said = page(api, address)
        rows += said["results"]
        address = said["next"]
    return rows


def test_readers_see_exactly_what_is_exposed(api, open_story, reply):
    writer = replace(RHEA, email="rhea@reader.example", url="https://rhea.example/")
    root = reply(open_story, "Hello *there*.", by=writer)
    reply(open_story, to=root)

    said = page(api, url(open_story))

    [shown] = said["results"]
    assert set(shown) == EXPOSED | {"replies", "next_replies"}
    assert set(shown["replies"][0]) == EXPOSED
    assert set(shown["author"]) == {"name", "kind"}
    assert set(said) == {"count", "after", "next", "previous", "results"}
    text = str(said)
    for secret in ("rhea@", "rhea.example", "home", root.identity * 2, "*there*", "premoderated"):
        assert secret not in text
    assert str(root.pk) not in {str(value) for value in shown.values() if value != 1}


def test_what_waits_or_was_rejected_is_nowhere(api, strike_story, moss, reply):
    waiting = reply(strike_story, "This waits.")
    rejected = reply(strike_story, "This was rejected.", approved_by=moss)
    below = reply(strike_story, "Below the rejected.", to=rejected, approved_by=moss)
    judge(rejected, "reject", moss)

    said = page(api, url(strike_story))

    assert said.pop("after")
    assert said == {"count": 0, "next": None, "previous": None, "results": []}
    for hidden in (waiting, rejected, below):
        for door in ("", "replies/", "context/"):
            answer = api.get(f"/api/v1/comments/{hidden.key}/{door}")
            assert answer.status_code == 404


def test_a_gap_keeps_the_thread_and_shows_no_words(api, strike_story, moss, reply):
    root = reply(strike_story, "Held later.", approved_by=moss)
    reply(strike_story, to=root, approved_by=moss)
    judge(root, "hold", moss)

    [gap] = page(api, url(strike_story))["results"]

    assert gap["state"] == "removed"
    assert (gap["html"], gap["author"], gap["score"]) == (None, None, None)
    assert gap["replies"][0]["state"] == "published"
    assert page(api, f"/api/v1/comments/{root.key}/")["html"] is None


@pytest.mark.parametrize("ordering", ["newest", "oldest", "best", "controversial", "active"])
def test_every_order_is_total_and_pages_neither_lose_nor_double(
    clock, api, open_story, reply, ordering
):
    votes = [(0, 0), (1, 0), (60, 40), (10, 10), (1, 0), (0, 0), (90, 10)]
    for number, (up, down) in enumerate(votes):
        clock.shift(0 if number % 2 else 30)
        comment = reply(open_story)
        scores = {"wilson": wilson(up, down), "controversy": controversy(up, down)}
        Comment.objects.filter(pk=comment.pk).update(up=up, down=down, **scores)
    whole = page(api, f"{url(open_story)}?ordering={ordering}&limit=100")["results"]

    walked = walk(api, f"{url(open_story)}?ordering={ordering}&limit=2")

    assert [row["id"] for row in walked] == [row["id"] for row in whole]
    assert len({row["id"] for row in walked}) == len(votes)


def test_the_best_come_first(api, open_story, reply):
    few, many = reply(open_story), reply(open_story)
    Comment.objects.filter(pk=few.pk).update(up=1, wilson=wilson(1, 0))
    Comment.objects.filter(pk=many.pk).update(up=60, down=40, wilson=wilson(60, 40))

    rows = page(api, f"{url(open_story)}?ordering=best")["results"]

    assert [row["id"] for row in rows] == [many.key, few.key]


def test_what_was_last_answered_is_active(clock, api, open_story, reply):
    old = reply(open_story)
    clock.shift(60)
    young = reply(open_story)
    clock.shift(60)
    reply(open_story, to=old)

    rows = page(api, f"{url(open_story)}?ordering=active")["results"]

    assert [row["id"] for row in rows] == [old.key, young.key]


def test_pages_hold_still_while_rows_come_and_go(clock, api, open_story, reply):
    rows = []
    for _number in range(6):
        clock.shift(1)
        rows.append(reply(open_story))
    first = page(api, f"{url(open_story)}?limit=2")
    clock.shift(1)
    reply(open_story)
    Comment.objects.filter(key=first["results"][-1]["id"]).update(state=State.REMOVED)

    second = page(api, first["next"])

    assert [row["id"] for row in second["results"]] == [rows[3].key, rows[2].key]


def test_replies_stand_in_reading_order_and_go_on_where_they_ended(api, open_story, reply):
    root = reply(open_story)
    first = reply(open_story, to=root, by=TROY)
    second = reply(open_story, to=root)
    below_first = reply(open_story, to=first)
    third = reply(open_story, to=root)
    reading = [first.key, below_first.key, second.key, third.key]

    [shown] = page(api, f"{url(open_story)}?replies=2")["results"]
    rest = page(api, shown["next_replies"])
    whole = walk(api, f"/api/v1/comments/{root.key}/replies/?limit=1")

    assert [row["id"] for row in shown["replies"]] == reading[:2]
    assert [row["id"] for row in rest["results"]] == reading[2:]
    assert [row["id"] for row in whole] == reading
    assert shown["reply_count"] == 3
    assert shown["replies"][1]["parent"] == first.key
    assert shown["replies"][1]["root"] == root.key


def test_the_client_chooses_how_deep_to_read(api, open_story, reply):
    root = reply(open_story)
    first = reply(open_story, to=root)
    reply(open_story, to=first)
    second = reply(open_story, to=root)

    [shown] = page(api, f"{url(open_story)}?depth=1&replies=1")["results"]
    rest = page(api, shown["next_replies"])

    assert [row["id"] for row in shown["replies"]] == [first.key]
    assert [row["id"] for row in rest["results"]] == [second.key]


def test_without_first_replies_the_way_to_them_is_shown(api, open_story, reply):
    root = reply(open_story)
    reply(open_story, to=root)

    [shown] = page(api, f"{url(open_story)}?replies=0")["results"]

    assert shown["replies"] == []
    assert urlsplit(shown["next_replies"]).path == f"/api/v1/comments/{root.key}/replies/"


def test_a_reply_is_shown_where_it_stands(api, open_story, reply):
    root = reply(open_story)
    older, middle, younger = (reply(open_story, to=root) for _number in range(3))

    said = page(api, f"/api/v1/comments/{middle.key}/context/")

    assert [row["id"] for row in said["ancestors"]] == [root.key]
    assert said["comment"]["id"] == middle.key
    assert [row["id"] for row in said["before"]] == [older.key]
    assert [row["id"] for row in said["after"]] == [younger.key]


def test_counts_of_many_stories_come_at_once(api, open_story, closed_column, draft_story, reply):
    reply(open_story)

    said = page(
        api,
        f"/api/v1/comments/counts/?articles={open_story.slug},a-column,{draft_story.slug},nothing",
    )

    assert said["results"] == [
        {"article": "a-column", "language": "en", "count": 0},
        {"article": open_story.slug, "language": "en", "count": 1},
    ]


@pytest.mark.parametrize("size", [3, 300])
def test_the_page_costs_the_same_for_three_and_three_hundred(api, open_story, reply, size):
    roots = [reply(open_story) for _number in range(2)]
    many = [
        Comment(
            article=open_story,
            root=roots[0],
            parent=roots[0],
            depth=1,
            path=f"{roots[0].path}{number:08d}",
            state=State.PUBLISHED,
            published_at=roots[0].published_at,
            html="<p>x</p>",
        )
        for number in range(size - 2)
    ]
    Comment.objects.bulk_create(many)
    list(recount(mend=True))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        api.get(url(open_story))

    assert len(queries) == 2, [query["sql"] for query in queries]


def test_a_cursor_leads_on_in_its_own_list_only(api, ada, open_story, story_copy, reply):
    other = create_article(story_copy(headline="Another", slug="another"), by=ada)
    publish(other.pk, by=ada)
    set_discussion(article_id=other.pk, policy="open")
    for story in (open_story, other):
        root = reply(story)
        for _number in range(3):
            reply(story, to=root)
        reply(story)
    first, second = (page(api, f"{url(story)}?limit=1&cursor=") for story in (open_story, other))
    below = [
        next(row["next_replies"] for row in page(api, f"{url(story)}?replies=1")["results"][1:])
        for story in (open_story, other)
    ]

    strange = api.get(f"{url(other)}?{urlsplit(first['next']).query}")
    lost = api.get(f"{urlsplit(below[1]).path}?{urlsplit(below[0]).query}")

    for answer in (strange, lost):
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["code"] == "cursor_mismatch"
    assert len(walk(api, second["next"])) == 1
    assert len(walk(api, below[1])) == 2


def test_a_cursor_outlives_a_new_address(api, ada, open_story, story_copy, reply):
    for _number in range(3):
        reply(open_story)
    onwards = page(api, f"{url(open_story)}?limit=1")["next"]
    version = Article.objects.get(pk=open_story.pk).version
    write_copy(open_story.pk, story_copy(slug="moved-on"), by=ada, version=version)
    publish(open_story.pk, by=ada)

    moved = api.get(urlsplit(onwards)._replace(scheme="", netloc="").geturl())

    assert moved.status_code == 301
    assert len(walk(api, moved["Location"])) == 2


def test_one_reply_says_of_which_story_it_is(api, settings, open_story, reply):
    root = reply(open_story)
    story = {
        "slug": open_story.slug,
        "language": "en",
        "url": f"{settings.SITE_URL}/en/{open_story.slug}/",
    }

    alone = page(api, f"/api/v1/comments/{root.key}/")
    around = page(api, f"/api/v1/comments/{root.key}/context/")

    assert alone["article"] == story
    assert around["article"] == story
    assert set(around["comment"]) == EXPOSED


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("ordering=random", "unknown_ordering"),
        ("sort=newest", "unknown_parameter"),
        ("limit=101", "out_of_range"),
        ("limit=x", "not_a_number"),
        ("replies=21", "out_of_range"),
        ("depth=0", "out_of_range"),
        ("cursor=nonsense", "bad_cursor"),
        ("page=2", "unknown_parameter"),
    ],
)
def test_a_typo_is_named(api, strike_story, query, code):
    answer = api.get(f"{url(strike_story)}?{query}")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == code


def test_counts_want_names_and_not_too_many(api, db):
    many = ",".join(f"s{number}" for number in range(101))

    assert api.get("/api/v1/comments/counts/").status_code == 400
    assert api.get(f"/api/v1/comments/counts/?articles={many}").status_code == 400


def test_reads_can_be_kept_and_asked_again(api, open_story, reply):
    root = reply(open_story)
    for address in (
        url(open_story),
        f"/api/v1/comments/{root.key}/",
        f"/api/v1/comments/{root.key}/replies/",
        f"/api/v1/comments/{root.key}/context/",
        f"/api/v1/comments/counts/?articles={open_story.slug}",
    ):
        answer = api.get(address)

        assert answer["Cache-Control"].startswith("public")
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert f"comments-{open_story.pk}" in answer["Surrogate-Key"].split()
        again = api.get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304
    reply(open_story)
    changed = api.get(url(open_story), headers={"If-None-Match": api.get(url(open_story))["ETag"]})
    assert changed.status_code == 304


def test_a_new_reply_changes_the_page(api, open_story, reply):
    before = api.get(url(open_story))["ETag"]
    reply(open_story)

    answer = api.get(url(open_story), headers={"If-None-Match": before})

    assert answer.status_code == 200


def test_with_the_story_its_discussion_goes(api, open_story, ada, reply):
    root = reply(open_story)
    withdraw(open_story.pk, by=ada, note="Wrong.")

    assert api.get(url(open_story)).status_code == 410
    assert api.get(f"/api/v1/comments/{root.key}/").status_code == 404
    assert page(api, f"/api/v1/comments/counts/?articles={open_story.slug}")["results"] == []


def test_a_draft_has_no_discussion(api, draft_story):
    assert api.get(url(draft_story)).status_code == 404

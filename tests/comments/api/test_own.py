"""The newsroom expects that readers can mend or take back what they wrote, and nobody else can."""

from dataclasses import replace

import pytest
from django.core.cache import cache
from django.test import Client

from articles.actions.discussion import set_discussion
from articles.actions.withdraw import withdraw
from comments.actions.recount import recount
from comments.models import Comment, CommentRevision, Decision, State
from comments.queries.chain import first_break
from tests.comments.conftest import RHEA, judge
from tests.conftest import client_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def posted(clock, api):
    """Return a maker of replies over HTTP: what the author was answered."""

    def post(story, text="A thoughtful reply.", by=api, **facts):
        form = api.get(f"/api/v1/articles/{story.slug}/comments/form/").json()["form_token"]
        clock.shift(10)
        body = {"text": text, "author": {"name": "Rhea"}, "form_token": form, **facts}
        return by.post(f"/api/v1/articles/{story.slug}/comments/", body, format="json").json()

    return post


@pytest.fixture
def mina_api(django_user_model):
    return client_with(django_user_model.objects.create_user("mina"))


def url(said):
    return f"/api/v1/comments/{said['id']}/"


def edit(api, said, text="A better reply.", token=None, **facts):
    body = {"text": text, "edit_token": said["edit_token"] if token is None else token, **facts}
    return api.patch(url(said), body, format="json")


def remove(api, said, token=None):
    token = said["edit_token"] if token is None else token
    return api.delete(url(said), headers={"X-Edit-Token": token} if token else {})


def one(said):
    return Comment.objects.get(key=said["id"])


def test_its_author_says_it_otherwise(api, open_story, posted):
    said = posted(open_story)

    answer = edit(api, said, "A *better* reply.")

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.json()["html"] == "<p>A <em>better</em> reply.</p>"
    assert answer.json()["state"] == "published"
    assert answer.json()["edited_at"]
    seen = api.get(url(said)).json()
    assert (seen["html"], seen["edited_at"]) == (answer.json()["html"], answer.json()["edited_at"])
    kept = CommentRevision.objects.get()
    assert (kept.number, kept.text) == (1, "A thoughtful reply.")
    comment = one(said)
    assert (comment.revision, comment.version, comment.text_hash) != (1, 1, "")
    logged = Decision.objects.get(what="edit")
    assert (logged.evidence, logged.revision) == ([{"code": "open"}], 2)
    assert list(recount(mend=False)) == []
    assert first_break() is None


def test_the_discussion_says_that_it_reads_otherwise(api, open_story, posted):
    said = posted(open_story)
    before = one(said).change

    edit(api, said)

    open_story.discussion.refresh_from_db()
    assert one(said).change == open_story.discussion.change > before
    assert open_story.discussion.comment_count == 1


def test_each_wording_has_a_token_of_its_own(api, open_story, posted):
    said = posted(open_story)
    second = edit(api, said).json()

    late = edit(api, said, "Third thoughts.")

    assert (late.status_code, late.json()["code"]) == (409, "version_conflict")
    assert "decided_by" not in late.json()
    assert edit(api, second, "Third thoughts.").status_code == 200
    assert list(CommentRevision.objects.values_list("number", flat=True)) == [1, 2]


def test_the_same_words_change_nothing(api, open_story, posted):
    said = posted(open_story)

    answer = edit(api, said, "  A thoughtful reply. ")

    assert answer.status_code == 200
    assert answer.json()["edited_at"] is None
    assert one(said).version == 1
    assert not CommentRevision.objects.exists()


def test_a_repeated_edit_whose_answer_was_lost_gives_the_new_token(api, open_story, posted):
    said = posted(open_story)
    first = edit(api, said)

    again = edit(api, said)

    assert (again.status_code, again.json()) == (200, first.json())


@pytest.mark.parametrize("token", ["", "nonsense", "x:y", "\u00e9"])
def test_without_the_token_nobody_changes_it(api, open_story, posted, token):
    said = posted(open_story)

    for answer in (edit(api, said, token=token), remove(api, said, token=token.strip("\u00e9"))):
        assert (answer.status_code, answer.json()["code"]) == (403, "not_author")

    assert one(said).version == 1


def test_a_token_opens_one_reply_only(api, open_story, posted):
    said = posted(open_story)
    other = posted(open_story, "Something else.")

    assert edit(api, said, token=other["edit_token"]).status_code == 403
    assert remove(api, said, token=other["edit_token"]).status_code == 403
    assert edit(api, said, token=said["edit_token"][:-4] + "AAAA").status_code == 403
    assert one(said).version == 1


def test_two_tokens_are_none(api, open_story, posted):
    said = posted(open_story)
    other = posted(open_story, "Something else.")
    headers = {"X-Edit-Token": other["edit_token"]}

    answer = api.patch(
        url(said), {"text": "New.", "edit_token": said["edit_token"]}, format="json",
        headers=headers,
    )  # fmt: skip

    assert answer.status_code == 403


def test_the_token_may_come_in_a_header(api, open_story, posted):
    said = posted(open_story)

    answer = api.patch(
        url(said), {"text": "In a header."}, format="json",
        headers={"X-Edit-Token": said["edit_token"]},
    )  # fmt: skip

    assert answer.status_code == 200


def test_after_five_minutes_it_stands(clock, api, open_story, posted):
    said = posted(open_story)
    clock.shift(300)

    for answer in (edit(api, said), remove(api, said)):
        assert (answer.status_code, answer.json()["code"]) == (403, "edit_window_closed")

    assert one(said).version == 1


def test_what_nobody_sees_is_not_there_for_others(api, strike_story, posted):
    said = posted(strike_story)

    assert edit(api, said, token="").status_code == 404
    assert remove(api, said, token="").status_code == 404
    assert edit(api, {"id": "abcdefghjkmn"}, token="").status_code == 404


def test_an_edit_is_screened_again(api, open_story, posted):
    said = posted(open_story)

    answer = edit(api, said, "See https://a.example https://b.example")

    assert (answer.status_code, answer.json()["state"]) == (200, "pending")
    assert api.get(url(said)).status_code == 404
    open_story.discussion.refresh_from_db()
    assert open_story.discussion.comment_count == 0
    assert [found["code"] for found in one(said).held_for] == ["links"]


def test_what_is_no_reply_is_no_edit_either(api, open_story, posted):
    said = posted(open_story)

    for text in ("", "x", "y" * 5001, "half \ud800"):
        answer = Client().patch(
            url(said),
            {"text": text, "edit_token": said["edit_token"]},
            content_type="application/json",
        )
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "/text"
    assert edit(api, said, state="published").json()["errors"][0]["field"] == "/state"
    assert one(said).version == 1


@pytest.mark.parametrize("body", ["[]", "null", "7", "{", '"text"', '{"text": {"a": 1}}'])
@pytest.mark.parametrize(("verb", "below"), [
    ("patch", ""), ("delete", ""), ("put", "vote/"), ("post", "reports/"),
])  # fmt: skip
def test_odd_bodies_are_refused_in_words(api, open_story, posted, verb, below, body):
    said = posted(open_story)

    answer = getattr(api, verb)(f"{url(said)}{below}", body, content_type="application/json")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_whoever_waits_for_want_of_a_form_waits_on(api, open_story):
    body = {"text": "Sent by a program.", "author": {"name": "Rhea"}}
    said = api.post(f"/api/v1/articles/{open_story.slug}/comments/", body, format="json").json()

    assert edit(api, said).json()["state"] == "pending"


@pytest.mark.parametrize("decision", ["reject", "spam"])
def test_an_edit_never_lifts_what_a_moderator_decided(api, moss, open_story, posted, decision):
    said = posted(open_story)
    judge(one(said), decision, moss)

    answer = edit(api, said)

    assert (answer.status_code, answer.json()["state"]) == (200, "pending")
    comment = one(said)
    assert comment.state == {"reject": State.REJECTED, "spam": State.SPAM}[decision]
    assert comment.text == "A better reply."
    assert comment.decided_by == moss


def test_who_is_in_the_trap_cannot_tell_by_editing(api, open_story, posted):
    honest = posted(open_story, "See https://a.example https://b.example")
    trapped = posted(open_story, "Buy my pills.", hp="http://pills.example")

    answers = [edit(api, said, "Some calm words, indeed.") for said in (trapped, honest)]

    assert answers[0].status_code == answers[1].status_code == 200
    assert set(answers[0].json()) == set(answers[1].json())
    assert one(trapped).state == State.SPAM
    assert remove(api, answers[0].json()).status_code == 204
    assert remove(api, answers[1].json()).status_code == 204


def test_what_a_moderator_approved_is_read_again(api, moss, strike_story, posted):
    said = posted(strike_story)
    judge(one(said), "approve", moss)

    answer = edit(api, said)

    assert answer.json()["state"] == "pending"
    comment = one(said)
    assert (comment.state, comment.decided_by, comment.decided_at) == (State.PENDING, None, None)


def test_where_replies_are_open_it_stays_and_is_read_afterwards(api, moss, open_story, posted):
    said = posted(open_story, "See https://a.example https://b.example")
    judge(one(said), "approve", moss)

    answer = edit(api, said)

    assert answer.json()["state"] == "published"
    comment = one(said)
    assert comment.needs_review
    judge(comment, "approve", moss)
    assert not one(said).needs_review


def test_what_a_moderator_held_still_waits(api, moss, open_story, posted):
    said = posted(open_story)
    judge(one(said), "hold", moss)

    assert edit(api, said).json()["state"] == "pending"
    assert one(said).decided_by == moss


def test_who_has_an_account_needs_no_token(api, mina_api, django_user_model, open_story, posted):
    said = posted(open_story, by=mina_api)
    max_api = client_with(django_user_model.objects.create_user("max"))

    answer = mina_api.patch(url(said), {"text": "Better."}, format="json")

    assert answer.status_code == 200
    assert edit(api, said, token="").status_code == 403
    assert max_api.patch(url(said), {"text": "Mine now."}, format="json").status_code == 403
    assert max_api.delete(url(said)).status_code == 403


def test_who_has_an_account_takes_it_back_at_any_time(clock, mina_api, open_story, posted):
    said = posted(open_story, by=mina_api)
    clock.shift(86_400 * 40)

    late = mina_api.patch(url(said), {"text": "Better."}, format="json")
    answer = mina_api.delete(url(said))

    assert (late.status_code, late.json()["code"]) == (403, "edit_window_closed")
    assert answer.status_code == 204
    assert one(said).state == State.REMOVED


def test_what_is_taken_back_is_gone(api, open_story, posted):
    said = posted(open_story)

    answer = remove(api, said)

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Cache-Control"] == "private, no-store"
    assert remove(api, said).status_code == 204
    assert api.get(url(said)).status_code == 404
    gone = edit(api, said)
    assert (gone.status_code, gone.json()["code"]) == (410, "gone")
    comment = one(said)
    assert (comment.state, comment.version) == (State.REMOVED, 2)
    assert Decision.objects.filter(what="remove").count() == 1
    open_story.discussion.refresh_from_db()
    assert open_story.discussion.comment_count == 0
    assert list(recount(mend=False)) == []


def test_a_gap_stays_above_what_was_answered(api, open_story, posted, reply):
    said = posted(open_story)
    reply(open_story, to=one(said), by=replace(RHEA, identity="else"))

    remove(api, said)

    gap = api.get(url(said)).json()
    assert (gap["state"], gap["html"], gap["author"]) == ("removed", None, None)
    assert list(recount(mend=False)) == []


def test_nobody_decides_on_what_was_taken_back(api, moss, moss_api, open_story, posted):
    said = posted(open_story)
    decided = judge(one(said), "reject", moss)
    assert remove(api, said).status_code == 204

    comment = one(said)
    assert comment.state == State.REJECTED
    body = {"comment": comment.key, "version": comment.version, "decision": "approve"}
    answers = [
        moss_api.post("/api/v1/moderation/decisions/", body, format="json"),
        moss_api.delete(f"/api/v1/moderation/decisions/{decided.decision.pk}/"),
    ]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert edit(api, said).status_code == 410


def test_a_story_that_is_closed_or_gone_takes_no_edits(api, ada, open_story, posted):
    said = posted(open_story)
    set_discussion(article_id=open_story.pk, policy="closed")
    closed = edit(api, said)
    withdraw(open_story.pk, by=ada, note="We were wrong.")

    assert (closed.status_code, closed.json()["code"]) == (403, "story_closed")
    assert edit(api, said).status_code == 404
    assert remove(api, said).status_code == 204


def test_the_newsrooms_own_program_is_asked_about_edits(api, open_story, posted, settings):
    said = posted(open_story)
    settings.SCREENING_URL = "http://127.0.0.1:9/"

    strangers = edit(api, said, token="")
    answer = edit(api, said)

    assert (strangers.status_code, answer.json()["state"]) == (403, "pending")
    assert one(said).held_for[0]["code"].startswith("phase_")


def test_nobody_edits_faster_than_the_limits(api, open_story, posted, settings):
    said = posted(open_story)
    settings.RATE_LIMITS = True
    cache.clear()

    answers = [edit(api, said, token="").status_code for _time in range(11)]

    assert answers == [403] * 10 + [429]


def mine(api, *said):
    return api.get("/api/v1/comments/me/?ids=" + ",".join(one["id"] for one in said))


def test_the_author_finds_what_waits_and_nobody_else_does(api, strike_story, posted):
    said = posted(strike_story)
    with_email = posted(
        strike_story, "Again.", author={"name": "Rhea", "email": "rhea@reader.example"}
    )

    answer = mine(api, said, with_email)
    others = api.get(
        f"/api/v1/comments/me/?ids={said['id']},{with_email['id']}", REMOTE_ADDR="203.0.113.9"
    )

    assert [own["id"] for own in answer.json()["waiting"]] == [said["id"], with_email["id"]]
    assert answer.json()["waiting"][0]["state"] == "pending"
    assert "edit_token" not in answer.content.decode()
    assert "rhea@" not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer
    assert others.json() == {"votes": [], "waiting": []}


def test_ones_votes_are_found(api, open_story, reply):
    comment = reply(open_story)
    api.put(f"/api/v1/comments/{comment.key}/vote/", {"value": -1}, format="json")

    answer = mine(api, {"id": comment.key}, {"id": "nothing"})

    assert answer.json() == {"votes": [{"id": comment.key, "value": -1}], "waiting": []}


@pytest.mark.parametrize(
    "query", ["", "?ids=", "?ids=,", "?ids=a&x=1", "?ids=" + "a," * 3 + "b" * 4096]
)
def test_what_is_asked_for_must_be_said(api, db, query):
    assert api.get(f"/api/v1/comments/me/{query}").status_code == 400


def test_at_most_a_hundred_are_asked_for(api, db):
    ids = [f"abcdefghj{number:03}" for number in range(101)]

    assert api.get(f"/api/v1/comments/me/?ids={','.join(ids[:100])}").status_code == 200
    assert api.get(f"/api/v1/comments/me/?ids={','.join(ids)}").status_code == 400

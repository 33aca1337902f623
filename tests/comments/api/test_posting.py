"""The newsroom expects that readers can reply, and that nothing else can be sent in with it."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from articles.actions.discussion import set_discussion
from comments.models import Comment, State
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db
RHEA = {"name": "Rhea", "email": "rhea@reader.example"}


def url(story):
    return f"/api/v1/articles/{story.slug}/comments/"


def form(api, story):
    return api.get(f"{url(story)}form/").json()["form_token"]


def send(api, story, text="A thoughtful reply.", headers=None, **facts):
    body = {"text": text, "author": RHEA, **facts}
    return api.post(url(story), body, format="json", headers=headers or {})


def test_a_reply_waits_and_its_author_gets_a_token_to_edit_it(api, strike_story):
    answer = send(api, strike_story)

    assert answer.status_code == 202
    said = answer.json()
    assert said["state"] == "pending"
    assert said["html"] == "<p>A thoughtful reply.</p>"
    assert said["author"] == {"name": "Rhea", "kind": "anonymous"}
    assert said["edit_token"]
    assert answer["Cache-Control"] == "private, no-store"
    assert "rhea@" not in answer.content.decode()


def test_where_replies_are_open_a_calm_one_is_published(clock, api, open_story):
    token = form(api, open_story)
    clock.shift(10)

    answer = send(api, open_story, form_token=token)

    assert answer.status_code == 201
    assert answer.json()["state"] == "published"


def test_whoever_is_faster_than_people_write_waits(clock, api, open_story):
    token = form(api, open_story)
    clock.shift(2)

    answer = send(api, open_story, form_token=token)

    assert answer.status_code == 202
    assert Comment.objects.get().held_for[0]["code"] == "too_fast"


def test_without_the_form_a_reply_waits(api, open_story):
    assert send(api, open_story).status_code == 202
    assert Comment.objects.get().held_for == [{"code": "no_form_token"}]


def test_an_old_or_foreign_form_is_refused_and_a_new_one_given(
    clock, api, open_story, closed_column
):
    old = form(api, open_story)
    clock.shift(86_401)
    foreign = form(api, closed_column)
    clock.shift(10)

    for token in (foreign, old, "nonsense", f"{foreign}x"):
        answer = send(api, open_story, form_token=token)
        assert answer.status_code == 400
        assert answer.json()["code"] == "form_expired"
    fresh = answer.json()["form_token"]
    clock.shift(5)
    assert not Comment.objects.exists()
    assert send(api, open_story, form_token=fresh).status_code == 201


def test_who_has_had_the_form_for_long_sends_again_at_once(clock, api, open_story):
    old = form(api, open_story)
    clock.shift(86_401)

    renewed = send(api, open_story, form_token=old).json()["form_token"]
    invented = send(api, open_story, form_token="nonsense").json()["form_token"]  # noqa: S106

    assert send(api, open_story, form_token=renewed).status_code == 201
    assert send(api, open_story, "And one more.", form_token=invented).status_code == 202


def test_a_bot_in_the_trap_cannot_tell(api, open_story):
    honest = send(api, open_story)
    trapped = send(api, open_story, "Buy my pills, dear readers", hp="http://pills.example")

    assert trapped.status_code == honest.status_code == 202
    assert set(trapped.json()) == set(honest.json())
    assert trapped.json()["state"] == "pending"
    assert Comment.objects.get(key=trapped.json()["id"]).state == State.SPAM


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"state": "published"}, "/state"),
        ({"score": {"up": 100}}, "/score"),
        ({"id": "abc"}, "/id"),
        ({"created_at": "2020-01-01T00:00:00Z"}, "/created_at"),
        ({"pinned": True}, "/pinned"),
        ({"author": {"name": "Rhea", "kind": "staff"}}, "/author/kind"),
        ({"text": ["a", "list"]}, "/text"),
        ({"author": {"name": "me@reader.example"}}, "/author/name"),
        ({"author": {"name": "Rhea", "email": "nobody"}}, "/author/email"),
        ({"author": {"name": "Rhea", "url": "javascript:alert(1)"}}, "/author/url"),
        ({"author": {"name": "MODERATОR"}}, "/author/name"),  # noqa: RUF001 - a Cyrillic O
        ({"notify": True, "author": {"name": "Rhea"}}, "/author/email"),
        ({"text": "x"}, "/text"),
    ],
)
def test_what_may_not_be_sent_is_named(api, strike_story, facts, field):
    answer = send(api, strike_story, **facts)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not Comment.objects.exists()


def test_what_we_say_ourselves_may_come_back(api, strike_story):
    assert send(api, strike_story, html="<b>x</b>", depth=3).status_code == 202
    assert Comment.objects.get().depth == 0


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"text=hello", "application/x-www-form-urlencoded", 415),
        (b'{"text": "hello"}', "text/plain", 415),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"null", "application/json", 400),
        (b"", "application/json", 400),
        (b'{"text": "' + b"x" * 65_600 + b'"}', "application/json", 413),
        (b"[" * 60_000, "application/json", 400),
        (b'{"text": "half \\ud800 a character"}', "application/json", 400),
    ],
)
def test_only_a_small_json_object_is_read(strike_story, body, kind, status):
    answer = Client().post(url(strike_story), body, content_type=kind)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert not Comment.objects.exists()


def test_nul_and_unseen_characters_are_taken_out(api, strike_story):
    answer = send(api, strike_story, "a\x00b\u200bc\u202ed")

    assert answer.json()["html"] == "<p>abcd</p>"


def test_a_closed_column_says_so(api, closed_column):
    answer = send(api, closed_column)

    assert answer.status_code == 403
    assert answer.json()["code"] == "story_closed"
    assert not Comment.objects.exists()


def test_a_draft_cannot_be_replied_to(api, draft_story):
    assert send(api, draft_story).status_code == 404
    assert api.get(f"{url(draft_story)}form/").status_code == 404
    assert not Comment.objects.exists()


def test_an_answer_to_another_story_is_refused(api, open_story, closed_column, reply):
    root = reply(open_story)
    set_discussion(article_id=closed_column.pk, policy="open")

    answer = send(api, closed_column, parent=root.key)

    assert answer.status_code == 400
    assert answer.json()["code"] == "parent_other_story"


def test_a_hidden_reply_cannot_be_answered(api, strike_story, moss, reply):
    hidden = reply(strike_story, approved_by=moss)
    judge(hidden, "reject", moss)

    answer = send(api, strike_story, parent=hidden.key)

    assert answer.status_code == 404
    assert answer.json()["code"] == "parent_not_found"


def test_saying_it_twice_is_noticed(api, strike_story):
    first = send(api, strike_story).json()

    again = send(api, strike_story)

    assert again.status_code == 409
    assert (again.json()["code"], again.json()["comment"]) == ("duplicate", first["id"])


def test_the_same_key_gives_the_same_answer(api, strike_story):
    key = {"Idempotency-Key": "rhea-12345"}

    first = send(api, strike_story, headers=key)
    second = send(api, strike_story, headers=key)
    other = send(api, strike_story, "Something else.", headers=key)

    assert first.status_code == second.status_code == 202
    assert first.content == second.content
    assert second["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")
    assert Comment.objects.count() == 1


def test_an_odd_key_is_refused(api, strike_story):
    answer = send(api, strike_story, headers={"Idempotency-Key": "short"})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "bad_idempotency_key"


def test_the_desk_replies_under_its_own_name(moss, moss_api, strike_story):
    type(moss).objects.filter(pk=moss.pk).update(first_name="Moss", last_name="Quint")
    answer = moss_api.post(url(strike_story), {"text": "We have corrected this."}, format="json")

    assert answer.status_code == 201
    assert answer.json()["author"] == {"name": "Moss Quint", "kind": "staff"}


def test_who_has_no_full_name_signs_as_the_newsroom_and_never_with_a_login(
    moss, moss_api, settings, strike_story
):
    type(moss).objects.filter(pk=moss.pk).update(first_name="", last_name="")

    answer = moss_api.post(url(strike_story), {"text": "We have corrected this."}, format="json")

    assert answer.json()["author"] == {"name": settings.SITE_NAME, "kind": "staff"}


def test_nobody_else_signs_as_the_newsroom(api, settings, strike_story):
    answer = send(api, strike_story, author={"name": settings.SITE_NAME.upper()})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "imitates_staff"


def test_a_token_that_opens_nothing_is_not_taken_for_a_reader(api, strike_story):
    answer = send(api, strike_story, headers={"Authorization": "Bearer nr_nothing"})

    assert answer.status_code == 401
    assert not Comment.objects.exists()


def test_nobody_writes_faster_than_the_limits(clock, api, strike_story, settings):
    settings.RATE_LIMITS = True
    cache.clear()
    first = send(api, strike_story)
    second = send(api, strike_story, "And another thing.")
    not_json = api.post(url(strike_story), "x", content_type="text/plain")
    clock.shift(11)
    third = send(api, strike_story, "And another thing.")

    assert first.status_code == third.status_code == 202
    assert first["RateLimit-Limit"] == "1"
    assert second.status_code == 429
    assert second.json()["code"] == "rate_limited"
    assert second["Retry-After"] == "10"
    assert second["RateLimit-Remaining"] == "0"
    assert not_json.status_code == 429  # the limit comes before the parser
    assert Comment.objects.count() == 2


def test_an_answer_given_again_costs_nothing(clock, api, strike_story, settings):
    settings.RATE_LIMITS = True
    cache.clear()
    key = {"Idempotency-Key": "rhea-12345"}

    answers = [send(api, strike_story, headers=key).status_code for _time in range(3)]

    assert answers == [202, 202, 202]


@pytest.mark.parametrize("half", ['{"\\ud800": 1}', '{"text": "So.", "author": {"\\ud800": 1}}'])
def test_half_a_character_in_a_name_is_refused_in_words(api, strike_story, half):
    answer = api.post(url(strike_story), half, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "unknown_field"
    assert not Comment.objects.exists()


@pytest.mark.parametrize("text", ["1e999", "12345678", "true", "[]"])
def test_only_text_is_a_text(api, strike_story, text):
    body = f'{{"text": {text}, "author": {{"name": "Rhea"}}}}'

    answer = api.post(url(strike_story), body, content_type="application/json")

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "/text")
    assert not Comment.objects.exists()


def test_a_preview_stores_nothing(api, db):
    answer = api.post("/api/v1/comments/preview/", {"text": "*So* <b>it</b> is."}, format="json")

    assert answer.json() == {"html": "<p><em>So</em> &lt;b&gt;it&lt;/b&gt; is.</p>"}
    assert not Comment.objects.exists()
    refused = api.post("/api/v1/comments/preview/", {"text": "x"}, format="json")
    assert refused.json()["errors"][0]["code"] == "too_short"


def test_the_form_says_what_a_reply_may_be(api, closed_column):
    answer = api.get(f"{url(closed_column)}form/")

    said = answer.json()
    assert (said["policy"], said["open"]) == ("closed", False)
    assert said["limits"]["longest"] == 5000
    assert answer["Cache-Control"] == "private, no-store"
    assert json.dumps(said).count("form_token") == 1

"""The newsroom expects that the outside learns that a reply came or went, and of nobody's words."""

import json
from dataclasses import replace

import pytest
from django.utils import timezone

from articles.actions.correct_story import correct_story
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from cms.kernel.models import Announcement
from cms.webhooks.actions.fan_out import fan_out
from cms.webhooks.actions.look_after import set_up
from cms.webhooks.models import Delivery
from cms.webhooks.rules.news import TYPES
from cms.webhooks.rules.telling import told_by
from comments.actions.erase import erase, whom_of
from comments.queries.told_outside import TOLD
from comments.rules.states import State
from media.actions.correct_photo import correct_photo
from media.models import Photo
from tests.comments.conftest import RHEA, judge

pytestmark = pytest.mark.django_db
WORDS = "My neighbour at number 9 told me everything."
SECRETIVE = replace(RHEA, name="Rhea Castellan", email="rhea@reader.example",
                    url="https://rhea.example/", network_hash="203.0.113.77")  # fmt: skip


@pytest.mark.parametrize("state", list(State))
def test_what_readers_do_not_see_is_held_whatever_was_thought_of_it(strike_story, state):
    facts = {"article": strike_story.pk, "state": str(state)}

    (news,) = TOLD["comment.created"]("k7m2p9xw4t3a", facts, timezone.now())

    assert news.data == {
        "id": "k7m2p9xw4t3a",
        "state": "published" if state == State.PUBLISHED else "held",
        "article": {
            "id": strike_story.pk,
            "slug": "dockers-strike",
            "language": "en",
            "url": "http://127.0.0.1:8000/en/dockers-strike/",
        },
        "paths": ["/en/dockers-strike/", "/api/v1/articles/dockers-strike/comments/"],
        "keys": [f"comments-{strike_story.pk}"],
    }


def test_every_decision_is_told_by_its_type(strike_story, moss, reply):
    comment = reply(strike_story)
    for decision in ("approve", "hold", "approve", "reject"):
        judge(comment, decision, moss)

    assert told_of(comment) == [
        ("comment.created", "held"),
        ("comment.approved", "published"),
        ("comment.removed", "held"),
        ("comment.approved", "published"),
        ("comment.rejected", "rejected"),
    ]


def told_of(comment):
    rows = Announcement.objects.filter(subject=comment.key).order_by("pk")
    news = [one for row in rows for one in TOLD[row.kind](row.subject, row.facts, row.at)]
    return [(one.type, one.data["state"]) for one in news]


def test_on_a_story_that_is_not_live_nothing_is_told(ada, moss, strike_story, reply):
    comment = reply(strike_story)
    withdraw(strike_story.pk, by=ada)
    judge(comment, "approve", moss)

    row = Announcement.objects.get(kind="comment.approved")
    assert list(TOLD["comment.approved"](row.subject, row.facts, timezone.now())) == []


@pytest.fixture
def everything(settings, ada, moss, strike_story, reply):
    """Return the bodies of all that a webhook hears of a busy day, of every type."""
    settings.WEBHOOK_ALLOW_PRIVATE = True
    set_up(by=ada, name="All", url="http://127.0.0.1:1/", event_types=["*"])
    comments = [reply(strike_story, f"{WORDS} {n}", by=SECRETIVE) for n in range(3)]
    judge(comments[0], "approve", moss)
    judge(comments[1], "reject", moss, reason="personal_data", note="She names her neighbour.")
    judge(comments[2], "approve", moss)
    erase(whom=whom_of(comment=comments[2].key), at=timezone.now())
    photo = Photo.objects.get()
    correct_photo(photo=photo, by=ada, version=photo.version, credit="Nobody")
    publish(strike_story.pk, by=ada, note="Asked by the lawyer.")
    correct_story(strike_story.pk, by=ada, note="It was the harbour.")
    move(strike_story, ada)
    fan_out()
    withdraw(strike_story.pk, by=ada, note="A source has lied to us.")
    fan_out()
    return list(Delivery.objects.order_by("pk").values_list("body", flat=True))


def move(story, by):
    story.refresh_from_db()
    story.slug = "elsewhere"
    story.save(update_fields=["slug"])
    publish(story.pk, by=by)


def test_no_payload_holds_a_word_of_a_story_a_reply_or_a_person(everything):
    said = "\n".join(everything)
    private = (
        WORDS[:12], "Rhea", "Castellan", "rhea", "reader.example", "203.0.113", "neighbour",
        "lawyer", "lied", "It was the harbour", "Dockers", "Rosa", "Berit", "moss", "ada",
        "example.org", "Nobody", "personal_data",
    )  # fmt: skip

    assert [word for word in private if word in said] == []
    assert all(len(body.encode()) < 20_000 for body in everything)


def test_the_day_was_busy_enough_and_every_field_is_known(everything):
    fields = {
        "id", "slug", "language", "url", "paths", "category", "keys", "edition", "live_from",
        "before", "reason", "state", "article", "articles",
    }  # fmt: skip

    bodies = [json.loads(body) for body in everything]

    heard = {body["type"] for body in bodies}
    # A story of this test is live from the beginning.
    assert set(TYPES) - heard <= {"article.published"}
    assert {name for body in bodies for name in body["data"]} <= fields
    assert {frozenset(body) for body in bodies} == {frozenset({"type", "timestamp", "data"})}


def test_every_kind_that_is_told_is_one_that_is_announced():
    assert all(told_by(kind) for kind in TOLD)
    assert told_by("comment.edited") is None
    assert told_by("commenter.banned") is None

"""The newsroom expects that moderators know whom they deal with, and settle it in one place."""

from dataclasses import replace

import pytest
from django.core import mail

from articles.models import Category
from cms.kernel import clock as kernel_clock
from comments.actions.decide import identity_of_user
from comments.actions.post_reply import Sent, post_reply
from comments.actions.refusals import Banned
from comments.actions.send_letters import send_letters
from comments.models import (
    AuthorKind,
    Ban,
    Comment,
    Commenter,
    CommenterNote,
    ModeratorScope,
    State,
)
from tests.comments.conftest import RHEA, TROY, judge
from tests.conftest import client_with

pytestmark = pytest.mark.django_db
LATER = "2026-12-24T00:00:00.000Z"


def door(comment, rest=""):
    return f"/api/v1/moderation/commenters/{comment.key}/{rest}"


def test_a_commenter_is_known_by_record_notes_bans_and_neighbours(
    clock, moss_api, moss, strike_story, reply
):
    good = reply(strike_story, by=TROY, approved_by=moss)
    clock.shift(10 * 24 * 3600)
    judge(reply(strike_story, by=TROY), "reject", moss)
    neighbour = reply(strike_story, by=replace(RHEA, network_hash=TROY.network_hash))

    moss_api.post(door(good, "notes/"), {"text": "Calm so far."}, format="json")
    said = moss_api.get(door(good)).json()

    number = Commenter.objects.get(identity="troy").pk
    assert (said["id"], said["name"]) == (str(number), "Troy")
    assert (said["totals"]["written"], said["totals"]["rejection_rate"]) == (2, 0.5)
    assert said["rejection_rates"] == {"days_7": 1.0, "days_30": 0.5, "all": 0.5}
    assert [note["text"] for note in said["notes"]] == ["Calm so far."]
    assert [one["id"] for one in said["alike"]] == [neighbour.key]
    assert [row["state"] for row in said["history"]["results"]] == ["rejected", "published"]
    assert moss_api.get(f"/api/v1/moderation/commenters/{number}/").json()["id"] == str(number)
    for secret in (b"troy", b"bridge"):
        assert secret not in moss_api.get(door(good)).content


def test_numbers_are_of_the_scope_and_say_so(moss, moss_api, open_story, reply):
    sport = Category.objects.create(slug="sport", name="Sport")
    here, elsewhere = reply(open_story, by=TROY), reply(open_story, by=TROY)
    judge(elsewhere, "reject", moss)
    Comment.objects.filter(pk=elsewhere.pk).update(category_id=sport.pk)

    whole = moss_api.get(door(here)).json()
    ModeratorScope.objects.create(user=moss, category=open_story.category)
    part = moss_api.get(door(here)).json()

    assert (whole["scoped"], whole["totals"]["written"]) == (False, 2)
    assert whole["rejection_rates"] == {"days_7": 0.5, "days_30": 0.5, "all": 0.5}
    assert (part["scoped"], part["totals"]["written"], part["totals"]["rejected"]) == (True, 1, 0)
    assert part["rejection_rates"] == {"days_7": 0.0, "days_30": 0.0, "all": 0.0}
    assert len(part["history"]["results"]) == 1


def test_who_wrote_nothing_in_scope_is_not_there(moss, moss_api, strike_story, reply):
    comment = reply(strike_story, by=TROY)
    sport = Category.objects.create(slug="sport", name="Sport")
    ModeratorScope.objects.create(user=moss, category=sport)

    assert moss_api.get(door(comment)).status_code == 404
    for rest, body in (
        ("notes/", {"text": "x"}),
        ("warnings/", {"text": "x"}),
        ("premoderation/", {"until": LATER}),
        ("bans/", {"by": "identity", "reason": "abuse"}),
        ("rejections/", {"count": 1, "reason": "abuse"}),
    ):
        assert moss_api.post(door(comment, rest), body, format="json").status_code == 404
    assert not (Ban.objects.exists())
    assert not (CommenterNote.objects.exists())


@pytest.mark.parametrize("handle", ["0", "999999", "9" * 30, "nothingthere", "x", "%00", "-1"])
def test_an_unknown_commenter_is_not_there(moss_api, handle):
    assert moss_api.get(f"/api/v1/moderation/commenters/{handle}/").status_code in {400, 404}


def test_a_ban_keeps_them_away_until_it_is_lifted(clock, moss_api, open_story, reply):
    comment = reply(open_story, by=TROY)

    made = moss_api.post(
        door(comment, "bans/"), {"by": "identity", "reason": "abuse", "until": LATER}, format="json"
    )

    assert (made.status_code, made.json()["until"]) == (201, LATER)
    with pytest.raises(Banned):
        reply(open_story, by=TROY)
    assert moss_api.get(door(comment)).json()["banned"]
    assert moss_api.delete(door(comment, f"bans/{made.json()['id']}/")).status_code == 204
    assert reply(open_story, by=TROY)
    assert moss_api.delete(door(comment, "bans/999/")).status_code == 404


def test_by_address_domain_and_network_where_they_are_known(clock, moss_api, open_story, reply):
    known = reply(open_story, by=replace(TROY, email="troy@bridge.example"))
    unknown = reply(open_story, by=replace(RHEA, network_hash=""))

    for by in ("email", "domain", "network"):
        body = {"by": by, "reason": "spam"}
        assert moss_api.post(door(known, "bans/"), body, format="json").status_code == 201
        assert moss_api.post(door(unknown, "bans/"), body, format="json").status_code == 400
    assert set(Ban.objects.values_list("kind", flat=True)) == {"email", "domain", "network"}


def test_premoderated_they_wait_until_it_is_over(clock, moss_api, open_story, reply):
    first = reply(open_story, by=TROY)
    until = kernel_clock.rfc3339(kernel_clock.now().replace(hour=10))

    assert (
        moss_api.post(door(first, "premoderation/"), {"until": until}, format="json").json()[
            "premoderated_until"
        ]
        == until
    )
    held = reply(open_story, by=TROY)
    other = reply(open_story, by=RHEA)
    clock.shift(2 * 3600)
    free = reply(open_story, by=TROY)

    assert (held.state, held.held_for[0]["code"]) == (State.PENDING, "commenter_premoderated")
    assert (other.state, free.state) == (State.PUBLISHED, State.PUBLISHED)
    again = {"until": "2026-11-30T00:00:00Z"}
    assert moss_api.post(door(first, "premoderation/"), again, format="json").status_code == 200
    assert moss_api.delete(door(first, "premoderation/")).json()["premoderated_until"] is None
    assert reply(open_story, by=TROY).state == State.PUBLISHED


def test_a_warning_goes_out_where_an_address_is_confirmed(moss_api, open_story, reply):
    verified = replace(
        RHEA, identity="rhea-v", kind=AuthorKind.VERIFIED, email="rhea@reader.example"
    )
    known, unknown = reply(open_story, by=verified), reply(open_story, by=TROY)
    body = {"text": "Please stay with the subject."}

    told = moss_api.post(door(known, "warnings/"), body, format="json")
    noted = moss_api.post(door(unknown, "warnings/"), body, format="json")

    assert (told.status_code, told.json()["told"], noted.json()["told"]) == (201, True, False)
    send_letters()
    [letter] = mail.outbox
    assert letter.to == ["rhea@reader.example"]
    assert "Please stay with the subject." in letter.body
    assert CommenterNote.objects.filter(kind="warning").count() == 2


def test_the_last_they_wrote_is_rejected_and_taken_back_as_one(moss_api, open_story, reply):
    comments = [reply(open_story, by=TROY) for _number in range(4)]
    other = reply(open_story, by=RHEA)

    done = moss_api.post(
        door(comments[0], "rejections/"), {"count": 3, "reason": "spam"}, format="json"
    ).json()

    states = [Comment.objects.get(pk=one.pk).state for one in comments]
    assert states == ["published", "rejected", "rejected", "rejected"]
    assert {row["status"] for row in done["results"]} == {"ok"}
    moss_api.delete(f"/api/v1/moderation/decisions/batches/{done['batch']}/")
    assert set(Comment.objects.values_list("state", flat=True)) == {"published"}
    assert other.state == State.PUBLISHED


def test_nothing_is_settled_about_the_newsroom(moss_api, ada, open_story):
    staff = replace(RHEA, identity=identity_of_user(ada.pk), kind=AuthorKind.STAFF, name="Ada")
    own = post_reply(
        article_id=open_story.pk,
        sent=Sent("We look into it.", form_age=60.0),
        writer=replace(staff, email="ada@example.org"),
        at=kernel_clock.now(),
    )

    for rest, body in (
        ("warnings/", {"text": "x"}),
        ("premoderation/", {"until": LATER}),
        ("bans/", {"by": "identity", "reason": "abuse"}),
        ("bans/", {"by": "email", "reason": "abuse"}),
        ("bans/", {"by": "domain", "reason": "abuse"}),
        ("rejections/", {"count": 1, "reason": "abuse"}),
    ):
        answer = moss_api.post(door(own, rest), body, format="json")
        assert (answer.status_code, answer.json()["code"]) == (403, "is_staff"), rest
    assert not Ban.objects.exists()
    own.refresh_from_db()
    assert own.state == State.PUBLISHED


@pytest.mark.parametrize(
    ("rest", "body"),
    [
        ("notes/", {"text": ""}),
        ("notes/", {"text": "x" * 501}),
        ("notes/", {"text": 7}),
        ("notes/", {"text": "x", "kind": "warning"}),
        ("notes/", {"text": "half \ud800"}),
        ("notes/", []),
        ("premoderation/", {}),
        ("premoderation/", {"until": None}),
        ("premoderation/", {"until": "soon"}),
        ("premoderation/", {"until": "1999-01-01T00:00:00Z"}),
        ("bans/", {"by": "face", "reason": "abuse"}),
        ("bans/", {"by": "identity", "reason": "ugly"}),
        ("bans/", {"by": "identity", "reason": "abuse", "until": "0001-01-01T00:00:00+14:00"}),
        ("bans/", {"by": "identity", "reason": "abuse", "note": "a\x00b"}),
        ("bans/", {"by": ["identity"], "reason": "abuse"}),
        ("rejections/", {"count": 0, "reason": "abuse"}),
        ("rejections/", {"count": 10**40, "reason": "abuse"}),
        ("rejections/", {"count": 1}),
    ],
)
def test_what_cannot_be_settled_is_refused(client, moss, open_story, reply, rest, body):
    comment = reply(open_story, by=TROY)
    api = client_with(moss, "moderator")
    carry = api._credentials["HTTP_AUTHORIZATION"]

    answer = client.post(
        door(comment, rest), body, content_type="application/json", HTTP_AUTHORIZATION=carry
    )

    assert answer.status_code == 400, answer.content
    assert not (Ban.objects.exists())
    assert not (CommenterNote.objects.exists())


def test_what_stands_out_of_scope_names_nobody(moss, moss_api, open_story, reply):
    sport = Category.objects.create(slug="sport", name="Sport")
    here, elsewhere = reply(open_story, by=TROY), reply(open_story, by=TROY)
    Comment.objects.filter(pk=elsewhere.pk).update(
        category_id=sport.pk, author_name="Terence", author_email="terence@secret.example"
    )
    ModeratorScope.objects.create(user=moss, category=open_story.category)
    wish = {"reason": "abuse"}

    by_name = moss_api.post(door(here, "bans/"), {**wish, "by": "identity"}, format="json")
    by_domain = moss_api.post(door(here, "bans/"), {**wish, "by": "domain"}, format="json")

    assert by_name.json()["who"] == "Troy"
    assert by_domain.status_code == 400
    assert Ban.objects.count() == 1
    assert moss_api.get(door(elsewhere)).status_code == 404

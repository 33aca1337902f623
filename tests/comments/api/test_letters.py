"""The newsroom expects that letters go to those who want them, and that only a POST acts."""

import re

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.actions.discussion import set_discussion
from comments.actions.letter_tokens import Link, to_confirm, to_end
from comments.models import (
    AuthorKind,
    Ban,
    BanKind,
    Comment,
    Decision,
    Letter,
    NoLetters,
    State,
    Subscription,
)
from tests.comments.conftest import TROY, judge
from tests.comments.post import RHEAS, delivered, links_in, token_in

pytestmark = pytest.mark.django_db
VERIFY = "/api/v1/comments/verify/"
UNSUBSCRIBE = "/api/v1/comments/unsubscribe/"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def send(api, story, text="A thoughtful reply.", name="Rhea", email=RHEAS, headers=None, **facts):
    body = {"text": text, "author": {"name": name, "email": email}, **facts}
    path = f"/api/v1/articles/{story.slug}/comments/"
    return api.post(path, body, format="json", headers=headers or {})


@pytest.fixture
def subscribed(api, strike_story, moss):
    """Rhea's published comment; she has confirmed that she wants to hear of replies."""
    key = send(api, strike_story, notify=True).json()["id"]
    [asked] = delivered()
    api.post(VERIFY, {"token": token_in(asked, "verify")}, format="json")
    comment = Comment.objects.get(key=key)
    judge(comment, "approve", moss)
    delivered()
    comment.refresh_from_db()
    return comment


def test_asking_for_letters_brings_one_that_asks_back_and_nothing_else(api, strike_story, moss):
    key = send(api, strike_story, notify=True).json()["id"]
    [letter] = delivered()
    judge(Comment.objects.get(key=key), "approve", moss)

    assert letter.to == [RHEAS]
    assert letter.subject == "Please confirm your e-mail address"
    assert "thoughtful" not in letter.message().as_string()
    assert delivered() == []


def test_confirming_gives_the_badge_and_a_pass(api, strike_story):
    key = send(api, strike_story, notify=True).json()["id"]
    token = token_in(delivered()[0], "verify")

    answer = api.post(VERIFY, {"token": token}, format="json")

    assert answer.status_code == 200
    said = answer.json()
    assert said["verified"] is True
    assert said["reader_token"].startswith("rd_")
    assert said["comment"]["author"] == {"name": "Rhea", "kind": "verified"}
    assert (said["comment"]["id"], said["comment"]["state"]) == (key, "pending")
    assert "edit_token" not in said["comment"]
    assert answer["Cache-Control"] == "private, no-store"
    assert Subscription.objects.get().confirmed_at
    again = api.post(VERIFY, {"token": token}, format="json")
    assert again.json()["comment"] == said["comment"]


def test_readers_see_the_badge_when_the_address_is_confirmed(api, strike_story, moss):
    comment = Comment.objects.get(key=send(api, strike_story, notify=True).json()["id"])
    token = token_in(delivered()[0], "verify")
    judge(comment, "approve", moss)
    comment.refresh_from_db()

    api.post(VERIFY, {"token": token}, format="json")

    said = api.get(f"/api/v1/comments/{comment.key}/").json()
    assert said["author"]["kind"] == "verified"
    before, comment = comment.change, Comment.objects.get()
    assert comment.change > before


def test_a_pass_proves_the_address_of_later_replies(api, strike_story, subscribed):
    letter_before = Letter.objects.count()
    token = pass_of(api, subscribed)
    headers = {"Authorization": f"Bearer {token}"}

    answer = send(api, strike_story, "Once more.", notify=True, headers=headers)

    assert answer.json()["author"]["kind"] == "verified"
    second = Comment.objects.get(key=answer.json()["id"])
    assert second.identity == subscribed.identity
    assert second.subscription.confirmed_at
    assert Letter.objects.count() == letter_before
    other = send(api, strike_story, "And this.", email="else@reader.example", headers=headers)
    assert (other.status_code, other.json()["errors"][0]["code"]) == (400, "email_differs")


def pass_of(api, comment):
    token = to_confirm(Link(comment.key, comment.email_hash))
    return api.post(VERIFY, {"token": token}, format="json").json()["reader_token"]


def test_a_ban_on_the_address_ends_the_pass(api, strike_story, subscribed, moss):
    token = pass_of(api, subscribed)
    Ban.objects.create(kind=BanKind.EMAIL, value=subscribed.email_hash, reason="abuse", by=moss)

    answer = send(
        api, strike_story, "Again.", email="", headers={"Authorization": f"Bearer {token}"}
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "banned")


def test_an_address_alone_grants_nothing(api, strike_story, subscribed):
    answer = send(api, strike_story, "Rhea again, honestly.")

    assert answer.json()["author"]["kind"] == "anonymous"


def test_where_readers_must_be_verified_the_link_publishes_what_waited_for_it(
    clock, api, open_story
):
    set_discussion(article_id=open_story.pk, policy="open", repliers="verified")
    form = api.get(f"/api/v1/articles/{open_story.slug}/comments/form/").json()["form_token"]
    clock.shift(20)
    sent = send(api, open_story, form_token=form)
    [letter] = delivered()

    answer = api.post(VERIFY, {"token": token_in(letter, "verify")}, format="json")

    assert sent.status_code == 202
    assert answer.json()["comment"]["state"] == "published"
    comment = Comment.objects.get()
    assert (comment.state, comment.held_for) == (State.PUBLISHED, [{"code": "open"}])
    last = Decision.objects.order_by("-id").first()
    assert (last.what, last.by_kind, last.became) == ("screened", "rule", "published")
    assert not Subscription.objects.exists()
    assert delivered() == []


def test_what_waits_for_a_moderator_too_goes_on_waiting(api, open_story):
    set_discussion(article_id=open_story.pk, policy="open", repliers="verified")
    send(api, open_story)  # without the form
    token = token_in(delivered()[0], "verify")

    answer = api.post(VERIFY, {"token": token}, format="json")

    assert answer.json()["comment"]["state"] == "pending"
    assert Comment.objects.get().held_for == [{"code": "no_form_token"}]


def test_a_look_at_a_link_changes_nothing(api, strike_story):
    send(api, strike_story, notify=True)
    [letter] = delivered()
    before = list(Comment.objects.values()), list(Subscription.objects.values())
    browser = Client(headers={"Accept": "text/html,*/*;q=0.8"})

    for door in ("verify", "unsubscribe"):
        path = f"/api/v1/comments/{door}/?token={token_in(letter, door)}"
        said = api.get(path)
        page = browser.get(path)
        assert said.json()["story"]["headline"] == strike_story.headline
        assert 'method="post"' in page.content.decode()
        assert "script" not in page.content.decode()
        assert page["Content-Security-Policy"].startswith("default-src 'none'")
        for answer in (said, page):
            assert answer["Cache-Control"] == "private, no-store"
            assert answer["Referrer-Policy"] == "no-referrer"
            assert "noindex" in answer["X-Robots-Tag"]

    assert before == (list(Comment.objects.values()), list(Subscription.objects.values()))
    assert not NoLetters.objects.exists()


def test_the_button_of_the_page_confirms(api, strike_story):
    send(api, strike_story, notify=True)
    token = token_in(delivered()[0], "verify")
    browser = Client(headers={"Accept": "text/html"}, enforce_csrf_checks=True)

    page = browser.post(VERIFY, {"token": token})

    said = page.content.decode()
    assert "Your address is confirmed" in said
    assert re.search(r'href="http://127.0.0.1:8000/en/dockers-strike/#verified=rd_[\w~:-]+"', said)
    assert Subscription.objects.get().confirmed_at


def test_people_read_on_a_page_why_a_link_does_not_work(clock, api, strike_story):
    send(api, strike_story, notify=True)
    token = token_in(delivered()[0], "verify")
    browser = Client(headers={"Accept": "text/html"})
    clock.shift(3 * 86_400 + 1)

    late = browser.post(VERIFY, {"token": token})
    broken = browser.get(f"{VERIFY}?token=nonsense")

    assert (late.status_code, broken.status_code) == (410, 400)
    assert "This link has expired." in late.content.decode()
    assert "This link does not work" in broken.content.decode()
    assert api.post(VERIFY, {"token": token}, format="json").json()["code"] == "link_expired"
    assert not Subscription.objects.get().confirmed_at


def test_a_token_opens_its_own_door_only(api, strike_story):
    send(api, strike_story, notify=True)
    [letter] = delivered()
    verify, end = token_in(letter, "verify"), token_in(letter, "unsubscribe")

    crossed = [
        api.post(VERIFY, {"token": end}, format="json"),
        api.post(UNSUBSCRIBE, {"token": verify}, format="json"),
        api.post(UNSUBSCRIBE, {"token": end + "x"}, format="json"),
        api.post(VERIFY, {"token": to_confirm(Link("nosuchreply2", "0" * 32))}, format="json"),
    ]

    assert [answer.status_code for answer in crossed] == [400, 400, 400, 404]
    subscription = Subscription.objects.get()
    assert (subscription.confirmed_at, subscription.ended_at) == (None, None)


def test_a_link_to_another_address_confirms_nothing(api, strike_story):
    key = send(api, strike_story, notify=True).json()["id"]

    answer = api.post(VERIFY, {"token": to_confirm(Link(key, "0" * 32))}, format="json")

    assert answer.status_code == 404
    assert Comment.objects.get().author_kind == AuthorKind.ANONYMOUS


@pytest.mark.parametrize("door", [VERIFY, UNSUBSCRIBE])
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"token=x", "text/plain", 415),
        (b"[]", "application/json", 400),
        (b"null", "application/json", 400),
        (b"{", "application/json", 400),
        (b"", "application/json", 400),
        (b'{"token": 5}', "application/json", 400),
        (b'{"token": "a\\u0000b"}', "application/json", 400),
        (b'{"token": "\\ud800"}', "application/json", 400),
        (b'{"token": "x", "state": "published"}', "application/json", 400),
        (b'{"token": "' + b"x" * 70_000 + b'"}', "application/json", 413),
        (b"token=%00%ff", "application/x-www-form-urlencoded", 400),
        (b"", "application/x-www-form-urlencoded", 400),
    ],
)
def test_odd_bodies_are_refused(door, body, kind, status, db):
    answer = Client().post(door, body, content_type=kind)

    assert answer.status_code == status


def test_unknown_parameters_are_refused(api, db):
    assert api.get(f"{VERIFY}?token=x&x=1").status_code == 400
    assert api.get(VERIFY).status_code == 400
    assert api.post(f"{UNSUBSCRIBE}?x=1", {"token": "x"}, format="json").status_code == 400


def test_one_click_in_a_mail_program_ends_the_letters(api, strike_story, subscribed, reply, moss):
    reply(strike_story, to=subscribed, by=TROY, approved_by=moss)
    [letter] = delivered()
    header = letter.extra_headers["List-Unsubscribe"]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.fullmatch(r"<https?://[^/]+(/.*)>", header)[1]

    answers = [
        Client().post(path, "List-Unsubscribe=One-Click", content_type=kind).status_code
        for kind in ("application/x-www-form-urlencoded",) * 2
    ]
    answers.append(Client().post(path, ONE_CLICK).status_code)  # multipart, as RFC 8058 prefers

    assert answers == [200, 200, 200]
    ended = Subscription.objects.get(comment=subscribed)
    assert ended.ended_at
    assert ended.address == ""
    assert not NoLetters.objects.exists()
    reply(strike_story, to=subscribed, by=TROY, approved_by=moss)
    assert delivered() == []


def test_who_wants_no_letters_gets_none_whoever_asks(api, strike_story, subscribed):
    token = to_end(Link(subscribed.key, subscribed.email_hash))

    answer = api.post(UNSUBSCRIBE, {"token": token, "all": True}, format="json")
    send(api, strike_story, "Me again.", notify=True)

    assert answer.json() == {"unsubscribed": True}
    assert delivered() == []
    assert Letter.objects.filter(sent_at=None).count() == 0


def test_letters_about_an_erased_reply_can_still_be_ended(api, subscribed):
    token = to_end(Link(subscribed.key, subscribed.email_hash))
    Comment.objects.update(email_hash="", state=State.ERASED)

    assert api.get(f"{UNSUBSCRIBE}?token={token}").status_code == 200
    assert api.post(UNSUBSCRIBE, {"token": token}, format="json").status_code == 200
    assert Subscription.objects.get().ended_at


def test_nobody_can_have_a_mailbox_flooded(api, strike_story, settings):
    cache.clear()

    for number in range(6):
        assert send(api, strike_story, f"Reply number {number}.", notify=True).status_code == 202

    assert len(delivered()) == 3


def test_nobody_can_have_many_mailboxes_flooded(clock, api, strike_story):
    for number in range(23):
        mailbox = f"reader-{number}@reader.example"
        send(api, strike_story, f"Reply number {number}.", email=mailbox, notify=True)

    assert len(delivered()) == 20
    clock.shift(86_401)
    send(api, strike_story, "A new day.", email="new@reader.example", notify=True)
    assert len(delivered()) == 1


def test_what_fell_into_the_trap_asks_nobody(api, strike_story):
    send(api, strike_story, notify=True, hp="x")

    assert delivered() == []
    assert not Subscription.objects.exists()


def test_letters_lead_to_the_frontends_pages_where_there_are_some(api, strike_story, settings):
    settings.COMMENT_VERIFY_URL = "https://paper.example/confirm?t={token}"
    settings.COMMENT_UNSUBSCRIBE_URL = "https://paper.example/stop?t={token}"
    send(api, strike_story, notify=True)

    [letter] = delivered()

    confirm, stop = links_in(letter)
    assert confirm.startswith("https://paper.example/confirm?t=")
    assert stop.startswith("https://paper.example/stop?t=")
    assert UNSUBSCRIBE in letter.extra_headers["List-Unsubscribe"]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=4, max_size=20)


@given(text=WORDS, name=WORDS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_letter_says_anything_that_a_reader_wrote(api, strike_story, moss, text, name):
    text, name = f"zebra {text} zebra", f"yakyak {name}".translate(str.maketrans("", "", "<>@"))
    with transaction.atomic():
        own = send(api, strike_story, text, name, notify=True)
        assert own.status_code == 202, own.content
        [asked] = delivered()
        api.post(VERIFY, {"token": token_in(asked, "verify")}, format="json")
        comment = Comment.objects.get(key=own.json()["id"])
        judge(comment, "approve", moss)
        answer = send(
            api, strike_story, f"{text} too", name, "troy@bridge.example", parent=comment.key
        )
        judge(Comment.objects.get(key=answer.json()["id"]), "approve", moss)
        letters = [asked, *delivered()]
        assert len(letters) == 3
        for letter in letters:
            for part in (letter.subject, letter.body, *(a.content for a in letter.alternatives)):
                assert "zebra" not in part
                assert "yakyak" not in part
        transaction.set_rollback(True)

"""The newsroom expects that each letter goes out once, and that a broken one stops no other."""

import smtplib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.db import connection, transaction

from articles.actions.discussion import set_discussion
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article
from articles.models.editions import Edition
from cms.kernel import clock as kernel_clock
from comments.actions.confirm import confirm
from comments.actions.letter_tokens import Link
from comments.actions.post_reply import Sent, post_reply
from comments.actions.send_letters import send_letters, tidy_letters
from comments.models import Letter, NoLetters, Subscription
from tests.comments.conftest import RHEA, TROY, judge
from tests.comments.post import RHEAS, delivered, links_in

pytestmark = pytest.mark.django_db
READER = replace(RHEA, email=RHEAS)


def post(story, text="Something of mine.", writer=READER, **facts):
    sent = Sent(text, form_age=60.0, notify=True, **facts)
    return post_reply(article_id=story.pk, sent=sent, writer=writer, at=kernel_clock.now())


def confirmed(comment):
    confirm(link=Link(comment.key, comment.email_hash), at=kernel_clock.now())
    Letter.objects.filter(kind="confirm").delete()
    comment.refresh_from_db()
    return comment


@pytest.fixture
def rheas(strike_story, moss):
    """Rhea's published comment, whose replies she hears of; she has been told of nothing yet."""
    comment = confirmed(post(strike_story))
    judge(comment, "approve", moss)
    Letter.objects.all().delete()
    comment.refresh_from_db()
    return comment


def test_the_author_hears_that_what_waited_is_published(strike_story, moss):
    comment = confirmed(post(strike_story))
    judge(comment, "approve", moss)
    judge(comment, "reject", moss)
    judge(comment, "approve", moss)

    [letter] = delivered()

    assert letter.to == [RHEAS]
    assert letter.subject == f"Your comment is published: {strike_story.headline}"
    assert links_in(letter)[0].endswith(f"/en/{strike_story.slug}/#reply-{comment.key}")
    assert delivered() == []


def test_the_author_hears_of_an_answer_once(strike_story, rheas, reply, moss):
    answer = reply(strike_story, to=rheas, by=TROY)
    assert delivered() == []
    judge(answer, "approve", moss)

    [letter] = delivered()

    assert letter.subject == f"A reply to your comment: {strike_story.headline}"
    assert links_in(letter)[0].endswith(f"#reply-{answer.key}")
    assert Subscription.objects.get(comment=rheas).told_at
    assert delivered() == []


def test_nobody_hears_of_their_own_answer(clock, strike_story, rheas, moss):
    own = replace(READER, identity=rheas.identity)
    by_mail = replace(READER, identity="another device")

    for writer in (own, by_mail):
        sent = Sent("I add this.", form_age=60.0, parent=rheas.key)
        at = kernel_clock.now()
        answer = post_reply(article_id=strike_story.pk, sent=sent, writer=writer, at=at)
        judge(answer, "approve", moss)
        clock.shift(601)

    assert delivered() == []


def test_nobody_hears_of_an_answer_under_a_rejected_reply(strike_story, rheas, reply, moss):
    answer = reply(strike_story, to=rheas, by=TROY)
    judge(rheas, "reject", moss)
    judge(answer, "approve", moss)

    assert delivered() == []


def test_who_never_confirmed_hears_nothing(strike_story, reply, moss):
    comment = post(strike_story)
    Letter.objects.all().delete()
    judge(comment, "approve", moss)
    reply(strike_story, to=comment, by=TROY, approved_by=moss)

    assert delivered() == []


@pytest.mark.parametrize("why", ["hidden", "withdrawn", "unwanted", "ended"])
def test_a_letter_that_lost_its_reason_stays_at_home(strike_story, rheas, reply, moss, ada, why):
    answer = reply(strike_story, to=rheas, by=TROY, approved_by=moss)
    if why == "hidden":
        judge(answer, "reject", moss)
    elif why == "withdrawn":
        withdraw(strike_story.pk, by=ada, note="We were wrong.")
    elif why == "unwanted":
        NoLetters.objects.create(address_hash=rheas.email_hash)
    else:
        Subscription.objects.update(ended_at=kernel_clock.now())

    assert delivered() == []
    assert not Letter.objects.exists()


def test_a_day_of_replies_is_told_in_one_letter_once(clock, strike_story, moss, reply):
    first = confirmed(post(strike_story, how_often="daily"))
    second = confirmed(post(strike_story, "And another.", how_often="daily"))
    for comment in (first, second):
        judge(comment, "approve", moss)
    delivered()
    answers = [reply(strike_story, to=to, by=TROY) for to in (first, first, second)]
    for answer in answers:
        judge(answer, "approve", moss)
    assert delivered() == []
    clock.shift(timedelta(hours=22))

    [letter] = delivered()

    assert letter.subject == "3 replies to your comments"
    assert [link[-12:] for link in links_in(letter)[:3]] == [one.key for one in answers]
    clock.shift(timedelta(days=1))
    assert delivered() == []


def test_after_ten_letters_in_a_day_the_rest_is_told_together(
    clock, strike_story, rheas, moss, reply
):
    for _answer in range(13):
        reply(strike_story, to=rheas, by=TROY, approved_by=moss)

    assert len(delivered()) == 10
    clock.shift(timedelta(days=1))
    [rest] = delivered()
    assert rest.subject == "3 replies to your comments"


def test_a_headline_adds_no_head_to_a_letter(strike_story, moss):
    bad = "Strike\r\nBcc: everybody@example.org\n\n<b>body</b>"
    Edition.objects.update(headline=bad)
    judge(confirmed(post(strike_story)), "approve", moss)

    [letter] = delivered()

    head = letter.message()
    assert head["Bcc"] is None
    assert letter.recipients() == [RHEAS]
    assert "\n" not in letter.subject
    html = letter.alternatives[0].content
    assert "&lt;b&gt;body" in html
    assert "<b>" not in html


def test_letters_say_that_a_program_wrote_them(strike_story):
    post(strike_story)

    [letter] = delivered()

    heads = letter.message()
    assert heads["Auto-Submitted"] == "auto-generated"
    assert heads["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert heads["Date"]
    assert heads["Message-ID"].startswith("<")


def test_a_letter_speaks_the_language_of_its_story(ada, story_copy):
    story = create_article(story_copy(language="es"), by=ada)
    publish(story.pk, by=ada)
    post(story)

    [letter] = delivered()

    assert '<html lang="es"' in letter.alternatives[0].content


def test_no_reply_no_letter(strike_story):
    with transaction.atomic():
        post(strike_story)
        transaction.set_rollback(True)

    assert delivered() == []
    assert not Letter.objects.exists()


def test_the_address_is_forgotten_when_the_letter_is_gone(strike_story):
    post(strike_story)
    delivered()

    row = Letter.objects.get()
    assert row.sent_at
    assert row.address == ""


class Refusing(locmem.EmailBackend):
    """A mail server that does not know troy, and is busy whenever it hears of tessa."""

    def send_messages(self, messages):
        for message in messages:
            [to] = message.to
            if "troy" in to:
                raise smtplib.SMTPRecipientsRefused({to: (550, b"no such user " + to.encode())})
            if "tessa" in to:
                raise smtplib.SMTPRecipientsRefused({to: (451, b"try later " + to.encode())})
        return super().send_messages(messages)


@pytest.fixture
def refusing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"


def test_one_broken_address_stops_no_other(refusing, strike_story):
    for name in ("tessa", "troy", "rhea"):
        writer = replace(READER, identity=name, email=f"{name}@reader.example")
        post(strike_story, f"This is {name}.", writer)

    [letter] = delivered()

    assert letter.to == ["rhea@reader.example"]
    troy = Letter.objects.get(comment__identity="troy")
    assert troy.given_up_at
    assert troy.address == ""
    tessa = Letter.objects.get(comment__identity="tessa")
    assert (tessa.given_up_at, tessa.tries) == (None, 1)
    assert tessa.trouble == "SMTPRecipientsRefused 451"


def test_a_busy_server_is_asked_again_ever_later_and_then_no_more(clock, refusing, strike_story):
    post(strike_story, writer=replace(READER, email="tessa@reader.example"))
    Letter.objects.update(kind="confirm")
    waited = []
    for _try in range(7):
        send_letters()
        row = Letter.objects.get()
        waited.append((row.due_at - kernel_clock.now()) // timedelta(minutes=1))
        assert send_letters() == 0
        assert Letter.objects.get().tries == row.tries
        clock.move_to(row.due_at)

    assert waited[:6] == [1, 5, 30, 120, 480, 1440]
    row = Letter.objects.get()
    assert row.given_up_at
    assert row.tries == 7
    assert row.address == ""


class Away(locmem.EmailBackend):
    """A mail server that nobody reaches."""

    def open(self):
        raise ConnectionRefusedError


def test_while_the_server_is_away_no_try_is_counted(settings, strike_story):
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    post(strike_story)

    with pytest.raises(ConnectionRefusedError):
        send_letters()

    assert Letter.objects.get().tries == 0


def test_old_letters_and_addresses_that_were_never_confirmed_are_forgotten(clock, strike_story):
    post(strike_story)
    delivered()
    clock.shift(timedelta(days=4))
    tidy_letters()
    assert not Subscription.objects.exists()
    assert Letter.objects.count() == 1

    clock.shift(timedelta(days=27))
    tidy_letters()

    assert not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_processes_never_send_the_same_letter(strike_story):
    set_discussion(article_id=strike_story.pk, policy="open")
    for number in range(12):
        writer = replace(READER, identity=f"r{number}", email=f"r{number}@reader.example")
        post(strike_story, f"Number {number}.", writer)
    before, barrier = len(mail.outbox), Barrier(3)

    def run(_number):
        barrier.wait(timeout=30)
        try:
            return send_letters()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        sent = list(pool.map(run, range(3)))

    to = [letter.to[0] for letter in mail.outbox[before:]]
    assert len(to) == len(set(to)) == sum(sent) == 12
    assert set(Letter.objects.values_list("tries", flat=True)) == {1}

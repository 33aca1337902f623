"""The newsroom expects that what the aid said is kept with the place in the queue it gave."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from django.db import transaction

from cms.kernel import clock as kernel_clock
from comments.actions.edit_reply import edit_reply
from comments.actions.erase import erase, whom_of
from comments.actions.forget_old import forget_old
from comments.actions.learn import hold_steps, put
from comments.actions.own_reply import Claim
from comments.actions.remove_reply import remove_reply
from comments.actions.report import report
from comments.models import Appraisal, Comment, State
from comments.queries.aid import Said, opinions
from comments.queries.appraisals import said_of, seen_of
from comments.rules.features import features
from comments.rules.learning import Pupil
from tests.comments.conftest import RHEA, TROY, judge
from tests.comments.sayings import sayings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SPAM = "Click on abcdef.example for cheap pills!!"
FINE = "I enjoyed this report on schools. The photo is lovely."
MINA = replace(RHEA, identity="mina", kind="member", named=True)


@cache
def lessons(count, seed):
    pupil = Pupil()
    for text, bad in sayings(count, seed):
        pupil.learn(text, rejected=bad)
    return pupil.learned


@pytest.fixture
def learned(db):
    """Let the aid know enough to speak; `learned(count, seed)` lets it know other things."""

    @transaction.atomic
    def know(count, seed):
        hold_steps()
        put(lessons(count, seed))

    know(100, 1)
    return know


def test_the_queue_says_what_was_said_when_the_reply_came(learned, strike_story, reply):
    comment = reply(strike_story, SPAM)
    before = opinions([(SPAM, comment.category_id)])[0]
    learned(80, 2)

    said, why = said_of([comment])[comment.pk]

    assert said == before[0]
    assert [one.said for one in why] == [one.said for one in before[1]]
    assert [one.weight for one in why] == [round(one.weight, 3) for one in before[1]]
    assert opinions([(SPAM, None)])[0][0] != said


def test_a_decision_finds_the_places_without_looking_at_the_words(learned, strike_story, reply):
    comment = reply(strike_story, SPAM)

    assert seen_of(comment) == features(SPAM)

    Appraisal.objects.update(made_with="0-1")
    assert seen_of(comment) is None, "the places mean something else now"


def test_reading_the_queue_asks_the_aid_nothing(
    learned, strike_story, reply, django_assert_num_queries
):
    rows = [reply(strike_story, f"{SPAM} {number}") for number in range(3)]

    with django_assert_num_queries(1):  # to ask it would be a second one
        assert len(said_of(rows)) == 3


def test_what_was_never_appraised_is_looked_at_when_it_is_read(learned, strike_story, reply):
    comment = reply(strike_story, SPAM)
    Appraisal.objects.all().delete()

    assert said_of([comment])[comment.pk][0].version.startswith("1-")
    assert seen_of(comment) is None


def test_an_aid_that_knows_too_little_keeps_nothing(strike_story, reply):
    comment = reply(strike_story, SPAM)

    assert not Appraisal.objects.exists()
    assert said_of([comment])[comment.pk] == (Said(), [])


def test_what_nobody_is_to_read_costs_no_row_until_it_is_reported(learned, open_story, reply):
    comment = reply(open_story, FINE)
    assert not Appraisal.objects.exists()

    for reader in (TROY, MINA):
        report(key=comment.key, reason="abuse", note="", reporter=reader, at=kernel_clock.now())

    assert Appraisal.objects.get().comment_id == comment.pk


def test_a_new_wording_is_appraised_anew(learned, strike_story, reply):
    comment = reply(strike_story, FINE, by=MINA)
    before = Appraisal.objects.get()

    edit_reply(key=comment.key, text=SPAM, claim=Claim(MINA), at=kernel_clock.now())

    after = Appraisal.objects.get()
    assert after.chance > before.chance
    assert seen_of(comment) == features(SPAM)


def test_a_new_wording_that_nobody_reads_leaves_nothing_of_the_old_one(
    learned, open_story, strike_story, reply
):
    comment = reply(open_story, FINE, by=MINA)
    report(key=comment.key, reason="abuse", note="", reporter=TROY, at=kernel_clock.now())

    edit_reply(key=comment.key, text=f"{FINE} Really.", claim=Claim(MINA), at=kernel_clock.now())

    assert not Appraisal.objects.exists()


def test_it_goes_a_day_after_the_decision_and_not_before(clock, learned, moss, strike_story, reply):
    decided, _waiting, taken = (reply(strike_story, SPAM, by=one) for one in (TROY, RHEA, MINA))
    judge(decided, "reject", moss)
    remove_reply(key=taken.key, claim=Claim(MINA), at=kernel_clock.now())
    clock.shift(timedelta(days=1))
    assert forget_old(at=kernel_clock.now()).appraisals == 1, "what was taken back"
    clock.shift(timedelta(seconds=1))

    assert forget_old(at=kernel_clock.now()).appraisals == 1

    left = Comment.objects.get(pk=Appraisal.objects.get().comment_id)
    assert left.state == State.PENDING


def test_it_is_erased_with_the_reply(learned, strike_story, reply):
    words = "Cheap pills"
    comment = reply(strike_story, words, by=MINA)
    other = reply(strike_story, f"{words} they say, who needs these?", by=TROY)
    assert Appraisal.objects.count() == 2

    done = erase(whom=whom_of(comment=comment.key), at=kernel_clock.now())

    assert done.left == []
    assert Appraisal.objects.get().comment_id == other.pk


def test_it_goes_with_the_words_that_were_taken_back(clock, learned, strike_story, reply):
    comment = reply(strike_story, SPAM, by=MINA)
    Comment.objects.filter(pk=comment.pk).update(needs_review=True)
    remove_reply(key=comment.key, claim=Claim(MINA), at=kernel_clock.now())
    Comment.objects.filter(pk=comment.pk).update(needs_review=True)
    clock.shift(timedelta(days=31))

    forget_old(at=kernel_clock.now())

    assert not Appraisal.objects.exists()

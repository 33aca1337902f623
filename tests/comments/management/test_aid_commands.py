"""The newsroom expects that operators mend the aid, and take one person's influence out."""

import io

import pytest
from django.core.management import CommandError, call_command

from comments.models import Lesson, Step
from tests.comments.actions.test_learn import decided
from tests.comments.sayings import sayings

pytestmark = pytest.mark.django_db


def said(*options):
    out = io.StringIO()
    call_command(*options, stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def lessons(strike_story, moss):
    return [decided(strike_story, text, bad, moss) for text, bad in sayings(6)]


def test_the_aid_is_made_anew_from_its_lessons(lessons):
    assert said("retrain_aid") == "Learned 6 lessons."
    assert said("retrain_aid", "--read-anew") == "Learned 6 lessons."
    assert said("retrain_aid", "--since", "2199-01-01") == "Learned 0 lessons."


def test_old_lessons_are_read_anew_where_the_aid_looks_otherwise_now(lessons):
    Lesson.objects.update(made_with="0-18")

    with pytest.raises(CommandError, match="--read-anew"):
        said("retrain_aid")
    assert said("retrain_aid", "--read-anew") == "Learned 6 lessons."


def test_the_log_can_be_learned_up_to_a_day(lessons):
    Step.objects.all().delete()
    Lesson.objects.all().delete()

    assert said("retrain_aid", "--log-until", "2001-01-01") == "Learned 0 lessons."
    assert said("retrain_aid", "--log-until", "2199-01-01") == (
        "Learned 6 lessons.\n6 of them are new, from the log."
    )


def test_a_lesson_that_cannot_be_read_is_left_out_and_said(lessons):
    Lesson.objects.filter(decision=lessons[0]).update(seen=b"odd")

    assert "1 could not be read" in said("retrain_aid")


def test_one_persons_lessons_are_forgotten(lessons, moss):
    assert said("forget_moderator", "moss", "--since", "2199-01-01") == (
        "Forgot 0 lessons of moss."
    )
    assert said("forget_moderator", "moss") == "Forgot 6 lessons of moss."
    assert not Lesson.objects.exists()


def test_what_is_nobody_and_no_moment_is_said(lessons):
    with pytest.raises(CommandError, match="nobody"):
        said("forget_moderator", "nobody")
    with pytest.raises(CommandError, match="no moment"):
        said("forget_moderator", "moss", "--since", "soon")
    with pytest.raises(CommandError, match="no moment"):
        said("retrain_aid", "--since", "soon")
    with pytest.raises(CommandError, match="no moment"):
        said("retrain_aid", "--log-until", "soon")
    assert Lesson.objects.count() == 6

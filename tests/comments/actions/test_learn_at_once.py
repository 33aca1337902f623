"""The newsroom expects that moderators who decide at once teach the aid each lesson once."""

import pytest
from django.db import connection

from cms.kernel import clock as kernel_clock
from comments.actions.decide import Judgement, decide
from comments.actions.retrain import retrain
from comments.actions.undo import undo
from comments.models import Lesson, Step
from comments.queries import aid_memory
from comments.rules.features import features
from tests.comments.actions.test_concurrency import at_once
from tests.comments.sayings import sayings

pytestmark = pytest.mark.django_db(transaction=True)


def scores():
    counts = aid_memory.recalled().learned.counts
    return [counts.score(features(text)) for text, _bad in sayings(20, seed=9)]


def test_steps_are_numbered_without_gaps_and_every_memory_agrees(strike_story, moss, ada, reply):
    comments = [(reply(strike_story, text), bad) for text, bad in sayings(16)]

    def job(comment, bad, by):
        def run():
            decided = decide(
                judgement=Judgement(comment.key, 1, "spam" if bad else "approve", reason="spam"),
                by=by,
                at=kernel_clock.now(),
            )
            aid_memory.recalled()
            if comment.pk % 4 == 0:
                undo(decision_id=decided.decision.pk, by=by, at=kernel_clock.now())
            return decided

        return run

    for start in range(0, 16, 4):
        some = comments[start : start + 4]
        at_once([job(one, bad, (moss, ada)[n % 2]) for n, (one, bad) in enumerate(some)])

    assert Lesson.objects.count() == 16
    undone = sum(one.pk % 4 == 0 for one, _bad in comments)
    assert list(Step.objects.order_by("number").values_list("number", flat=True)) == list(
        range(1, 17 + undone)
    )
    found = scores()
    aid_memory.forget()
    assert scores() == found, f"read anew on {connection.vendor}"
    retrain()
    assert scores() == found, "and learned anew"

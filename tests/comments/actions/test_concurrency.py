"""The newsroom expects that two people at once never both win, and that every count stays true."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connection
from rest_framework.test import APIClient

from cms.kernel import clock as kernel_clock
from cms.kernel.errors import DomainError
from cms.kernel.models import Replay
from comments.actions.answer import approve_and_answer
from comments.actions.decide import Judgement, decide
from comments.actions.post_reply import Sent, post_reply
from comments.actions.recount import recount
from comments.actions.refusals import Stale
from comments.actions.undo import undo
from comments.actions.writer import Writer
from comments.models import Comment, Decision, State
from comments.queries.chain import first_break

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(jobs):
    """Run the jobs in as many threads, all beginning together; return results or refusals."""
    barrier = Barrier(len(jobs))

    def run(job: Callable):
        try:
            barrier.wait(timeout=30)
            return job()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_a_hundred_pairs_of_opposite_decisions_have_one_winner_each(strike_story, moss, ada, reply):
    root = reply(strike_story, approved_by=moss)
    comments = [reply(strike_story, to=root) for _pair in range(100)]

    for comment in comments:
        outcomes = at_once(
            [
                lambda c=comment: decide(
                    judgement=Judgement(c.key, 1, "approve"), by=moss, at=kernel_clock.now()
                ),
                lambda c=comment: decide(
                    judgement=Judgement(c.key, 1, "reject", reason="abuse"),
                    by=ada,
                    at=kernel_clock.now(),
                ),
            ]
        )

        refused = [one for one in outcomes if isinstance(one, Stale)]
        [won] = [one for one in outcomes if not isinstance(one, DomainError)]
        assert len(refused) == 1
        assert refused[0].facts["decision"] == won.decision.what
        comment.refresh_from_db()
        assert comment.version == 2
        assert Decision.objects.filter(comment=comment).count() == 2
    assert list(recount(mend=False)) == []
    assert first_break() is None


def test_of_two_who_approve_and_answer_at_once_one_answers(strike_story, moss, ada, reply):
    root = reply(strike_story, approved_by=moss)
    comments = [reply(strike_story, to=to) for to in (None, root) for _pair in range(5)]

    for comment in comments:
        judgement = Judgement(comment.key, 1, "approve")
        outcomes = at_once(
            [
                lambda who=who, said=judgement: approve_and_answer(
                    judgement=said,
                    text=f"{who.username} says thank you.",
                    by=who,
                    at=kernel_clock.now(),
                )
                for who in (moss, ada)
            ]
        )

        [refused] = [one for one in outcomes if isinstance(one, Stale)]
        [(decided, answer)] = [one for one in outcomes if not isinstance(one, DomainError)]
        assert refused.facts["decided_by"] == decided.decision.by.username
        assert list(Comment.objects.filter(parent=comment)) == [answer]
        assert [row.what for row in comment.decisions.order_by("id")] == ["screened", "approve"]
    assert list(recount(mend=False)) == []
    assert first_break() is None


def test_twenty_posts_under_one_key_make_one_comment(strike_story):
    cache.clear()

    def post():
        return APIClient().post(
            f"/api/v1/articles/{strike_story.slug}/comments/",
            {"text": "Once is enough.", "author": {"name": "Rhea"}},
            format="json",
            headers={"Idempotency-Key": "rhea-once-1"},
        )

    answers = at_once([post] * 20)

    assert Comment.objects.count() == 1
    assert Replay.objects.count() == 1
    codes = sorted(answer.status_code for answer in answers)
    assert set(codes) <= {202, 409}
    assert len({answer.content for answer in answers if answer.status_code == 202}) == 1
    assert post()["Idempotent-Replayed"] == "true"


def walk(story, people, seed):
    """Post, decide and undo at random; a refusal is an answer."""
    chance = Random(seed)  # noqa: S311 - a walk that can be walked again
    for number in range(25):
        try:
            step(story, people, chance, f"Walker {seed}, step {number}.")
        except DomainError:
            continue


def step(story, people, chance, text):
    seen = list(Comment.objects.values_list("key", "version", "state"))
    at = kernel_clock.now()
    if len(seen) < 4 or chance.random() < 0.4:
        parent = chance.choice([*(key for key, _v, s in seen if s == State.PUBLISHED), ""])
        sent = Sent(text, parent=parent, form_age=60.0)
        post_reply(article_id=story.pk, sent=sent, writer=Writer(identity=text[:9]), at=at)
    elif chance.random() < 0.8:
        key, version, _state = chance.choice(seen)
        move = chance.choice(["approve", "reject", "spam", "hold"])
        judgement = Judgement(key, version, move, reason="other")
        decide(judgement=judgement, by=chance.choice(people), at=at)
    else:
        last = Decision.objects.order_by("-id").values_list("pk", flat=True)[:5]
        undo(decision_id=chance.choice(list(last)), by=people[-1], at=at)


def test_whatever_happens_at_once_the_counts_are_those_of_a_recount(open_story, moss, ada):
    at_once([lambda seed=seed: walk(open_story, [moss, ada], seed) for seed in range(4)])

    assert Comment.objects.count() > 10
    assert [str(one) for one in recount(mend=False)] == []
    assert first_break() is None

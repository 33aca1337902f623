"""The newsroom expects that the aid learns what moderators decide, and unlearns what they undo."""

import random
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction

from cms.kernel import clock as kernel_clock
from comments.actions import fade as fading
from comments.actions import log
from comments.actions.decide import restorable
from comments.actions.erase import erase, whom_of
from comments.actions.forget_lessons import forget_moderator
from comments.actions.learn import CHECKPOINT_EVERY, learn, note_step
from comments.actions.post_reply import Sent, post_reply
from comments.actions.retrain import Retrained, ToBeReadAnew, retrain
from comments.actions.undo import undo
from comments.actions.writer import Writer
from comments.models import (
    Checkpoint,
    Comment,
    DecidedBy,
    Decision,
    Lesson,
    ScreeningRules,
    State,
    Step,
)
from comments.queries import aid_memory
from comments.queries.aid import TOP, Said, opinion, opinions
from comments.queries.aid_figures import figures
from comments.rules.features import features
from comments.rules.learning import Pupil
from comments.rules.packing import packed
from comments.rules.tree import segment
from comments.rules.turn import turn_at
from tests.comments.conftest import judge
from tests.comments.sayings import sayings

pytestmark = pytest.mark.django_db


def explained(text, count=TOP):
    return opinions([(text, None)], count)[0][1]


ASKED = [text for text, _bad in sayings(30, seed=9)]
SPAM = "Click on abcdef.example for cheap pills!!"
FINE = "I enjoyed this report on schools. The photo is lovely."


@pytest.fixture
def posted(strike_story, reply):
    """Return a maker of replies by a reader of their own."""

    def make(text, number):
        return reply(strike_story, text, by=Writer(identity=f"reader {number}", name="Rhea"))

    return make


@pytest.fixture
def taught(strike_story, moss):
    """Let Moss decide on some replies; return what was said and decided."""

    def teach(count, by=moss, seed=1):
        return [decided(strike_story, text, bad, by) for text, bad in sayings(count, seed)]

    return teach


@transaction.atomic
def decided(story, text, bad, by):
    """Let a reply be decided on, without all that stands around a decision: it is quicker."""
    comment = Comment.objects.create(
        article_id=story.pk,
        text=text,
        state=State.SPAM if bad else State.PUBLISHED,
        published_at=kernel_clock.now(),
        decided_by_kind=DecidedBy.USER,
        category_id=1,
        version=2,
    )
    Comment.objects.filter(pk=comment.pk).update(path=segment(comment.pk))
    before = {**restorable(comment), "state": State.PENDING, "decided_by_kind": ""}
    decision = log.note(
        comment,
        what="spam" if bad else "approve",
        was=State.PENDING,
        at=kernel_clock.now(),
        by=by,
        by_kind=DecidedBy.USER,
        before=before,
    )
    learn(decision=decision, comment=comment, said=Said())
    return decision


def chances():
    return [opinion(text, 1).chance for text in ASKED]


def pupil_of(texts):
    pupil = Pupil()
    for text, bad in texts:
        pupil.learn(text, rejected=bad, category="1")
    return pupil


def test_the_aid_says_nothing_before_it_knows_enough(taught):
    taught(40)

    assert opinion(SPAM, None).chance is None
    assert opinion(SPAM, None).version == ""
    assert explained(SPAM) == []


def test_what_moderators_decided_is_known_again(taught):
    taught(100)

    assert opinion(SPAM, None).chance > 0.8
    assert opinion(FINE, None).chance < 0.2
    assert opinion(SPAM, None).version.startswith("100-")


def test_each_process_says_what_one_would_that_had_learned_it_all_itself(taught):
    taught(100)

    pupil = pupil_of(sayings(100))
    assert chances() == [pupil.chance(text, "1") for text in ASKED]
    aid_memory.forget()
    assert chances() == [pupil.chance(text, "1") for text in ASKED], "a process that begins now"


def test_the_log_keeps_what_was_said_before_it_was_learned(taught, posted, moss):
    taught(100)
    comment = posted(SPAM, "x")
    before = opinion(SPAM, comment.category_id)

    decision = judge(comment, "spam", moss).decision

    assert (decision.score, decision.model_version) == (before.chance, before.version)
    assert Lesson.objects.get(decision=decision).said == before.chance
    assert opinion(SPAM, None).version != before.version


@pytest.mark.parametrize(("what", "facts"), [("hold", {}), ("reject", {"reason": "duplicate"})])
def test_what_says_nothing_of_the_words_teaches_nothing(posted, moss, what, facts):
    comment = posted(FINE, "x")
    judge(comment, "approve", moss)
    steps = Step.objects.count()

    judge(comment, what, moss, **facts)

    live = Lesson.objects.filter(live=True)
    assert not live.filter(rejected=True).exists()
    assert Step.objects.count() == steps


def test_saying_the_same_again_teaches_nothing(posted, moss, ada):
    comment = posted(FINE, "x")
    judge(comment, "approve", moss)

    judge(comment, "approve", ada)

    assert Lesson.objects.count() == Step.objects.count() == 1


def test_the_rules_teach_nothing(open_story, reply):
    reply(open_story, FINE)

    assert Decision.objects.exists()
    assert not Lesson.objects.exists()


def test_undoing_leaves_the_same_floats_as_if_nothing_had_been_decided(taught, posted, moss):
    taught(100)
    before = chances()

    for text in (SPAM, FINE):
        decision = judge(posted(text, text[:5]), "spam", moss).decision
        assert chances() != before
        undo(decision_id=decision.pk, by=moss, at=kernel_clock.now())
        assert chances() == before


def test_any_row_of_decisions_and_undoings_leaves_what_was_not_undone(taught, posted, moss, ada):
    chance = random.Random(4)  # noqa: S311 - no secret
    decisions = taught(180)
    undone = set()
    for number in chance.sample(range(180), 40):
        undo(decision_id=decisions[number].pk, by=ada_may_always(ada), at=kernel_clock.now())
        undone.add(number)
        if chance.random() < 0.3:
            chances()
    kept = [one for number, one in enumerate(sayings(180)) if number not in undone]

    pupil = pupil_of(kept)
    assert chances() == [pupil.chance(text, "1") for text in ASKED]
    aid_memory.forget()
    assert chances() == [pupil.chance(text, "1") for text in ASKED]
    retrain()
    assert chances() == [pupil.chance(text, "1") for text in ASKED]


def ada_may_always(ada):
    ada.is_superuser = True
    ada.save()
    return ada


def test_a_decision_that_overturns_another_stands_in_its_place(taught, posted, moss):
    taught(80)
    before = chances()
    comment = posted(SPAM, "x")
    judge(comment, "approve", moss)
    approved = chances()

    overturned = judge(comment, "spam", moss).decision

    assert Lesson.objects.filter(comment=comment, live=True).get().rejected
    undo(decision_id=overturned.pk, by=moss, at=kernel_clock.now())
    assert chances() == approved != before


def test_who_is_erased_is_unlearned_too(taught, posted, moss):
    taught(80)
    before = chances()
    comment = posted(SPAM, "gone")
    judge(comment, "spam", moss)

    erase(whom=whom_of(comment=comment.key), at=kernel_clock.now())

    assert not Lesson.objects.filter(comment=comment).exists()
    assert chances() == before
    aid_memory.forget()
    assert chances() == before


def test_one_persons_influence_can_be_taken_out(taught, posted, moss, ada):
    taught(80, by=ada)
    alone = chances()
    comment = Comment.objects.filter(state=State.PUBLISHED).first()
    since = kernel_clock.now()
    taught(30, seed=2)
    judge(comment, "spam", moss)
    assert chances() != alone

    assert forget_moderator(by=moss, since=since) == 31

    assert chances() == alone, "what Moss had overturned holds again"
    assert not Lesson.objects.filter(decision__by=moss).exists()
    assert Decision.objects.filter(by=moss).count() == 31, "the log is the log"


def test_only_what_was_decided_since_is_taken_out(taught, moss):
    taught(80)
    before = chances()

    assert forget_moderator(by=moss, since=kernel_clock.now() + timedelta(seconds=1)) == 0

    assert chances() == before


def test_a_rolled_back_decision_was_never_learned(taught, posted, moss):

    taught(80)
    before = chances()
    comment = posted(SPAM, "x")

    with transaction.atomic():
        judge(comment, "spam", moss)
        assert chances() != before
        transaction.set_rollback(True)

    assert chances() == before


def test_a_step_that_others_took_instead_is_noticed(taught, posted, moss):
    taught(80)
    comment = posted(SPAM, "x")
    with transaction.atomic():
        judge(comment, "spam", moss)
        chances()
        transaction.set_rollback(True)

    taught(2, seed=3)  # as another process would: without a look in between

    found = chances()
    aid_memory.forget()
    assert chances() == found


@pytest.mark.parametrize("harm", ["counts", "categories", "made_with", "checksum"])
def test_a_damaged_model_says_nothing_and_raises_the_alarm(taught, posted, moss, harm, caplog):
    taught(80)
    before = chances()
    retrain()
    broken = {"counts": b"no", "categories": {"1": [9, 9]}, "made_with": "0", "checksum": "x"}
    Checkpoint.objects.update(**{harm: broken[harm]})
    aid_memory.forget()

    comment = posted(SPAM, "x")
    decision = judge(comment, "spam", moss).decision

    assert opinion(SPAM, None).chance is None
    assert explained(SPAM) == []
    assert (comment.risk, decision.model_version) == (0, "")
    assert [one.levelname for one in caplog.records if "retrain_aid" in one.message]
    undo(decision_id=decision.pk, by=moss, at=kernel_clock.now())
    retrain()
    assert chances() == before


LOTS = 3  # where a few lessons are to be many


@pytest.mark.parametrize("most", [fading.MOST, LOTS])
def test_what_was_decided_long_ago_fades_as_if_it_had_never_been(
    clock, taught, moss, settings, monkeypatch, most
):
    monkeypatch.setattr(fading, "MOST", most)
    monkeypatch.setattr(fading, "AT_ONCE", 8)
    old = taught(20, seed=2)
    clock.shift(timedelta(days=100))
    taught(80)
    chances()
    clock.shift(timedelta(days=1))
    assert fading.fade(at=kernel_clock.now()) == 0, "by itself it forgets nothing"
    settings.AID_FORGETS_DAYS = 100

    assert fading.fade(at=kernel_clock.now()) == 20

    pupil = pupil_of(sayings(80))
    assert chances() == [pupil.chance(text, "1") for text in ASKED]
    aid_memory.forget()
    assert chances() == [pupil.chance(text, "1") for text in ASKED]
    assert fading.fade(at=kernel_clock.now()) == 0
    undo(decision_id=old[0].pk, by=ada_may_always(moss), at=kernel_clock.now())
    assert chances() == [pupil.chance(text, "1") for text in ASKED], "it is out already"


@pytest.mark.parametrize("with_checkpoint", [True, False])
def test_lessons_of_other_places_are_read_anew_or_left_out(taught, monkeypatch, with_checkpoint):
    """After a change of what the aid looks at, the old places mean other things."""
    decisions = taught(80)
    if with_checkpoint:
        retrain()
    monkeypatch.setattr(aid_memory, "MADE_WITH", "2-18")
    monkeypatch.setattr("comments.actions.retrain.MADE_WITH", "2-18")
    aid_memory.forget()
    Lesson.objects.update(seen=packed(features("what stood there once")))
    gone = decisions[3].comment_id
    Comment.objects.filter(pk=gone).update(revision=2)

    assert figures(last=0).outdated
    with pytest.raises(ToBeReadAnew):
        retrain()
    assert chances() == [None] * len(ASKED)

    assert retrain(read_anew=True) == Retrained(learned=79, unreadable=1)
    kept = [one for number, one in enumerate(sayings(80)) if number != 3]
    pupil = pupil_of(kept)
    assert chances() == [pupil.chance(text, "1") for text in ASKED]
    assert retrain().learned == 79


def test_what_was_decided_before_there_was_an_aid_can_be_learned(taught, posted, moss, ada):
    judge(posted(SPAM, "x"), "spam", moss)
    overturned = posted(FINE, "y")
    judge(overturned, "spam", moss)
    judge(overturned, "approve", ada)
    judge(posted("Again the same.", "z"), "reject", moss, reason="duplicate")
    undo(
        decision_id=judge(posted("Never mind.", "u"), "spam", moss).decision.pk,
        by=moss,
        at=kernel_clock.now(),
    )
    edited = posted("It will be edited.", "e")
    judge(edited, "approve", moss)
    Comment.objects.filter(pk=edited.pk).update(revision=2)
    Step.objects.all().delete()
    Lesson.objects.all().delete()
    began = kernel_clock.now() + timedelta(seconds=1)
    taught(60)

    with_it = retrain(log_until=began - timedelta(days=1))
    assert (with_it.learned, with_it.from_log) == (60, 0)
    with_it = retrain(log_until=began)
    assert (with_it.learned, with_it.from_log) == (62, 2)
    learned = Lesson.objects.order_by("-id")[:2]
    assert {(row.comment.text, row.rejected) for row in learned} == {(SPAM, True), (FINE, False)}
    assert retrain(log_until=began).from_log == 0, "once only"


def test_a_missing_model_says_nothing_until_it_is_made_anew(taught):
    taught(80)
    before = chances()
    retrain()
    Checkpoint.objects.all().delete()
    aid_memory.forget()

    assert chances() == [None] * len(ASKED)
    call_command("retrain_aid")
    assert chances() == before


def test_steps_that_are_lost_harm_nobody_and_raise_the_alarm(taught, posted, moss, ada):
    """With steps and checkpoint gone, an older decision is taken back that nobody counts."""
    taught(80)
    older = Decision.objects.filter(by_kind=DecidedBy.USER).order_by("id")[2]
    Step.objects.all().delete()
    Checkpoint.objects.all().delete()
    aid_memory.forget()
    assert figures().damaged, "nothing is learned, and lessons are there"

    undo(decision_id=older.pk, by=ada_may_always(ada), at=kernel_clock.now())

    assert posted(SPAM, "later").risk is not None
    assert opinion(SPAM, None) == Said()
    assert figures().damaged
    assert retrain().learned == 79
    assert (figures().damaged, opinion(SPAM, None).chance is not None) == (False, True)


def test_what_is_learned_anew_after_a_loss_is_not_taken_for_the_whole(taught):
    """Each count is possible, but half of the lessons were never counted."""
    taught(60)
    Step.objects.all().delete()
    aid_memory.forget()

    taught(60, seed=3)

    assert opinion(SPAM, None) == Said()
    assert figures().damaged


@pytest.mark.django_db(transaction=True)
def test_a_checkpoint_is_written_now_and_then(taught, moss):
    [decision] = taught(1)

    lesson = decision.lesson
    for number in range(CHECKPOINT_EVERY):
        with transaction.atomic():
            note_step(lesson.pk, sign=-1 if number % 2 == 0 else 1)

    row = Checkpoint.objects.get()
    assert (row.number, row.accepted + row.rejected) == (CHECKPOINT_EVERY, 0)


def test_the_aid_alone_only_puts_the_queue_in_order(taught, posted):
    taught(100)

    spam, fine = posted(SPAM, "s"), posted(FINE, "f")

    assert spam.state == fine.state == State.PENDING
    assert spam.risk > 0.8
    assert fine.risk < 0.2
    for waits in (spam, fine):
        turn = turn_at(key=waits.key, written_at=waits.created_at, risk=waits.risk)
        assert waits.turn_at == turn
    logged = Decision.objects.get(comment=spam)
    assert (logged.by_kind, logged.score) == (DecidedBy.RULE, spam.risk)
    assert logged.model_version.startswith("100-")


def test_where_the_owner_says_so_the_aid_rejects_and_publishes_by_itself(taught, posted):
    taught(100)
    ScreeningRules.objects.create(pk=1, aid_rejects_from=0.8, aid_publishes_below=0.2)

    spam, fine = posted(SPAM, "s"), posted(FINE, "f")

    assert (spam.state, fine.state) == (State.REJECTED, State.PUBLISHED)
    for comment in (spam, fine):
        logged = Decision.objects.get(comment=comment)
        assert logged.by_kind == comment.decided_by_kind == DecidedBy.MODEL
        assert logged.score == comment.risk
        assert logged.model_version
    assert Lesson.objects.count() == 100, "it does not learn from itself"


def test_the_aid_publishes_nothing_that_a_rule_holds(taught, strike_story):
    taught(100)
    ScreeningRules.objects.create(pk=1, aid_publishes_below=0.5)

    held = post_reply(
        article_id=strike_story.pk,
        sent=Sent(FINE, form_age=0.5),
        writer=Writer(identity="hasty"),
        at=kernel_clock.now(),
    )

    assert held.state == State.PENDING


def test_the_aid_says_which_parts_weighed_most(taught):
    taught(100)

    parts = explained(SPAM)

    assert len(parts) == 5
    assert parts[0].weight > 0
    words = {part.said for part in explained(SPAM, count=30)}
    assert words & {"pills", "cheap", "click"}
    assert [abs(one.weight) for one in parts] == sorted([abs(o.weight) for o in parts])[::-1]


def test_all_parts_together_make_the_odds(taught):
    taught(100)

    learned = aid_memory.recalled().learned

    odds = sum(part.weight for part in explained(SPAM, count=1000))
    assert odds == pytest.approx(learned.curve.odds(learned.counts.score(features(SPAM))))


def test_the_curve_of_a_step_knows_nothing_that_was_decided_after_it(taught):
    """Others decide between the look at the newest step and the reading of the lessons."""
    taught(60)
    aid_memory.forget()
    curve = aid_memory.recalled().learned.curve
    number, stamp = aid_memory.newest_step()

    taught(30, seed=2)
    undone = Lesson.objects.order_by("id")[20]
    Lesson.objects.filter(pk=undone.pk).update(live=False)
    note_step(undone.pk, sign=-1)
    aid_memory.forget()
    as_it_was = aid_memory._counted_on(aid_memory.Memory(), (number, stamp))
    assert as_it_was is not None
    aid_memory._draw(as_it_was)

    assert as_it_was.learned.curve == curve

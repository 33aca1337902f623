"""The newsroom expects that whatever readers and moderators do at once, every count stays true.

Four people act at random on one story until TRANSITIONS things were done (1,000; more with the
environment variable), on threads that grow deep. A refusal is an answer; anything else fails.
"""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import F, Max, Q

from articles.actions.discussion import set_discussion
from cms.kernel import clock as kernel_clock
from cms.kernel.errors import DomainError
from comments.actions.decide import Judgement, decide
from comments.actions.edit_reply import edit_reply
from comments.actions.erase import whom_of, wipe
from comments.actions.own_reply import Claim
from comments.actions.post_reply import Sent, post_reply
from comments.actions.recount import recount
from comments.actions.remove_reply import remove_reply
from comments.actions.report import report
from comments.actions.undo import undo
from comments.actions.vote import vote
from comments.actions.writer import Writer
from comments.models import Comment, Decision, Report, Vote
from comments.queries.chain import first_break
from comments.queries.commenter import commenter

TRANSITIONS = int(os.environ.get("TRANSITIONS", "1000"))
PEOPLE = 4
CHANCES = {
    "post": 30,
    "vote": 18,
    "approve": 9,
    "reject": 8,
    "report": 8,
    "hold": 6,
    "undo": 6,
    "edit": 6,
    "remove": 4,
    "spam": 3,
    "erase": 2,
}


@dataclass
class Walker:
    """One of those who act at once; all share what was posted, as (key, identity of the author)."""

    story: int
    moderators: list
    seed: int
    posted: list = field(default_factory=list)
    done: Counter = field(default_factory=Counter)

    def __post_init__(self):
        self.chance = Random(self.seed)  # noqa: S311 - a walk that can be walked again

    def walk(self, steps):
        for number in range(steps):
            [what] = self.chance.choices(list(CHANCES), CHANCES.values())
            try:
                self.step(what if self.posted else "post", number)
                self.done[what] += 1
            except DomainError as refusal:
                self.done[refusal.code] += 1

    def step(self, what, number):
        at = kernel_clock.now()
        if what == "post":
            return self.post(number, at)
        key, author = self.chance.choice(self.posted)
        reader = self.reader()
        claim = Claim(Writer(identity=author, kind="member"))
        if what == "vote":
            vote(key=key, value=self.chance.choice([1, 1, -1, 0]), voter=reader, at=at)
        elif what == "report":
            report(key=key, reason="abuse", note="", reporter=reader, at=at)
        elif what == "edit":
            edit_reply(key=key, text=self.words(number), claim=claim, at=at)
        elif what == "remove":
            remove_reply(key=key, claim=claim, at=at)
        elif what == "erase":
            wipe(commenter(whom_of(comment=key)), at=at)
        else:
            self.judge(what, key, at)
        return None

    def post(self, number, at):
        author = self.reader(single=True)
        recent = self.posted[-12:]
        parent = self.chance.choice(recent)[0] if recent and self.chance.random() < 0.85 else ""
        sent = Sent(self.words(number), parent=parent)
        comment = post_reply(article_id=self.story, sent=sent, writer=author, at=at)
        self.posted.append((comment.key, author.identity))

    def judge(self, what, key, at):
        moderator = self.chance.choice(self.moderators)
        if what == "undo":
            last = list(Decision.objects.order_by("-id").values_list("pk", flat=True)[:8])
            undo(decision_id=self.chance.choice(last), by=moderator, at=at)
            return
        version = Comment.objects.values_list("version", flat=True).get(key=key)
        judgement = Judgement(key, version, what, reason="other")
        decide(judgement=judgement, by=moderator, at=at)

    def reader(self, *, single=False):
        """Return a reader; who writes has an account used once, so that erasing takes little."""
        number = self.chance.getrandbits(40) if single else self.chance.randrange(40)
        return Writer(identity=f"reader-{number}", kind="member", name=f"Reader {number}")

    def words(self, number):
        links = " https://a.example https://b.example" * (self.chance.random() < 0.15)
        return f"Walker {self.seed} says {number}.{links}"


def all_at_once(walkers):
    """Let each take its share of the steps in a thread of its own, all beginning together."""
    barrier = Barrier(PEOPLE)

    def run(walker):
        try:
            barrier.wait(timeout=30)
            walker.walk(TRANSITIONS // PEOPLE)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(run, walkers))
    return sum((walker.done for walker in walkers), Counter())


@pytest.mark.django_db(transaction=True)
def test_whatever_is_done_at_once_every_count_can_be_proved(strike_story, ada, moss):
    set_discussion(article_id=strike_story.pk, policy="open")
    posted = []
    walkers = [Walker(strike_story.pk, [ada, moss], seed, posted) for seed in range(PEOPLE)]

    done = all_at_once(walkers)

    assert done.total() == TRANSITIONS // PEOPLE * PEOPLE
    assert all(done[what] for what in CHANCES), done
    assert [str(one) for one in recount(mend=False)] == []
    assert first_break() is None
    assert Comment.objects.aggregate(deepest=Max("depth"))["deepest"] > 5
    assert Vote.objects.exists()
    assert Report.objects.exists()
    changes_are_in_order(strike_story)


def changes_are_in_order(story):
    """Whatever readers ever saw has its numbers, and none is ahead of the discussion's."""
    story.discussion.refresh_from_db()
    comments = Comment.objects.all()
    assert not comments.filter(shown=True, first_change=0).exists()
    assert not comments.filter(Q(first_change__gt=F("change"))).exists()
    assert not comments.filter(first_change=0, change__gt=0).exists()
    assert comments.aggregate(last=Max("change"))["last"] <= story.discussion.change
    firsts = Counter(comments.filter(published_at__isnull=False, first_change__gt=0, depth=0)
                     .values_list("first_change", flat=True))  # fmt: skip
    assert set(firsts.values()) == {1}
    assert story.discussion.touched >= story.discussion.change

"""Who replies in the tests: Rhea reads and writes, Troy is a troll."""

from collections.abc import Callable
from typing import Any

import pytest

from articles.actions.discussion import set_discussion
from articles.models import Article
from cms.kernel import clock as kernel_clock
from comments.actions.decide import Decided, Judgement, decide
from comments.actions.post_reply import Sent, post_reply
from comments.actions.writer import Writer
from comments.models import Comment
from comments.queries import aid_memory
from comments.queries.block_lists import forget

RHEA = Writer(identity="rhea", network_hash="home", name="Rhea", named=True)
TROY = Writer(identity="troy", network_hash="bridge", name="Troy", named=True)


@pytest.fixture(autouse=True)
def _limits_off(settings: Any) -> None:
    settings.RATE_LIMITS = False


@pytest.fixture(autouse=True)
def _lists_forgotten() -> None:
    forget()  # a clock that stands still makes the same versions again


@pytest.fixture(autouse=True)
def _aid_as_in_a_new_process() -> None:
    aid_memory.forget()


@pytest.fixture
def reply() -> Callable[..., Comment]:
    """Return a maker of replies: `reply(story, "text", to=comment, by=RHEA, approved_by=moss)`."""
    number = 0

    def make(
        story: Article,
        text: str = "",
        *,
        to: Comment | None = None,
        by: Writer = RHEA,
        approved_by: Any = None,
    ) -> Comment:
        nonlocal number
        number += 1
        sent = Sent(text or f"Reply number {number}.", parent=to.key if to else "", form_age=60.0)
        comment = post_reply(article_id=story.pk, sent=sent, writer=by, at=kernel_clock.now())
        if approved_by:
            judge(comment, "approve", approved_by)
            comment.refresh_from_db()
        return comment

    return make


def judge(comment: Comment, decision: str, by: Any, **facts: Any) -> Decided:
    """Decide on the comment as it is now."""
    comment.refresh_from_db()
    if decision in {"reject", "spam"}:
        facts.setdefault("reason", "abuse")
    network = facts.pop("network", "")
    judgement = Judgement(comment.key, facts.pop("version", comment.version), decision, **facts)
    return decide(judgement=judgement, by=by, at=kernel_clock.now(), network=network)


@pytest.fixture
def open_story(strike_story: Article) -> Article:
    """The strike story, where replies are published as they come."""
    set_discussion(article_id=strike_story.pk, policy="open")
    return strike_story

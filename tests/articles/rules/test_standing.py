"""The newsroom expects that the desk says truly how a story stands."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.rules.standing import Standing, StoryFacts, standing

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
BEFORE, LATER, LAST = NOW - timedelta(hours=1), NOW + timedelta(hours=1), NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (StoryFacts(NOW), Standing("draft")),
        (StoryFacts(NOW, submitted_at=BEFORE), Standing("submitted", BEFORE)),
        (
            StoryFacts(BEFORE, first_published_at=LATER, next_from=LATER, published_at=BEFORE),
            Standing("scheduled", next_at=LATER),
        ),
        (
            StoryFacts(NOW, first_published_at=LATER, next_from=LATER, published_at=BEFORE),
            Standing("scheduled", next_at=LATER, unseen=True),
        ),
        (
            StoryFacts(BEFORE, first_published_at=BEFORE, live_from=BEFORE, published_at=BEFORE),
            Standing("live", BEFORE),
        ),
        (
            StoryFacts(NOW, live_from=BEFORE, live_until=LATER, published_at=BEFORE),
            Standing("live", BEFORE, until=LATER, unseen=True),
        ),
        (
            StoryFacts(BEFORE, live_from=BEFORE, live_until=LATER, next_from=LATER),
            Standing("live", BEFORE, next_at=LATER),
        ),
        (
            StoryFacts(BEFORE, live_from=BEFORE, live_until=LATER, next_from=LAST),
            Standing("live", BEFORE, until=LATER, next_at=LAST),
        ),
        (StoryFacts(BEFORE, first_published_at=BEFORE), Standing("expired")),
        (
            StoryFacts(BEFORE, first_published_at=BEFORE, withdrawn_at=NOW),
            Standing("withdrawn", NOW),
        ),
        (
            StoryFacts(BEFORE, first_published_at=BEFORE, withdrawn_at=BEFORE, next_from=LATER),
            Standing("scheduled", next_at=LATER),
        ),
    ],
)
def test_a_story_stands_as_its_facts_say(facts, expected):
    assert standing(facts, NOW) == expected

"""What would readers of a large newsroom write, and to whom would they reply?"""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from cms.kernel.clock import whole_milliseconds
from cms.seeding.prose import VOICES, WORDS, sentences
from cms.seeding.threads import Reply
from comments.models.comment import LETTERS, State

Story = tuple[int, str, datetime]  # article, language, first published
STATES = (State.PUBLISHED, State.PENDING, State.REJECTED, State.SPAM)
COMMONNESS = (91, 7, 1, 1)
REASONS = {State.REJECTED: "off_topic", State.SPAM: "advert"}
ANSWERS = 0.55  # of the replies answer another one
NEAR = 12  # how far back in the same story an answered reply stands
READERS = 3_000
WITHIN = timedelta(days=3)
NAMES = WORDS["readers"]


def letters(
    rng: random.Random, stories: Sequence[Story], count: int, *, now: datetime, at_once: int
) -> Iterator[list[Reply]]:
    """Yield the replies in lists of whole stories, each of about `at_once`.

    The first stories get most of them. Raises ValueError without a story.
    """
    if not stories:
        raise ValueError("There is no story to reply to.")
    batch: list[Reply] = []
    for story, replies in zip(stories, _shares(len(stories), count), strict=True):
        for start in range(0, replies, at_once):
            batch += _thread(rng, story, min(at_once, replies - start), len(batch), now)
            if len(batch) >= at_once:
                yield batch
                batch = []
    if batch:
        yield batch


def _shares(stories: int, count: int) -> list[int]:
    """Return how many replies each story gets: a third of all is spread evenly."""
    weights = [1 / (place + 1) ** 0.5 for place in range(stories)]
    shares = [int(count * weight / sum(weights)) for weight in weights]
    shares[0] += count - sum(shares)
    return shares


def _thread(
    rng: random.Random, story: Story, count: int, offset: int, now: datetime
) -> Iterator[Reply]:
    """Yield the replies to one story; places in the list begin at `offset`."""
    pk, language, published_at = story
    voice = VOICES.get(language, VOICES["en"])
    span = min(now - published_at, WITHIN)
    answerable: list[int] = []
    for number in range(count):
        state = rng.choices(STATES, COMMONNESS)[0]
        reader = rng.randrange(READERS)
        parent = None
        if answerable and rng.random() < ANSWERS:
            parent = rng.choice(answerable[-NEAR:])
        if state == State.PUBLISHED:
            answerable.append(offset + number)
        yield Reply(
            key="".join(rng.choices(LETTERS, k=12)),
            article_id=pk,
            language=language,
            parent=parent,
            author=f"{NAMES[reader % len(NAMES)]} {reader}",
            email=f"reader{reader}@example.org",
            text=sentences(rng, voice, rng.choice((40, 90, 160, 320))),
            at=whole_milliseconds(published_at + span * ((number + 1) / (count + 1))),
            state=state,
            held_for=() if state == State.PUBLISHED else ("links",),
            reason=REASONS.get(state, ""),
            up=int(rng.paretovariate(1.1)) - 1,
            down=int(rng.paretovariate(1.6)) - 1,
        )

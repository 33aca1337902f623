"""What does it cost to score a text, and to learn one?

Processor time for each, with what was learned from made-up decisions: of a comment, of the longest
one, and of a comment right after a decision, when all weights are to be worked out anew.
"""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from comments.rules.features import features
from comments.rules.learning import Learned, Lesson
from comments.rules.text import LONGEST
from tests.comments.sayings import sayings

LESSONS = 1000
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor time for one text."""

    name: str
    ms: float


def costs(texts: Sequence[tuple[str, bool]] = ()) -> list[Cost]:
    """Return what scoring and learning cost; of these texts with labels, or of made-up ones."""
    texts = texts or sayings(LESSONS)
    learned = Learned()
    for number, (text, bad) in enumerate(texts):
        learned.add(Lesson(number, features(text), bad))
    short = [text for text, _bad in texts[:200]]
    long = [" ".join(text for text, _bad in texts[n:])[:LONGEST] for n in range(20)]

    def score(text: str) -> float:
        return learned.chance(features(text))

    def score_anew(text: str) -> float:
        learned.counts.forget_weights()
        return score(text)

    def learn(text: str) -> None:
        learned.add(Lesson(0, features(text), rejected=True))

    return [
        Cost("score of a comment", _ms(score, short)),
        Cost("score after a decision", _ms(score_anew, short)),
        Cost(f"score of {LONGEST} characters", _ms(score, long)),
        Cost("learning a comment", _ms(learn, short)),
    ]


def _ms(work: Callable[[Any], object], items: Sequence[Any]) -> float:
    """Return milliseconds for each, of the quietest round."""
    best = math.inf
    for _round in range(ROUNDS):
        began = time.process_time()
        for item in items:
            work(item)
        best = min(best, time.process_time() - began)
    return 1000 * best / len(items)

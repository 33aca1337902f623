"""What do stories say that nobody wrote? Sentences put together, in three languages."""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Voice:
    """The parts of which one language's sentences are put together."""

    who: list[str]
    does: list[str]
    what: list[str]
    when: list[str]
    said: str  # with {name}
    caption: str  # with {what}
    credit: str


WORDS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
)
VOICES = {language: Voice(**parts) for language, parts in WORDS["voices"].items()}


def sentence(rng: random.Random, voice: Voice) -> str:
    """Return one sentence, about 60 characters."""
    parts = (voice.who, voice.does, voice.what, voice.when)
    return " ".join(rng.choice(part) for part in parts) + "."


def sentences(rng: random.Random, voice: Voice, characters: int) -> str:
    """Return sentences of at least so many characters together."""
    said: list[str] = []
    length = 0
    while length < characters:
        said.append(sentence(rng, voice))
        length += len(said[-1]) + 1
    return " ".join(said)


def headline(rng: random.Random, voice: Voice) -> str:
    """Return a headline: a sentence without its full stop."""
    return sentence(rng, voice)[:-1]

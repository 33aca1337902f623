"""How much of what did not change must one read to understand what did?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from articles.rules.wording import Segment

AROUND = 180  # characters kept on either side of a change
LEAST = 120  # characters that are worth leaving out


@dataclass(frozen=True, slots=True)
class Gap:
    """So many words that are the same and are left out."""

    words: int
    kind: Literal["gap"] = "gap"


def excerpt(segments: Sequence[Segment]) -> tuple[Segment | Gap, ...]:
    """Return the segments; of long ones that are the same only what stands beside a change.

    The space before words that changed stands by itself, so that only words are marked.
    """
    return tuple(_pieces(segments))


def _pieces(segments: Sequence[Segment]) -> Iterator[Segment | Gap]:
    last = len(segments) - 1
    for number, segment in enumerate(segments):
        if segment.kind == "same":
            yield from _cut(segment.text, at_start=number == 0, at_end=number == last)
        else:
            words = segment.text.lstrip(" ") or segment.text
            if space := segment.text[: len(segment.text) - len(words)]:
                yield Segment("same", space)
            yield Segment(segment.kind, words)


def _cut(text: str, *, at_start: bool, at_end: bool) -> Iterator[Segment | Gap]:
    """Yield a stretch with its middle left out; at an end of the text nothing need be kept."""
    head = "" if at_start and not at_end else text[: _end_of_head(text)]
    tail = "" if at_end else text[_start_of_tail(text) :]
    middle = text[len(head) : len(text) - len(tail)]
    if len(head) + len(tail) + LEAST > len(text):
        yield Segment("same", text)
        return
    if head:
        yield Segment("same", head)
    yield Gap(len(middle.split()))
    if tail:
        yield Segment("same", tail)


def _end_of_head(text: str) -> int:
    """Return where a paragraph ends, else a word, not much after the allowed length."""
    paragraph = text.rfind("\n", 0, AROUND)
    word = text.find(" ", AROUND, AROUND + LEAST)
    return paragraph if paragraph > 0 else word if word > 0 else AROUND


def _start_of_tail(text: str) -> int:
    least = max(0, len(text) - AROUND)
    paragraph = text.find("\n", least)
    word = text.rfind(" ", max(0, least - LEAST), least)
    return paragraph if paragraph >= 0 else word if word > 0 else least

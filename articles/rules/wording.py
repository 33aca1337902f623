"""Which words of a text are new, and which are gone?

Whole words are told apart, single characters where a script parts none (Chinese, Japanese), and
no mark is ever torn from its letter. What is the same, added and removed joins back exactly to
both texts, spaces and all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from articles.rules.alignment import Pair, aligned

Kind = Literal["same", "added", "removed"]

_LONE = "\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_STOPS = (
    r"!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u060c\u061b\u061f"
    r"\u0964\u0965\u06d4\u2010-\u206f\u3000-\u303f\uff01-\uff0f\uff1a-\uff20"
)
_LETTER = rf"[^\s{_STOPS}{_LONE}]"
_TOKEN = re.compile(
    rf"(\s*)([{_LONE}][{_MARKS}]*"
    rf"|{_LETTER}+(?:(?:['’]|(?<=\d)[.,:](?=\d)){_LETTER}+)*"
    r"|\S|$)"
)
_END = re.compile(r"[.!?…。\uff01\uff1f\u061f\u06d4\u0964]+[\"”’»)」』]*")
_SAYS = re.compile(rf"{_LETTER}|[{_LONE}]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text, and whether it stands in both, only in the new or only in the old."""

    kind: Kind
    text: str


@dataclass(slots=True)
class _Stretch:
    """What is the same, and what changed right after it."""

    same: str = ""
    removed: str = ""
    added: str = ""

    def size(self) -> int:
        return max(len(self.removed), len(self.added))


def wording(before: str, after: str) -> tuple[Segment, ...]:
    """Return a text's way from before to after, what is removed before what came for it."""
    if before == after:
        return (Segment("same", after),) if after else ()
    stretches = _calmed(_stretches(_tokens(before), _tokens(after)))
    _keep_sentences(stretches)
    return tuple(_segments(stretches))


Token = tuple[str, str]  # the space before it, and the word or stop


def _tokens(text: str) -> list[Token]:
    return [(m[1], m[2]) for m in _TOKEN.finditer(text) if m[0]]


def _stretches(old: Sequence[Token], new: Sequence[Token]) -> list[_Stretch]:
    """Return the text in stretches; the last one may end without a change."""
    found = [_Stretch()]
    edges = [(-1, -1), *_pairs(old, new), (len(old), len(new))]
    for (i, j), (then_i, then_j) in pairwise(edges):
        _append(found, _joined(old[i + 1 : then_i]), _joined(new[j + 1 : then_j]))
        if then_i < len(old):
            (space, word), (new_space, _word) = old[then_i], new[then_j]
            if space != new_space:
                _append(found, space, new_space)
                space = ""
            _keep(found, space + word)
    return found


def _pairs(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Pair]:
    """Yield which words are the same: whole paragraphs first, then words between them.

    What is too long for that even so shares nothing.
    """
    was, now = _paragraphs(old), _paragraphs(new)
    whole = aligned([words for _at, words in was], [words for _at, words in now])
    i = j = 0
    for a, b in whole or [(len(was) - 1, len(now) - 1)]:
        (then_i, words), (then_j, _same) = was[a], now[b]
        gap = aligned(_words(old[i:then_i]), _words(new[j:then_j])) or []
        yield from ((i + m, j + n) for m, n in gap)
        yield from ((then_i + n, then_j + n) for n in range(len(words)))
        i, j = then_i + len(words), then_j + len(words)


def _words(tokens: Sequence[Token]) -> list[str]:
    return [word for _space, word in tokens]


def _paragraphs(tokens: Sequence[Token]) -> list[tuple[int, tuple[str, ...]]]:
    """Return where each paragraph begins, and its words; the last one is an empty end."""
    starts = [n for n, (space, _word) in enumerate(tokens) if not n or "\n" in space]
    edges = pairwise([*starts, len(tokens)])
    texts = [(start, tuple(_words(tokens[start:end]))) for start, end in edges]
    return [*texts, (len(tokens), ())]


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(space + word for space, word in tokens)


def _append(found: list[_Stretch], removed: str, added: str) -> None:
    found[-1].removed += removed
    found[-1].added += added


def _keep(found: list[_Stretch], text: str) -> None:
    if found[-1].size():
        found.append(_Stretch(text))
    else:
        found[-1].same += text


def _calmed(stretches: list[_Stretch]) -> list[_Stretch]:
    """Join changes with hardly anything between them: people read phrases, not confetti."""
    calm = stretches[:1]
    for stretch in stretches[1:]:
        calm.append(stretch)
        while len(calm) > 1 and _is_noise(calm[-2], calm[-1]):
            last, left = calm.pop(), calm[-1]
            left.removed += last.same + last.removed
            left.added += last.same + last.added
    return calm


def _keep_sentences(stretches: list[_Stretch]) -> None:
    """Let a sentence that came or went do so with its own stop, not with that of the one before."""
    for left, right in pairwise(stretches):
        text = left.removed or left.added
        stop = _END.match(text)
        if (left.removed and left.added) or not stop or not right.same.startswith(stop[0]):
            continue
        left.same += stop[0]
        whole = text[len(stop[0]) :] + stop[0]
        left.removed, left.added = (whole, "") if left.removed else ("", whole)
        right.same = right.same[len(stop[0]) :]


def _is_noise(left: _Stretch, right: _Stretch) -> bool:
    """Say whether what stands between two changes is not worth being kept apart."""
    between = right.same
    if not right.size() or "\n" in between:
        return False
    return not _SAYS.search(between) or len(between) <= min(left.size(), right.size())


def _segments(stretches: list[_Stretch]) -> Iterator[Segment]:
    for stretch in stretches:
        if stretch.same:
            yield Segment("same", stretch.same)
        if stretch.removed:
            yield Segment("removed", stretch.removed)
        if stretch.added:
            yield Segment("added", stretch.added)

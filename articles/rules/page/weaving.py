"""How do words with emphasis and links become HTML again?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that is emphasised, or a link (then `href` says where to)."""

    start: int
    end: int
    tag: str
    href: str = ""

    @property
    def kind(self) -> tuple[str, str]:
        """What it does, wherever it stands."""
        return self.tag, self.href


def woven(text: str, marks: Sequence[Mark]) -> str:
    """Return the text as HTML with its marks, opened and closed one inside the other."""
    if not marks:
        return escape(text, quote=False)
    out: list[str] = []
    open_now: list[Mark] = []
    for start, end, wanted in _stretches(text, marks):
        same = _common(open_now, wanted)
        out += [f"</{mark.tag}>" for mark in reversed(open_now[same:])]
        out += [_start(mark) for mark in wanted[same:]]
        out.append(escape(text[start:end], quote=False))
        open_now = wanted
    out += [f"</{mark.tag}>" for mark in reversed(open_now)]
    return "".join(out)


def _stretches(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int, list[Mark]]]:
    edges = sorted({0, len(text), *(e for mark in marks for e in (mark.start, mark.end))})
    ahead = sorted(marks, key=lambda mark: mark.start)
    active: list[Mark] = []
    for start, end in pairwise(edges):
        while ahead and ahead[0].start <= start:
            active.append(ahead.pop(0))
        active = [mark for mark in active if mark.end > start]
        alike = {mark.kind: mark for mark in active}
        yield start, end, [alike[kind] for kind in sorted(alike)]


def _common(one: Sequence[Mark], other: Sequence[Mark]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine.kind != theirs.kind:
            break
        count += 1
    return count


def _start(mark: Mark) -> str:
    return f'<{mark.tag} href="{escape(mark.href)}">' if mark.href else f"<{mark.tag}>"

"""What would a file of counts change, and how is it carried out?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from articles.actions.bring_in_counts import Elsewhere, bring_in_counts
from articles.models import Address, Article, ImportedCount
from articles.rules.counts_file import Line, Odd

AT_ONCE = 500  # keys in a question, counts in a transaction
OLDER = "older"
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Planned:
    """A count of the file, the story it is of, and what stands there now (None: nothing).

    `kind` is "new", "changed", "same", or "older": what is newer stays.
    """

    line: Line
    article_id: int
    before: int | None
    kind: str


def plan_counts(lines: Sequence[Line]) -> tuple[list[Planned], list[Odd]]:
    """Find the stories, and what is known of them; nothing is written.

    Odd are lines whose story is not found, or is one of several.
    """
    found = _stories({line.article for line in lines})
    odd: list[Odd] = []
    meant: list[tuple[Line, int]] = []
    for line in lines:
        stories = _meant(found.get(line.article, []), line.language)
        if len(stories) == 1:
            meant.append((line, stories.pop()))
        else:
            odd.append(Odd(line.line, _why(line, found.get(line.article, []))))
    known = _known({pk for _line, pk in meant})
    planned = [_planned(line, pk, known.get((pk, line.what))) for line, pk in meant]
    return planned, odd + list(_meet(planned))


def apply_counts(planned: Iterable[Planned]) -> int:
    """Write what is new or changed, some hundred at a time; return how many."""
    todo = [
        Elsewhere(one.article_id, one.line.what, one.line.n, one.line.as_of)
        for one in planned
        if one.kind in {"new", "changed"}
    ]
    for start in range(0, len(todo), AT_ONCE):
        bring_in_counts(counts=todo[start : start + AT_ONCE])
    return len(todo)


def _stories(keys: set[str]) -> dict[str, list[tuple[str, int]]]:
    """Return (language, article) of everything that each key names; "" for a source key."""
    found: dict[str, list[tuple[str, int]]] = {}
    for part in _parts(sorted(keys)):
        for key, pk in Article.objects.filter(source_key__in=part).values_list("source_key", "pk"):
            found[str(key)] = [("", pk)]
        slugs = Address.objects.filter(slug__in=part).order_by("pk")
        for slug, language, pk in slugs.values_list("slug", "language", "article_id"):
            if ("", pk) not in found.get(slug, []):
                found.setdefault(slug, []).append((language, pk))
    return found


def _meant(stories: Sequence[tuple[str, int]], language: str) -> set[int]:
    return {pk for tongue, pk in stories if not language or tongue in {"", language}}


def _why(line: Line, stories: Sequence[tuple[str, int]]) -> str:
    if not stories:
        return f"no story has the address or source key {line.article!r}"
    tongues = ", ".join(sorted({language or "a source key" for language, _pk in stories}))
    if line.language:
        return f"{line.article!r} is not there in {line.language!r}, but in {tongues}"
    return f"{line.article!r} means several stories ({tongues}): say which in a column language"


def _known(article_ids: set[int]) -> dict[tuple[int, str], tuple[int, datetime]]:
    known = {}
    for part in _parts(sorted(article_ids)):
        rows = ImportedCount.objects.filter(article__in=part)
        for pk, what, n, as_of in rows.values_list("article_id", "what", "n", "as_of"):
            known[pk, what] = n, as_of
    return known


def _planned(line: Line, article_id: int, known: tuple[int, datetime] | None) -> Planned:
    if known is None:
        return Planned(line, article_id, None, "new")
    n, as_of = known
    if (n, as_of) == (line.n, line.as_of):
        kind = "same"
    else:
        kind = OLDER if line.as_of < as_of else "changed"
    return Planned(line, article_id, n, kind)


def _meet(planned: Iterable[Planned]) -> Iterator[Odd]:
    """Yield lines that count the same of one story under two of its names."""
    first: dict[tuple[int, str], int] = {}
    for one in planned:
        line = first.setdefault((one.article_id, one.line.what), one.line.line)
        if line != one.line.line:
            said = f"{one.line.what} of {one.line.article!r}: the same story as in line {line}"
            yield Odd(one.line.line, said)


def _parts(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))

"""Which counts of another system stand in a CSV file?

The first line names the columns: `article` (a slug or a source key), `what` (a network, views or
reads), `n`, `as_of` (a day or a moment), and `language` where a slug exists in several. Everything
that is odd is said with its line, all of it at once: files are mended more easily than re-read.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from articles.rules.networks import CODES

METRICS = ("views", "reads")
KNOWN = (*METRICS, *CODES)
NEEDED = ("article", "what", "n", "as_of")
LARGEST = 2**53 - 1  # what every program that reads JSON takes for a whole number
SHOWN = 60  # characters of what was found, in what is said of it
ELSEWHERE = {
    "shares": "shares are brought in by network",
    "comments": "replies are counted from the replies themselves (manage.py import_comments)",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One count, with the line that it stands in."""

    line: int
    article: str
    language: str
    what: str
    n: int
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Odd:
    """What is odd about a line."""

    line: int
    said: str


def read_counts(lines: Iterable[bytes], now: datetime) -> tuple[list[Line], list[Odd]]:
    """Return the counts of a file, and what is odd about it; with anything odd, nothing is sure.

    `now` is the moment after which nothing can have been counted.
    """
    odd: list[Odd] = []
    text = list(_decoded(lines, odd))
    if odd:
        return [], odd
    dialect = csv.excel() if not text or text[0].count(",") >= text[0].count(";") else _Semicolons()
    reader = csv.DictReader(text, dialect=dialect, strict=True)
    found: list[Line] = []
    try:
        reader.fieldnames = [name.strip() for name in reader.fieldnames or ()]
        if missing := [name for name in NEEDED if name not in reader.fieldnames]:
            return [], [Odd(1, f"no column {', '.join(missing)}")]
        for row in reader:
            try:
                found.append(_line(row, reader.line_num, now))
            except ValueError as flaw:
                odd.append(Odd(reader.line_num, str(flaw)))
    except csv.Error as trouble:
        odd.append(Odd(reader.line_num + 1, str(trouble)))
    return found, odd + list(_said_twice(found))


class _Semicolons(csv.excel):
    """What spreadsheets write where a comma parts the decimals."""

    delimiter = ";"


def _decoded(lines: Iterable[bytes], odd: list[Odd]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            odd.append(Odd(number, "this is not UTF-8"))


def _line(row: Mapping[str | None, str | None], number: int, now: datetime) -> Line:
    """Return the count of a row. Raises ValueError with the first thing that is odd about it."""
    if None in row or any(value is None for value in row.values()):
        raise ValueError("more or fewer columns than the first line names")
    said = {name: (value or "").strip() for name, value in row.items()}
    return Line(
        line=number,
        article=_article(said["article"]),
        language=said.get("language", ""),
        what=_what(said["what"]),
        n=_number(said["n"]),
        as_of=_moment(said["as_of"], now),
    )


def _article(said: str) -> str:
    if not said:
        raise ValueError("no article")
    return said


def _what(said: str) -> str:
    if said not in KNOWN:
        why = ELSEWHERE.get(said) or f"known are {', '.join(KNOWN)}"
        raise ValueError(f"what is {_short(said)}: {why}")
    return said


def _number(said: str) -> int:
    if not (said.isascii() and said.isdigit()):
        raise ValueError(f"n is {_short(said)}: a whole number is wanted, of digits alone")
    if len(said.lstrip("0")) > len(str(LARGEST)) or int(said) > LARGEST:
        raise ValueError(f"n is {_short(said)}: more than {LARGEST}")
    return int(said)


def _moment(said: str, now: datetime) -> datetime:
    """Return the moment in UTC; of a day, its first."""
    try:
        moment = datetime.fromisoformat(said)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        why = "a day or a moment is wanted, like 2026-11-22"
        raise ValueError(f"as_of is {_short(said)}: {why}") from None
    if moment > now:
        raise ValueError(f"as_of is {_short(said)}: that is to come")
    return moment


def _short(said: str) -> str:
    return repr(said if len(said) <= SHOWN else said[:SHOWN] + "…")


def _said_twice(found: Iterable[Line]) -> Iterator[Odd]:
    """Yield the lines that count again what a line above them counted."""
    first: dict[tuple[str, str, str], int] = {}
    for one in found:
        line = first.setdefault((one.article, one.language, one.what), one.line)
        if line != one.line:
            yield Odd(
                one.line, f"{one.what} of {_short(one.article)} stands in line {line} already"
            )

"""Which texts, with which labels, stand in a CSV file of decisions?

Whatever is odd about a file is said with its line: a trial on half of a file, or on labels that
were never meant, would give figures that nobody should believe.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LONGEST_FIELD = 10_000_000  # characters
SHOWN = 10  # labels, in what is said of them


class Odd(ValueError):
    """What keeps a file from being read; its text says it, with the line."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and whether it was unwanted."""

    text: str
    rejected: bool
    category: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns are looked at, and the label of what is unwanted."""

    text: str
    label: str
    positive: str
    category: str = ""


def labelled(lines: Iterable[bytes], columns: Columns, encoding: str = "utf-8") -> list[Labelled]:
    """Return the rows of a file, of both kinds. Raises Odd."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.DictReader(_decoded(lines, encoding), strict=True)
    try:
        _demand(columns, reader.fieldnames)
        found = [_checked(row, reader) for row in reader]
    except csv.Error as trouble:
        raise Odd(f"line {reader.line_num + 1}: {trouble}") from trouble
    labels = Counter(row[columns.label].strip() for row in found)
    _demand_both(labels, columns)
    return [
        Labelled(
            row[columns.text],
            row[columns.label].strip() == columns.positive.strip(),
            row[columns.category].strip() if columns.category else "",
        )
        for row in found
    ]


def _decoded(lines: Iterable[bytes], encoding: str) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode(encoding)
            text.encode()  # some encodings can say halves of characters
        except UnicodeError as trouble:
            raise Odd(
                f"line {number}: this is not {encoding}; say how it is written (--encoding latin-1)"
            ) from trouble
        yield text.removeprefix("\ufeff") if number == 1 else text


def _demand(columns: Columns, names: Sequence[str] | None) -> None:
    if not names:
        raise Odd("it is empty; the first line is to name the columns")
    wanted = [columns.text, columns.label, *filter(None, [columns.category])]
    if missing := [name for name in wanted if name not in names]:
        raise Odd(f"line 1: no column {', '.join(missing)}; there is {', '.join(names)}")


def _checked(
    row: dict[str | None, str | None], reader: "csv.DictReader[str]"
) -> dict[str | None, str]:
    names = reader.fieldnames or []
    if None in row:
        raise Odd(f"line {reader.line_num}: more than {len(names)} columns")
    if any(value is None for value in row.values()):
        raise Odd(f"line {reader.line_num}: fewer than {len(names)} columns")
    return {name: value or "" for name, value in row.items()}


def _demand_both(labels: Counter[str], columns: Columns) -> None:
    if not labels:
        raise Odd("line 2: no row follows the names of the columns")
    positive = columns.positive.strip()
    if set(labels) - {positive} and positive in labels:
        return
    some = ", ".join(
        f"{label or '(empty)'} ({count})" for label, count in labels.most_common(SHOWN)
    )
    kind = "every label" if positive in labels else "no label"
    raise Odd(f"{kind} in {columns.label} is {positive}; there is {some}")

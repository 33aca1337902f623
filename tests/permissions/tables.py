"""What do the documents promise about who may do what? Their tables are what the tests hold."""

import re
from pathlib import Path

DOCS = Path(__file__).parent.parent.parent / "docs"
YES, OWN, NO = "yes", "own", "no"


def table_under(file: str, heading: str) -> dict[str, dict[str, str]]:
    """Return the first table below a heading: by its first column, the cells by their column."""
    text = (DOCS / file).read_text().split(f"\n{heading}\n", 1)[1]
    found = re.search(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    assert found, heading
    head, _rule, *rows = [_cells(line) for line in found[0].splitlines()]
    named = [row[0].replace("`", "") for row in rows]
    assert len(named) == len(set(named)), "a row stands twice"
    return {
        name: dict(zip(head[1:], row[1:], strict=True))
        for name, row in zip(named, rows, strict=True)
    }


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]

"""Under which marks is filed what a caller names by slugs, and what are marks called?"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from articles.queries.search_match import Filed
from cms.kernel.prepared import planned

# Former slugs lead to their expert, and one that was merged to the other.
_SLUGS = {
    "c": "SELECT 'c', id, slug FROM articles_category WHERE slug IN ({0})",
    "t": "SELECT 't', id, slug FROM articles_tag WHERE slug IN ({0})",
    "a": "SELECT 'a', id, slug FROM articles_author WHERE slug IN ({0})",
    "e": """SELECT 'e', COALESCE(merged_into_id, id), slug FROM articles_expert
        WHERE slug IN ({0}) UNION ALL
        SELECT 'e', expert_id, slug FROM articles_expertname WHERE slug IN ({0})""",
}
_NAMES = {
    "c": "SELECT 'c', id, slug, name FROM articles_category WHERE id IN ({})",
    "t": "SELECT 't', id, slug, name FROM articles_tag WHERE id IN ({})",
    "a": "SELECT 'a', id, slug, name FROM articles_author WHERE id IN ({})",
    "e": "SELECT 'e', id, slug, name FROM articles_expert WHERE id IN ({})",
}


class Named(NamedTuple):
    """The slug and the name of what a mark stands for."""

    slug: str
    name: str


def filed(wishes: Sequence[tuple[str, Sequence[str]]]) -> Filed | None:
    """Return the marks of each wish: a kind of mark, and the slugs of which any will do.

    None where a wish names nothing that there is. At most one statement.
    """
    if not wishes:
        return ()
    asked: dict[str, list[str]] = {}
    for kind, slugs in wishes:
        asked.setdefault(kind, []).extend(slugs)
    parts, values = [], []
    for kind, slugs in asked.items():
        sql = _SLUGS[kind]
        parts.append(sql.format(", ".join(["%s"] * len(slugs))))
        values += list(slugs) * (2 if kind == "e" else 1)
    found: dict[tuple[str, str], set[str]] = {}
    for kind, pk, slug in planned(" UNION ALL ".join(parts), values):
        found.setdefault((kind, slug), set()).add(f"{kind}{pk}")
    marks = [
        sorted(set().union(*(found.get((kind, slug), set()) for slug in slugs)))
        for kind, slugs in wishes
    ]
    return marks if all(marks) else None


def named(marks: Sequence[str]) -> Mapping[str, Named]:
    """Return what marks are called today; at most one statement."""
    by_kind: dict[str, list[int]] = {}
    for mark in marks:
        by_kind.setdefault(mark[0], []).append(int(mark[1:]))
    if not by_kind:
        return {}
    sql = " UNION ALL ".join(
        _NAMES[kind].format(", ".join(["%s"] * len(ids))) for kind, ids in by_kind.items()
    )
    values: list[Any] = [pk for ids in by_kind.values() for pk in ids]
    return {f"{kind}{pk}": Named(slug, name) for kind, pk, slug, name in planned(sql, values)}

"""In which lists does a story stand, and which keys of it does a list show?

An edition's keys begin with its own, `article-12 comments-12`; then come those of all that it
refers to (`tag-4`, `article-7` for a pick).
"""

from collections.abc import Iterable

# Lists of people and headings say how many stories each stands in; quotes are experts'.
COUNTING = {
    "tag": ("tags",),
    "category": ("categories",),
    "author": ("authors",),
    "expert": ("experts", "quotes"),
}
ALWAYS = ("articles", "changes", "most-popular")
ON_CARDS = {"tag", "category", "author", "photo"}


def under(kind: str, what: object) -> str:
    """Return the key of all lists of stories under something: `articles-tag-4`."""
    return f"articles-{kind}-{what}"


def lists_of(keys: str, *, language: str, story_id: int) -> list[str]:
    """Return the keys of what changes with a story: its own, and of all lists it stands in."""
    own, _comments, *shown = keys.split()
    found = [own, *ALWAYS, under("language", language), under("story", story_id)]
    for key in shown:
        kind, _dash, number = key.partition("-")
        if kind != "article":
            found += [under(kind, number), *COUNTING.get(kind, ())]
    return list(dict.fromkeys(found))


def around(keys: str) -> list[str]:
    """Return the keys of what decides which stories are related to one."""
    own, _comments, *shown = keys.split()
    pairs = [key.partition("-") for key in shown]
    picks = [key for key in shown if key.startswith("article-")]
    near = [under(k, n) for k, _dash, n in pairs if k in {"expert", "tag", "category"}]
    return [own, *picks, *near]


def shown_of(many: Iterable[str], *, whole: bool) -> list[str]:
    """Return the keys of what list items show of editions: cards, or whole stories."""
    found: list[str] = []
    for keys in many:
        own, *others = keys.split()
        found.append(own)
        found += [key for key in others if whole or key.partition("-")[0] in ON_CARDS]
    return list(dict.fromkeys(found))

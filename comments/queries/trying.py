"""Which entries of which lists catch a text, where, and what would become of it?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from comments.models import ListKind
from comments.queries.block_lists import lists
from comments.queries.screening_numbers import numbers
from comments.rules import text as texts
from comments.rules.blocklist import BlockedWords
from comments.rules.screening import (
    Caught,
    Facts,
    List,
    Lists,
    Submission,
    Verdict,
    blocked_words,
    links,
    listed_sender,
    mode,
    screen,
    suspect_words,
)

PHASES = (blocked_words, suspect_words, listed_sender, links, mode)
LONGEST = 4 * texts.LONGEST  # characters that are looked through


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of a list, and the field and the place in it where it was found."""

    kind: str
    where: str
    line: int
    entry: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tried:
    """All that is caught, in order of lists and places, and the verdict of the lists alone."""

    places: list[Place]
    verdict: Verdict


def tried(submission: Submission) -> Tried:
    """Look a submission through by all lists, as it was typed; the verdict is on the cleaned text.

    Where nothing is caught it says PUBLISH: what else is asked of a reply is not asked here.
    """
    found = lists()
    cleaned = replace(submission, text=texts.clean(submission.text))
    facts = Facts(policy="open", lists=found, numbers=numbers())
    return Tried(list(_places(submission, found)), screen(cleaned, facts, PHASES))


def _places(submission: Submission, found: Lists) -> Iterator[Place]:
    for kind, words in ((ListKind.BLOCKED, found.blocked), (ListKind.SUSPECT, found.suspect)):
        for where in ("text", "name", "url"):
            for caught in _all(words, getattr(submission, where)):
                yield _place(kind, where, caught)
    for where in ("text", "url"):
        yield from _hosts(found.links, where, getattr(submission, where))
    for caught in _one(found.emails, submission.email):
        yield _place(ListKind.EMAILS, "email", caught)
    for caught in _one(found.networks, submission.network):
        yield _place(ListKind.NETWORKS, "network", caught)


def _hosts(words: List | None, where: str, said: str) -> Iterator[Place]:
    for address, start in _addresses(where, said):
        for caught in _one(words, address):
            yield _place(ListKind.LINKS, where, caught, start)


def _addresses(where: str, said: str) -> Iterator[tuple[str, int]]:
    """Return the web addresses in a text, or the whole field, each with its place."""
    start = 0
    for address in texts.links(said) if where == "text" else filter(None, [said]):
        start = max(0, said.find(address, start))  # not where signs are escaped
        yield address, start
        start += len(address)


def _all(words: List | None, said: str) -> list[Caught]:
    return words.find_all(said) if isinstance(words, BlockedWords) and said else []


def _one(words: List | None, said: str) -> list[Caught]:
    caught = words.find(said) if words and said else None
    return [caught] if caught else []


def _place(kind: str, where: str, caught: Caught, offset: int = 0) -> Place:
    return Place(
        str(kind),
        where,
        caught.line,
        caught.entry,
        caught.start + offset,
        caught.end + offset,
    )

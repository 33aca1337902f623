"""How well does a story answer a search, and how much does its age count?

relevance = the mean over the words (a quoted phrase is one) of the weight of the best place in
which each stands:

    headline 1 | standfirst, names, tags 0.7 | section headings, quotes, captions 0.5
    three times or more in the text 0.4 | elsewhere 0.2

recency = 1/2 + 1/2 * 2^(-age / 30 days)
score   = relevance * recency

Fields of unlike weight: Robertson, Zaragoza, Taylor 2004, "Simple BM25 extension to multiple
weighted fields", doi 10.1145/1031171.1031181; the best place instead of a sum is the "disjunction
max" of Lucene. An exponential prior on the age: Li, Croft 2003, "Time-based language models", doi
10.1145/956863.956951. The floor of one half is ours: an old story that is about what was asked for
stays above a new one that only mentions it. There is no count of how rare a word is among all
stories: all words must be there anyway, and counting would cost more the more stories there are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from articles.rules.search_query import Group

HEADLINE, NAMED, ASIDE, OFTEN, ELSEWHERE = 1.0, 0.7, 0.5, 0.4, 0.2
PLACES = (HEADLINE, NAMED, ASIDE, OFTEN)
TIMES = 3  # how often makes often
FLOOR = 0.5  # what no age takes away
HALF_LIFE = 30 * 86_400_000  # milliseconds
FADES: float = 2 ** (-1 / HALF_LIFE)
BELOW = 20  # bits of a slip's number that are not its time


class Hit(NamedTuple):
    """A story that was found; `score` is 0 to 1, `filed` are its marks. The greater, the better."""

    score: float
    number: int
    edition_id: int
    filed: str


def telling(
    headline: Sequence[str],
    named: Iterable[str],
    aside: Iterable[str],
    text: Iterable[str],
) -> str:
    """Return what is kept of a story's terms to score it by: one line for each kind of place.

    A term stands where it weighs most, and only there; the headline keeps its order.
    """
    seen = set(headline)
    lines = [f" {' '.join(headline)} "]
    often = [term for term, times in Counter(text).items() if times >= TIMES]
    for terms in (named, aside, often):
        new = [term for term in dict.fromkeys(terms) if term not in seen]
        seen.update(new)
        lines.append(f" {' '.join(new)} ")
    return "\n".join(lines)


def relevance(told: str, groups: Sequence[Group]) -> float:
    """Return how well a story answers, 0 to 1, from its `telling` and the wanted phrases."""
    return sum([_weight(told, group) for group in groups]) / len(groups)


def _weight(told: str, group: Group) -> float:
    """Return the weight of the best place of a phrase, which comes first.

    A phrase that is not in the headline is worth a part of its word that is worth least.
    """
    if group.beginning:
        return max(_at(told, f" {group.beginning}"), _at(told, f" {group.terms[0]} "))
    if len(group.terms) == 1:
        return _at(told, f" {group.terms[0]} ")
    if f" {' '.join(group.terms)} " in told[: told.index("\n")]:
        return HEADLINE
    return NAMED * min(_at(told, f" {term} ") for term in group.terms)


def _at(told: str, letters: str) -> float:
    spot = told.find(letters)
    return ELSEWHERE if spot < 0 else PLACES[told.count("\n", 0, spot)]


def scored(
    rows: Iterable[tuple[int, int, str, str]], wanted: Mapping[str, Sequence[Group]], at: int
) -> list[Hit]:
    """Return hits with their scores from rows of (number, edition, filed, telling).

    `wanted` are the phrases by the mark of a language, `at` is the moment that ages are counted
    from, in milliseconds since 1970. It is run some hundred times for each search.
    """
    # Most searches are single words.
    plain = {
        mark: [f" {group.terms[0]} " for group in groups]
        for mark, groups in wanted.items()
        if all(len(group.terms) == 1 and not group.beginning for group in groups)
    }
    hits = []
    for number, edition_id, filed, told in rows:
        mark = filed[: filed.index(" ")]
        if letters := plain.get(mark):
            worth = 0.0
            for one in letters:
                spot = told.find(one)
                worth += PLACES[told.count("\n", 0, spot)] if spot >= 0 else ELSEWHERE
            worth /= len(letters)
        else:
            worth = relevance(told, wanted[mark])
        if (age := at - (number >> BELOW)) > 0:
            worth *= FLOOR + (1 - FLOOR) * FADES**age
        hits.append((worth, number, edition_id, filed))
    return list(map(Hit._make, hits))

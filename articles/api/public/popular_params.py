"""Which ranking does a caller ask for?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.api.public.popular_cursor import place_of
from articles.api.public.shapes import CARD_NAMES
from articles.queries.most_popular import Part
from articles.queries.ranking_filters import Filters
from articles.rules.popularity import HALF_LIVES
from articles.rules.ranking import ALL, BY, SLOWEST, TOTALS, WINDOWS, Method
from cms.kernel.params import bad_parameter, moment_said, whole_number
from cms.kernel.picking import chosen

PARAMS = (
    *("by", "half_life", "window"),
    *("category", "tag", "language", "author", "expert", "published_after", "exclude"),
    *("limit", "cursor", "fields", "omit", "fill"),
)
REPEATABLE = ("tag", "author", "expert")
LIMIT, LIMIT_MOST = 10, 50
EXCLUDE_MOST = 50
FILLS = ("recent", "none")
ID_LONGEST = 18  # digits: below, every number is a 64-bit one


@dataclass(frozen=True, slots=True)
class Asked:
    """A ranking, which part of it, and which fields of its stories (none named: all), less some."""

    method: Method
    filters: Filters
    part: Part
    fields: dict[str, Any]
    omit: dict[str, Any]


PLAIN = Asked(Method(), Filters(), Part(LIMIT), {}, {})


def asked(query: QueryDict, at: datetime) -> Asked:
    """Return what the query parameters ask for.

    Raises BadParameter (400): `unknown_value`, `bad_combination`, `not_a_number`, `out_of_range`,
    `not_a_time`, `too_many`, `unknown_field`, `bad_cursor`, `cursor_mismatch`.
    """
    if not query:
        return PLAIN
    after, before = place_of(query)
    return Asked(
        method=method_of(query),
        filters=_filters(query, at),
        part=Part(
            limit=whole_number(query, "limit", LIMIT, least=1, most=LIMIT_MOST),
            after=after,
            before=before,
            filled=_one_of(query, "fill", FILLS) != "none",
        ),
        fields=_tree(query, "fields"),
        omit=_tree(query, "omit"),
    )


def method_of(query: QueryDict) -> Method:
    """Return by what to rank: fading scores unless a window or a plain count is asked for."""
    by = _one_of(query, "by", BY) or "score"
    half_life = _one_of(query, "half_life", HALF_LIVES)
    window = _one_of(query, "window", [*WINDOWS, ALL])
    if half_life and window:
        message = _("Give a half-life or a window, not both.")
        raise bad_parameter("half_life", "bad_combination", message)
    if by in TOTALS:
        if half_life:
            message = _("Counts do not fade: give a window, or by=score.")
            raise bad_parameter("half_life", "bad_combination", message)
        return Method(by, None, window or ALL)
    return _rising(half_life, window) if by == "rising" else _score(half_life, window)


def _score(half_life: str | None, window: str | None) -> Method:
    return Method("score", None, window) if window else Method("score", half_life or "1d")


def _rising(half_life: str | None, window: str | None) -> Method:
    if window:
        message = _("Rising stories are found by half-lives, not in a window.")
        raise bad_parameter("window", "bad_combination", message)
    if half_life == SLOWEST:
        message = _("Rising stories are compared with this half-life; give a shorter one.")
        raise bad_parameter("half_life", "bad_combination", message)
    return Method("rising", half_life or "1h")


def _one_of(query: QueryDict, name: str, known: Collection[str]) -> str:
    said = query.get(name, "")
    if said and said not in known:
        message = _("Give one of: %(known)s.") % {"known": ", ".join(known)}
        raise bad_parameter(name, "unknown_value", message)
    return said


def _tree(query: QueryDict, name: str) -> dict[str, Any]:
    return chosen(name, query.get(name, ""), CARD_NAMES) if name in query else {}


def _filters(query: QueryDict, at: datetime) -> Filters:
    return Filters(
        categories=_words(query.get("category", "")),
        languages=_words(query.get("language", "")),
        tags=[_words(said) for said in query.getlist("tag")],
        authors=[_words(said) for said in query.getlist("author")],
        experts=[_words(said) for said in query.getlist("expert")],
        published_after=moment_said(query, "published_after", at),
        exclude=_numbers(query, "exclude"),
    )


def _words(said: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in said.split(",") if word.strip())


def _numbers(query: QueryDict, name: str) -> tuple[int, ...]:
    words = _words(query.get(name, ""))
    if not all(word.isascii() and word.isdigit() and len(word) <= ID_LONGEST for word in words):
        raise bad_parameter(name, "not_a_number", _("Give numbers of articles, with commas."))
    if len(words) > EXCLUDE_MOST:
        message = _("Give at most %(most)s.") % {"most": EXCLUDE_MOST}
        raise bad_parameter(name, "too_many", message)
    return tuple(int(word) for word in words)

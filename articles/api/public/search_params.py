"""What does a search ask for? Its query parameters, read and refused by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.api.public.picked import PICKING, Picking
from articles.queries.search import Search
from articles.queries.search_filed import filed
from articles.rules.search_query import MOST_WORDS, Sought, sought
from cms.kernel.params import bad_parameter, moment_said

MARKS = {"category": "c", "tag": "t", "author": "a", "expert": "e"}
FACETS = ("category", "tag", "expert", "author")
PLAIN_FACETS = ("category", "tag", "expert")
NO_FACETS = "none"
ORDERS = ("relevance", "newest")
REPEATABLE = ("tag", "author", "expert")
OWN = ("q", "prefix", "language", *MARKS, "published_after", "published_before", "ordering")
PARAMS = (*OWN, "facets", "page", "page_size", "cursor", *PICKING)
MOST_CHOICES = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """A search, in which order and with what its answer is wanted."""

    search: Search
    newest: bool
    facets: Sequence[str]
    picks: Picking


def asked(query: QueryDict, at: datetime) -> Asked:
    """Read the query; at most two statements.

    Raises BadParameter (400) naming what is missing or cannot be understood.
    """
    words = _words(query)
    newest = _ordering(query) == "newest"
    facets, picks = _facets(query), Picking(query)
    times = {
        name: moment_said(query, parameter, at)
        for name, parameter in (("since", "published_after"), ("until", "published_before"))
    }
    search = Search(
        sought=words,
        at=at,
        hour=at.replace(minute=0, second=0, microsecond=0),
        languages=_languages(query),
        filed=filed(list(_wishes(query))),
        **times,
    )
    return Asked(search, newest, facets, picks)


def _words(query: QueryDict) -> Sought:
    said = query.get("q")
    if said is None:
        raise bad_parameter("q", "required", _("Say what to look for."))
    words = sought(said, typing=_is_typing(query))
    if not words.wanted and not words.unwanted:
        raise bad_parameter("q", "no_words", _("There is no word in this."))
    if not words.wanted:
        raise bad_parameter("q", "only_unwanted", _("Say what to look for, not only without what."))
    if words.word_count > MOST_WORDS:
        message = _("Give at most %(most)s words.") % {"most": MOST_WORDS}
        raise bad_parameter("q", "too_many_words", message)
    return words


def _languages(query: QueryDict) -> Sequence[str]:
    said = _choices("language", query.get("language", "")) if "language" in query else []
    return list(dict.fromkeys(said))


def _is_typing(query: QueryDict) -> bool:
    said = query.get("prefix", "false")
    if said not in {"true", "false"}:
        raise bad_parameter("prefix", "not_a_truth", _("Give true or false."))
    return said == "true"


def _ordering(query: QueryDict) -> str:
    said = query.get("ordering", ORDERS[0])
    if said not in ORDERS:
        raise bad_parameter("ordering", "unknown_ordering", _one_of(ORDERS))
    if "cursor" in query and said != "newest":
        message = _("A cursor walks by time: give ordering=newest, or a page.")
        raise bad_parameter("cursor", "cursor_without_order", message)
    return said


def _facets(query: QueryDict) -> Sequence[str]:
    if "facets" not in query:
        return PLAIN_FACETS
    said = list(dict.fromkeys(_choices("facets", query.get("facets", ""))))
    if said == [NO_FACETS]:
        return ()
    if not set(said) <= set(FACETS):
        raise bad_parameter("facets", "unknown_facet", _one_of((*FACETS, NO_FACETS)))
    return said


def _one_of(known: Sequence[str]) -> str:
    return _("Give one of: %(known)s.") % {"known": ", ".join(known)}


def _wishes(query: QueryDict) -> list[tuple[str, Sequence[str]]]:
    return [
        (mark, _choices(name, said)) for name, mark in MARKS.items() for said in query.getlist(name)
    ]


def _choices(name: str, said: str) -> list[str]:
    """Return the words between the commas."""
    words = [word.strip() for word in said.split(",") if word.strip()]
    if not words:
        raise bad_parameter(name, "empty_parameter", _("This parameter is empty."))
    if len(words) > MOST_CHOICES:
        message = _("Give at most %(most)s words.") % {"most": MOST_CHOICES}
        raise bad_parameter(name, "too_many", message)
    return words

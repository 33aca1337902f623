"""Which part of the queue does the address ask for, and in which order?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from articles.models import Category
from cms.kernel.paging import Keyset
from cms.kernel.params import bad_parameter, check_params
from comments.actions.found import HELD_FOR
from comments.models import Comment, State
from comments.queries import queue
from comments.queries.queue import FREE, REPORTED, REVIEW, VIEWS, Wanted
from comments.queries.scope import scope_of

VIEW_WORDS = {
    State.PENDING: _("Waiting"),
    REVIEW: _("To be read afterwards"),
    REPORTED: _("Reported"),
    State.REJECTED: _("Rejected"),
    State.SPAM: _("Spam"),
    State.PUBLISHED: _("Published"),
}
ORDER_WORDS = {
    "risk": _("by risk and by age"),
    "oldest": _("oldest first"),
    "newest": _("newest first"),
    "reports": _("most reported first"),
    "uncertain": _("what the aid is unsure of first"),
}
WINDOW = 20_000  # replies in which words are looked for at once
NARROWING = ("article", "category", "reason", "language", "reports", "q")
PARAMS = ("status", "ordering", *NARROWING, "at", "cursor")


@dataclass(frozen=True, slots=True)
class Asked:
    """The part, its order, words that must occur, and the reply to begin with (its key)."""

    wanted: Wanted
    ordering: str = "risk"
    words: str = ""
    at: str = ""

    @property
    def narrowed(self) -> bool:
        """Return whether it is less than a whole view."""
        wanted = self.wanted
        return bool(
            self.words or wanted.article or wanted.category or wanted.reason
            or wanted.language or wanted.reported
        )  # fmt: skip

    @property
    def may_claim(self) -> bool:
        """Return whether the next ones can be kept from others: what waits, looked for by facts."""
        return self.wanted.view == State.PENDING and not (self.words or self.wanted.reported)

    def page(
        self, request: HttpRequest, at: datetime, size: int, *, without: Collection[str] = ()
    ) -> tuple[list[Comment], str]:
        """Return the replies behind `?cursor=` in their order, and the cursor behind them.

        The cursor is empty when nothing is left. Words are looked for in the text and the name of
        the next WINDOW replies, so that a word that nobody wrote costs no more than that; the
        cursor leads on behind them. Raises BadParameter (400) for a cursor that is none of ours.
        """
        place = Keyset(request, queue.ORDERINGS[self.ordering], of="queue")
        reach = place.walked(queue.queue(self.wanted, at=at))
        found, last = self._with_words(reach, place) if self.words else (reach, None)
        rows = found.exclude(key__in=without).select_related("parent", "claimed_by")
        shown = list(rows[: size + 1])
        if len(shown) > size:
            return shown[:size], place.cursor(shown[size - 1])
        return shown, place.cursor(last) if last else ""

    def keys_among(self, keys: Collection[str], at: datetime) -> set[str]:
        """Return which of these replies belong to the part."""
        rows = queue.queue(self.wanted, at=at).filter(key__in=list(keys))
        return set(
            (rows.filter(self._said()) if self.words else rows).values_list("key", flat=True)
        )

    def _said(self) -> Q:
        return Q(text__icontains=self.words) | Q(author_name__icontains=self.words)

    def _with_words(
        self, reach: QuerySet[Comment, Comment], place: Keyset
    ) -> tuple[QuerySet[Comment, Comment], Any]:
        """Return what holds the words within WINDOW, and the last one of it if more follows."""
        names = [name.removeprefix("-") for name in place.ordering]
        edge = list(reach.values(*names)[WINDOW - 1 : WINDOW + 1])
        if len(edge) <= 1:
            return reach.filter(self._said()), None
        last, beyond = edge
        return place.before(reach, beyond).filter(self._said()), last


def asked_in(request: HttpRequest) -> Asked:
    """Return what the address asks for; empty fields of a form do not count.

    Raises BadParameter (400) for names and values that are not known.
    """
    query = _filled(request.GET)
    check_params(query, PARAMS)
    ordering = _one_of(query, "ordering", tuple(queue.ORDERINGS), "risk")
    return Asked(
        wanted=Wanted(
            view=_one_of(query, "status", VIEWS, State.PENDING.value),
            article=query.get("article", ""),
            category=query.get("category", ""),
            reason=_one_of(query, "reason", tuple(HELD_FOR), ""),
            language=query.get("language", ""),
            reported=_one_of(query, "reports", ("1",), "") == "1",
            claimed=FREE,
            user=request.user.pk,
            scope=scope_of(request.user),
        ),
        ordering=ordering,
        words=query.get("q", ""),
        at=query.get("at", ""),
    )


def everything(request: HttpRequest) -> Asked:
    """Return what is asked for by who asks for nothing."""
    wanted = Wanted(claimed=FREE, user=request.user.pk, scope=scope_of(request.user))
    return Asked(wanted)


def fields_of(asked: Asked) -> dict[str, Any]:
    """Return the choices of the filter's form, each with what is chosen."""
    wanted = asked.wanted
    rooms = wanted.scope.within(Category.objects.order_by("name"), "pk")
    return {
        "reasons": _choices(HELD_FOR.items(), wanted.reason),
        "categories": _choices(rooms.values_list("slug", "name"), wanted.category),
        "languages": _choices(((code, code) for code in settings.STORY_LANGUAGES), wanted.language),
        "orders": _choices(ORDER_WORDS.items(), asked.ordering),
    }


def plain(given: QueryDict) -> QueryDict:
    """Return the part of an address that says which list is meant, as its cursors know it."""
    query = _filled(given)
    query.pop("at", None)
    return query


def address_of(request: HttpRequest, **changed: str) -> str:
    """Return the query of this address with other values; "" takes one out."""
    query = _filled(request.GET)
    for name, value in {"at": "", "cursor": "", **changed}.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return f"?{query.urlencode()}"


def _choices(known: Any, chosen: str) -> list[tuple[str, str, bool]]:
    return [(str(code), str(words), str(code) == chosen) for code, words in known]


def _filled(given: QueryDict) -> QueryDict:
    query = given.copy()
    for name, values in given.lists():
        query.setlist(name, [value for value in values if value.strip()])
        if not query.getlist(name):
            del query[name]
    return query


def _one_of(query: QueryDict, name: str, known: Sequence[str], default: str) -> str:
    said = query.get(name, default)
    if said != default and said not in known:
        raise bad_parameter(name, "unknown_choice", str(_("This is not one of the choices.")))
    return str(said)

"""Which replies does the queue's page get next, and which does it give back?

Where the next ones can be kept from others they are claimed. Elsewhere the list goes on behind the
last one that was sent, so that none comes twice or is passed over however long somebody reads on.
"""

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.request import RawPostDataException
from django.utils.translation import gettext as _

from cms.kernel import clock
from cms.kernel.errors import Invalid, at_field
from comments.actions.claim import MOST, claim, release
from comments.admin.queue_asked import Asked, asked_in
from comments.admin.queue_shown import items
from comments.models import Comment
from comments.queries.queue import named
from comments.queries.scope import scope_of

PAGE = 20
MOST_NAMED = 500  # keys in one request
LONGEST_KEY = 12


def next_items(request: HttpRequest) -> dict[str, Any]:
    """Return the next replies that the page does not know yet, as `items`.

    The body is JSON: `known` keys of what stands in the list, `gone` of what left it (decided and
    not answered, or skipped), `claim` to keep the next ones from others, `at` the key of one that
    is wanted by name, `only` keys that are wanted anew and nothing else, `renew` to claim what is
    known once more and nothing else. Where nothing is claimed the list goes on behind `?cursor=`;
    that of the answer is empty when nothing is left.
    """
    asked, sent, at = asked_in(request), _sent(request), clock.now()
    scope = asked.wanted.scope
    if sent["only"]:
        return {"items": items(named(sent["only"], scope), request, at, scope)}
    cursor = ""
    if sent["claim"] and asked.may_claim:
        rows = _claimed(request, asked, sent, at)
    else:
        held_back = {*sent["known"], *sent["gone"]}
        rows, cursor = asked.page(request, at, PAGE, without=held_back)
    if sent["at"] and (one := one_named(request, sent["at"])) and one not in rows:
        rows = [one, *rows]
    return {"items": items(rows, request, at, scope), "cursor": cursor}


def _claimed(
    request: HttpRequest, asked: Asked, sent: dict[str, Any], at: datetime
) -> list[Comment]:
    known = sent["known"]
    mine = claim(
        by=request.user,  # type: ignore[arg-type]
        count=min(MOST, len(known) + (0 if sent["renew"] else PAGE)),
        wanted=asked.wanted,
        ordering=asked.ordering,
        at=at,
        without=sent["gone"],
    )
    return [row for row in mine if row.key not in known]


def one_named(request: HttpRequest, key: str) -> Comment | None:
    """Return the reply of that key, if it is in scope."""
    return next(iter(named([key], scope_of(request.user))), None)


def released(request: HttpRequest) -> dict[str, Any]:
    """Give back what this moderator holds: what the form names as `key`, else all."""
    keys = request.POST.getlist("key")[:MOST_NAMED] or None
    return {"said": "", "released": release(by=request.user, keys=keys)}  # type: ignore[arg-type]


def _sent(request: HttpRequest) -> dict[str, Any]:
    try:  # a form was read already, by who looks for its token
        sent = json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException):
        sent = None
    lists = ("known", "gone", "only")
    if not isinstance(sent, dict) or sent.keys() - {*lists, "at", "claim", "renew"}:
        raise Invalid([at_field("", "unknown_field", _("This cannot be read."))])
    return {
        **{name: _keys(sent, name) for name in lists},
        "at": (_keys({"at": [sent["at"]]}, "at") if sent.get("at") else [""])[0],
        "claim": sent.get("claim") is True,
        "renew": sent.get("renew") is True and bool(sent.get("known")),
    }


def _keys(sent: dict[str, Any], name: str) -> list[str]:
    found = sent.get(name, [])
    if not isinstance(found, list) or not all(_is_key(one) for one in found):
        raise Invalid([at_field(f"/{name}", "unknown_choice", _("This cannot be read."))])
    return found[:MOST_NAMED]


def _is_key(one: object) -> bool:
    return isinstance(one, str) and one.isascii() and one.isalnum() and len(one) <= LONGEST_KEY

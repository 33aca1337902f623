"""Who is calling, for today's counts?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings

from articles.actions.salt import salt_of
from articles.rules.parcels import Why
from articles.rules.popularity import day_of
from articles.rules.visitors import (
    is_ahead_of_time,
    is_machine,
    neighbours_number,
    visitor_number,
    wants_no_number,
)
from cms.kernel.clients import address_in


class Caller(NamedTuple):
    """The numbers of the day: of the visitor and of the neighbourhood; b"" for none."""

    visitor: bytes = b""
    neighbours: bytes = b""


def caller_of(meta: Mapping[str, Any], at: datetime) -> Caller:
    """Return the numbers of a caller: address and browser, hashed under the day's salt.

    None is made for who sends Sec-GPC. May ask the database, once a day.
    """
    if wants_no_number(meta):
        return Caller()
    salt, address = salt_of(day_of(at)), address_in(meta)
    agent = meta.get("HTTP_USER_AGENT", "")
    return Caller(visitor_number(address, agent, salt), neighbours_number(address, salt))


def why_not(meta: Mapping[str, Any]) -> Why | None:
    """Return why what a caller tells of a page is not counted, as far as it says so itself."""
    if is_machine(meta.get("HTTP_USER_AGENT", "")):
        return Why.MACHINE
    if is_ahead_of_time(meta):
        return Why.AHEAD
    return no_wish_to_count(meta)


def no_wish_to_count(meta: Mapping[str, Any]) -> Why | None:
    """Return whether a caller sends Sec-GPC where the newsroom then counts nothing."""
    drops = settings.RESPECT_GPC == "drop" and wants_no_number(meta)
    return Why.PRIVATE if drops else None

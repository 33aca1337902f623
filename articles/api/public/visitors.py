"""Who is calling, for today's counts?"""

from datetime import datetime

from django.http import HttpRequest
from rest_framework.request import Request

from articles.actions.salt import salt_of
from articles.rules.popularity import day_of
from articles.rules.visitors import visitor_number
from cms.kernel.clients import address_of


def visitor_of(request: HttpRequest | Request, at: datetime) -> bytes:
    """Return the caller's number of the day: address and browser, hashed under the day's salt."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    return visitor_number(address_of(request), agent, salt_of(day_of(at)))

"""How often may one reader write, edit, vote, report?

Counted for the network (an IPv4 address, or the /64 of an IPv6 one) and for who has an identity of
their own. Asked before the body is read: a refusal is to cost little.
"""

from rest_framework.request import Request

from cms.kernel.clients import keyed, limited_as
from cms.kernel.limits import Limit, spend
from comments.actions.writer import Writer

LIMITS = {
    "comments": (Limit(1, 10), Limit(6, 60), Limit(60, 86_400)),
    "edits": (Limit(10, 60),),
    "votes": (Limit(30, 60),),
    "reports": (Limit(10, 3600),),
    "previews": (Limit(20, 60),),
    # Mail programs unsubscribe for many people from few addresses (RFC 8058).
    "letters": (Limit(60, 60),),
}


def limited(request: Request, name: str, writer: Writer | None = None) -> dict[str, str]:
    """Count one of `name` (a key of LIMITS) and return the RateLimit headers of the answer.

    The writer is counted too, where one is known that is more than a network. Raises RateLimited
    (429).
    """
    who = limited_as(request)
    if writer and writer.identity:
        who.append(keyed("limited writer", writer.identity))
    allowance = spend(f"comments-{name}", who, LIMITS[name])
    return allowance.headers() if allowance else {}

"""Has this reader confirmed an e-mail address? A pass says so, and no more than that.

It holds the keyed hash of the address, signed, and is good for ninety days. It opens nothing but
the badge; a ban on the address takes that away as well.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing

from comments.api.readers_tokens import TokenExpired, TokenInvalid

BEGINS = "rd_"
GOOD_FOR = timedelta(days=90)
LONGEST = 400  # characters

_passes = signing.TimestampSigner(salt="comments.reader", sep="~")


@dataclass(frozen=True, slots=True)
class Pass:
    """The hash of the address that was confirmed, and when."""

    address_hash: str
    made_at: datetime


def reader_token(address_hash: str) -> str:
    """Return a pass for whoever has confirmed the address."""
    return BEGINS + _passes.sign_object([address_hash])


def opened(token: str) -> Pass:
    """Return what the pass says. Raises TokenExpired and TokenInvalid (401)."""
    if len(token) > LONGEST:
        raise TokenInvalid
    signed = token.removeprefix(BEGINS)
    try:
        said: Any = _passes.unsign_object(signed, max_age=GOOD_FOR)
        [address_hash] = said
        seconds = signing.b62_decode(signed.rsplit(_passes.sep, 2)[1])
    except signing.SignatureExpired:
        raise TokenExpired from None
    except (signing.BadSignature, ValueError, TypeError):
        raise TokenInvalid from None
    return Pass(str(address_hash), datetime.fromtimestamp(seconds, UTC))

"""Has this reader confirmed an e-mail address? A pass says so, and no more than that.

It holds the keyed hash of the address, signed, and is good for ninety days. It opens nothing but
the badge; a ban on the address takes that away as well.
"""

from datetime import timedelta
from typing import Any

from django.core import signing

from comments.api.readers_tokens import TokenExpired, TokenInvalid

BEGINS = "rd_"
GOOD_FOR = timedelta(days=90)
LONGEST = 400  # characters

_passes = signing.TimestampSigner(salt="comments.reader", sep="~")


def reader_token(address_hash: str) -> str:
    """Return a pass for whoever has confirmed the address."""
    return BEGINS + _passes.sign_object([address_hash])


def address_of(token: str) -> str:
    """Return the hash of the address. Raises TokenExpired and TokenInvalid (401)."""
    if len(token) > LONGEST:
        raise TokenInvalid
    try:
        said: Any = _passes.unsign_object(token.removeprefix(BEGINS), max_age=GOOD_FOR)
        [address_hash] = said
    except signing.SignatureExpired:
        raise TokenExpired from None
    except (signing.BadSignature, ValueError, TypeError):
        raise TokenInvalid from None
    return str(address_hash)

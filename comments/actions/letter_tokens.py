"""What does a link in a letter let its reader do? One thing, with one reply, for one address."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing

from comments.actions.refusals import LinkExpired, LinkInvalid

CONFIRMS_FOR = timedelta(days=3)
EVERY = "*"  # in place of a reply: whatever the address has subscribed to

# The sign between the parts is one that addresses and headers of mails leave alone.
_confirming = signing.TimestampSigner(salt="comments.verify", sep="~")
_ending = signing.Signer(salt="comments.unsubscribe", sep="~")


@dataclass(frozen=True, slots=True)
class Link:
    """The public id of a reply (EVERY: of none in particular), and the hash of an address."""

    comment: str
    address_hash: str


def to_confirm(link: Link) -> str:
    """Return a token that confirms an address, for three days."""
    return _confirming.sign_object([link.comment, link.address_hash])


def to_end(link: Link) -> str:
    """Return a token that ends letters, for ever: old letters are unsubscribed from, too."""
    return _ending.sign_object([link.comment, link.address_hash])


def confirming(token: str) -> Link:
    """Return what the token confirms. Raises LinkExpired (410) and LinkInvalid (400)."""
    try:
        return _link(_confirming.unsign_object(token, max_age=CONFIRMS_FOR))
    except signing.SignatureExpired:
        raise LinkExpired from None
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkInvalid from None


def ending(token: str) -> Link:
    """Return what the token ends. Raises LinkInvalid (400)."""
    try:
        return _link(_ending.unsign_object(token))
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkInvalid from None


def _link(said: Any) -> Link:
    comment, address_hash = said
    return Link(str(comment), str(address_hash))

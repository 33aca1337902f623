"""Under which hash is a reader's network known, and for how long?

Networks are hashed with a random salt that lives for one period (COMMENT_NETWORK_DAYS). Whoever
asks for a new one destroys those that are over, so that nobody can ever compute their hashes again;
a reply of the period before can still be told from others, and says no more than that.
"""

import hashlib
import secrets
from datetime import datetime

from django.conf import settings

from cms.kernel.clients import network_of
from cms.kernel.remembered import Remembered
from comments.models import NetworkSalt

BYTES = 32


def network_hash(purpose: str, network: str, at: datetime) -> str:
    """Return 128 bits of a keyed hash of the network as hex; "" for an unknown one.

    The same within a period, for the same purpose; of no use after it.
    """
    if not network:
        return ""
    salt = _salt_of(period_of(at))
    said = hashlib.blake2b(f"{purpose}\n{network}".encode(), key=salt, digest_size=16)
    return said.hexdigest()


def decided_from(address: str, at: datetime) -> str:
    """Return what the log keeps of where a moderator decides from, which no reader's hash equals.

    To be called before a transaction begins: the salt may be made here.
    """
    return network_hash("decision", network_of(address), at)


def period_of(at: datetime) -> int:
    """Return the number of the period: COMMENT_NETWORK_DAYS days each, from the year 1 on."""
    return at.toordinal() // settings.COMMENT_NETWORK_DAYS


@Remembered  # the one before leaves the memory too
def _salt_of(period: int) -> bytes:
    rows = NetworkSalt.objects.filter(period=period).values_list("salt", flat=True)
    if found := rows.first():
        return bytes(found)
    fresh = NetworkSalt(period=period, salt=secrets.token_bytes(BYTES))
    NetworkSalt.objects.bulk_create([fresh], ignore_conflicts=True)
    NetworkSalt.objects.filter(period__lt=period).delete()
    return bytes(rows.get())

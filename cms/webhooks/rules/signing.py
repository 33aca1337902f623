"""How does a receiver know that it was us? By Standard Webhooks (standardwebhooks.com)."""

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime

from standardwebhooks import Webhook

SECRET_BYTES = 32  # the specification wants 24 to 64


def new_secret() -> str:
    """Return a secret as receivers' libraries take it: `whsec_` and base64."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()}"


def new_key() -> str:
    """Return the identifier of one message: the same for each of its tries."""
    return f"msg_{secrets.token_urlsafe(18)}"


def headers(*, signed_with: Iterable[str], key: str, at: datetime, body: str) -> dict[str, str]:
    """Return the headers that sign a body; each secret signs, while they are exchanged."""
    signatures = [Webhook(secret).sign(key, at, body) for secret in signed_with]
    return {
        "webhook-id": key,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }

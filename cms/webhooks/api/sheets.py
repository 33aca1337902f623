"""What is told of a webhook and of a delivery?"""

import json

from cms.kernel.clock import rfc3339
from cms.kernel.editing import Json
from cms.webhooks.models import Attempt, Delivery, Secret, State, Webhook

FACTS = ("id", "name", "url", "event_types", "languages", "categories", "enabled")


def webhook_sheet(webhook: Webhook) -> Json:
    """Return a webhook; its secrets without what they are."""
    by = webhook.created_by
    return {
        **{fact: getattr(webhook, fact) for fact in FACTS},
        "disabled_because": webhook.ended_because or None,
        "disabled_at": rfc3339(webhook.ended_at),
        "failing_since": rfc3339(webhook.failing_since),
        "created_at": rfc3339(webhook.created_at),
        "created_by": by.get_username() if by else None,
        "secrets": [secret_sheet(secret) for secret in webhook.secrets.all()],
    }


def secret_sheet(secret: Secret) -> Json:
    """Return when a secret signs."""
    return {
        "id": secret.pk,
        "created_at": rfc3339(secret.created_at),
        "expires_at": rfc3339(secret.expires_at),
    }


def delivery_row(delivery: Delivery) -> Json:
    """Return how a delivery stands."""
    waits = delivery.state == State.WAITING
    facts = ("type", "subject", "state", "tries", "trouble")
    return {
        "id": delivery.pk,
        "message": delivery.key,
        **{fact: getattr(delivery, fact) for fact in facts},
        "created_at": rfc3339(delivery.created_at),
        "next_try_at": rfc3339(delivery.due_at) if waits else None,
        "settled_at": rfc3339(delivery.settled_at),
    }


def delivery_sheet(delivery: Delivery) -> Json:
    """Return a delivery with what is sent, and all its tries."""
    tries = delivery.attempts.order_by("pk")
    return {
        **delivery_row(delivery),
        "payload": json.loads(delivery.body),
        "attempts": [_attempt(attempt) for attempt in tries],
    }


def _attempt(attempt: Attempt) -> Json:
    facts = ("status", "trouble", "duration_ms", "answer")
    return {"at": rfc3339(attempt.at), **{fact: getattr(attempt, fact) for fact in facts}}

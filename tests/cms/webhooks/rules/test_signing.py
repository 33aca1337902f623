"""The newsroom expects that receivers know it by the library of the specification."""

import base64
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from cms.webhooks.rules.signing import headers, new_key, new_secret

BODY = '{"type":"article.updated","data":{"slug":"år"}}'


def test_a_secret_is_what_the_specification_wants():
    secret = new_secret()

    assert secret.startswith("whsec_")
    assert 24 <= len(base64.b64decode(secret.removeprefix("whsec_"), validate=True)) <= 64
    assert new_secret() != secret


def test_every_valid_secret_signs_and_no_other_does():
    old, new, stranger = new_secret(), new_secret(), new_secret()
    at = datetime.now(UTC)

    signed = headers(signed_with=[new, old], key=new_key(), at=at, body=BODY)

    for secret in (old, new):
        assert Webhook(secret).verify(BODY, signed)["type"] == "article.updated"
    with pytest.raises(WebhookVerificationError):
        Webhook(stranger).verify(BODY, signed)
    with pytest.raises(WebhookVerificationError):
        Webhook(new).verify(BODY.replace("updated", "moved"), signed)

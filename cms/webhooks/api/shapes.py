"""What shape do webhooks and deliveries have, sent and told?"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from cms.kernel.sent import Flag, Sent, Text
from cms.webhooks.actions.look_after import LONGEST_OVERLAP, OVERLAP
from cms.webhooks.models import Ended, State
from cms.webhooks.rules.news import PATTERNS

HOUR = 3600


class Texts(serializers.ListField):
    """A list of short texts."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"child": Text(max_length=80), "max_length": 50, **options})


class WebhookPatchShape(Sent):
    """What can be changed of a webhook."""

    name = Text(max_length=100)
    url = Text(max_length=500, help_text=_("http or https; it must be in a public network."))
    event_types = Texts(help_text=_("Any of: {known}").format(known=", ".join(PATTERNS)))
    languages = Texts(required=False, help_text=_("Only news in these; empty: all."))
    categories = Texts(required=False, help_text=_("Only news of these, by slug; empty: all."))
    enabled = Flag(required=False, help_text=_("What waits is given up when it is disabled."))


class SecretSentShape(Sent):
    """How long the secrets before go on to sign."""

    overlap_hours = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=int(LONGEST_OVERLAP.total_seconds()) // HOUR,
        default=int(OVERLAP.total_seconds()) // HOUR,
    )


class SecretShape(serializers.Serializer[Any]):
    """When a secret was made, and until when it signs."""

    id = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(allow_null=True)


class WebhookShape(serializers.Serializer[Any]):
    """An address outside that is told of what happens."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    url = serializers.URLField()
    event_types = serializers.ListField(child=serializers.CharField())
    languages = serializers.ListField(child=serializers.CharField())
    categories = serializers.ListField(child=serializers.CharField())
    enabled = serializers.BooleanField()
    disabled_because = serializers.ChoiceField(Ended.choices, allow_null=True)
    disabled_at = serializers.DateTimeField(allow_null=True)
    failing_since = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    created_by = serializers.CharField(allow_null=True)
    secrets = SecretShape(many=True)


class WebhookMadeShape(WebhookShape):
    """A webhook with its first secret."""

    secret = serializers.CharField(help_text=_("Shown this once."))


class SecretMadeShape(SecretShape):
    """A new secret."""

    secret = serializers.CharField(help_text=_("Shown this once."))


class DeliveryShape(serializers.Serializer[Any]):
    """One message to one webhook."""

    id = serializers.IntegerField()
    message = serializers.CharField(help_text=_("The webhook-id of each of its tries."))
    type = serializers.CharField()
    subject = serializers.CharField()
    state = serializers.ChoiceField(State.choices)
    tries = serializers.IntegerField()
    trouble = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()
    next_try_at = serializers.DateTimeField(allow_null=True)
    settled_at = serializers.DateTimeField(allow_null=True)


class AttemptShape(serializers.Serializer[Any]):
    """One try."""

    at = serializers.DateTimeField()
    status = serializers.IntegerField(allow_null=True)
    trouble = serializers.CharField(allow_blank=True)
    duration_ms = serializers.IntegerField()
    answer = serializers.CharField(allow_blank=True, help_text=_("How the answer began."))


class DeliveryDetailShape(DeliveryShape):
    """A message with all its tries."""

    payload = serializers.DictField(help_text=_("What is sent."))
    attempts = AttemptShape(many=True)


class WebhookPageShape(serializers.Serializer[Any]):
    """A page of webhooks."""

    count = serializers.IntegerField(required=False)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = WebhookShape(many=True)


class DeliveryPageShape(serializers.Serializer[Any]):
    """A page of deliveries."""

    count = serializers.IntegerField(required=False)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = DeliveryShape(many=True)

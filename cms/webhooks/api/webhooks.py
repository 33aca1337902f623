"""The doors to webhooks: setting them up, exchanging their secrets, seeing what became of it."""

from datetime import timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from cms.kernel.editing import EditorDoor, answer, editor_of, paged
from cms.kernel.errors import Missing
from cms.kernel.paging import PAGE_PARAMS, page_of
from cms.kernel.params import bad_parameter
from cms.kernel.sent import LARGEST, Sent, body_of, checked, read_body
from cms.webhooks.actions.look_after import change, exchange_secret, set_up
from cms.webhooks.actions.send_again import send_again, send_test
from cms.webhooks.api import openapi, shapes
from cms.webhooks.api.sheets import delivery_row, delivery_sheet, secret_sheet, webhook_sheet
from cms.webhooks.models import Delivery, Secret, State, Webhook

VIEW, ADD = "webhooks.view_webhook", "webhooks.add_webhook"
CHANGE, DELETE = "webhooks.change_webhook", "webhooks.delete_webhook"


def _webhooks() -> QuerySet[Webhook]:
    oldest_first = Secret.objects.order_by("pk")
    return Webhook.objects.select_related("created_by").prefetch_related(
        Prefetch("secrets", queryset=oldest_first)
    )


def _number(pk: int) -> int:
    """Return a number that a database can look for. Raises Missing (404)."""
    if pk > LARGEST:
        raise Missing
    return pk


def _webhook(pk: int) -> Webhook:
    return _webhooks().get(pk=_number(pk))


class Webhooks(EditorDoor):
    """All webhooks."""

    operation = {"get": "editor_webhooks_list", "post": "editor_webhooks_create"}
    needs = {"get": VIEW, "post": ADD}
    params = PAGE_PARAMS

    @extend_schema(**openapi.list_of_webhooks())
    def get(self, request: Request) -> HttpResponse:
        """List the webhooks by name."""
        page = page_of(request, _webhooks(), ("name", "id"))
        return answer(paged(page, [webhook_sheet(row) for row in page.rows]))

    @extend_schema(**openapi.set_up())
    def post(self, request: Request) -> HttpResponse:
        """Set up a webhook; the secret that signs its messages is in this answer only."""
        made = set_up(by=editor_of(request), **read_body(request, shapes.WebhookPatchShape))
        body = {**webhook_sheet(made.webhook), "secret": made.secret.value}
        here = reverse("editor-webhook", args=[made.webhook.pk])
        return answer(body, 201, {"Location": here})


class OneWebhook(EditorDoor):
    """One webhook."""

    operation = {
        "get": "editor_webhooks_retrieve",
        "patch": "editor_webhooks_update",
        "delete": "editor_webhooks_delete",
    }
    needs = {"get": VIEW, "patch": CHANGE, "delete": DELETE}

    @extend_schema(**openapi.read(shapes.WebhookShape))
    def get(self, request: Request, pk: int) -> HttpResponse:
        """Read a webhook."""
        return answer(webhook_sheet(_webhook(pk)))

    @extend_schema(**openapi.change())
    def patch(self, request: Request, pk: int) -> HttpResponse:
        """Change a webhook; `enabled` disables it, or lets it begin again from now on."""
        facts = checked(shapes.WebhookPatchShape, body_of(request), partial=True)
        change(_webhook(pk).pk, **facts)
        return answer(webhook_sheet(_webhook(pk)))

    @extend_schema(**openapi.gone())
    def delete(self, request: Request, pk: int) -> HttpResponse:
        """Take a webhook away, with the log of its deliveries."""
        _webhook(pk).delete()
        return HttpResponse(status=204)


class Secrets(EditorDoor):
    """What signs the messages to a webhook."""

    operation = "editor_webhooks_secrets_create"
    needs = {"post": CHANGE}

    @extend_schema(**openapi.new_secret())
    def post(self, request: Request, pk: int) -> HttpResponse:
        """Make a new secret; those before it sign beside it for `overlap_hours` (24)."""
        hours = read_body(request, shapes.SecretSentShape)["overlap_hours"]
        made = exchange_secret(_number(pk), overlap=timedelta(hours=hours))
        return answer({**secret_sheet(made.secret), "secret": made.secret.value}, 201)


class Test(EditorDoor):
    """A message to see whether the receiver hears."""

    operation = "editor_webhooks_test_create"
    needs = {"post": CHANGE}

    @extend_schema(**openapi.message())
    def post(self, request: Request, pk: int) -> HttpResponse:
        """Send a message of the type `webhook.test`; what became of it is read at its address."""
        read_body(request, Sent)
        return _told(send_test(_number(pk)))


class Deliveries(EditorDoor):
    """What was sent to a webhook, or is to be."""

    operation = "editor_webhooks_deliveries_list"
    needs = {"get": VIEW}
    params = (*PAGE_PARAMS, "state")

    @extend_schema(**openapi.list_of_deliveries())
    def get(self, request: Request, pk: int) -> HttpResponse:
        """List the messages to a webhook, the newest first."""
        rows = Delivery.objects.filter(webhook=_webhook(pk))
        if state := request.query_params.get("state"):
            rows = rows.filter(state=_state(state))
        page = page_of(request, rows.defer("body"), ("-id",))
        return answer(paged(page, [delivery_row(row) for row in page.rows]))


def _state(said: str) -> str:
    if said not in State.values:
        known = ", ".join(State.values)
        message = _("Choose one of: %(known)s.") % {"known": known}
        raise bad_parameter("state", "unknown_choice", message)
    return said


class OneDelivery(EditorDoor):
    """One message."""

    operation = "editor_webhooks_deliveries_retrieve"
    needs = {"get": VIEW}

    @extend_schema(**openapi.read(shapes.DeliveryDetailShape))
    def get(self, request: Request, pk: int, delivery: int) -> HttpResponse:
        """Read a message, with what is sent and how each try went."""
        return answer(delivery_sheet(_delivery(pk, delivery)))


class Redelivery(EditorDoor):
    """A message goes out once more."""

    operation = "editor_webhooks_redelivery_create"
    needs = {"post": CHANGE}

    @extend_schema(**openapi.message())
    def post(self, request: Request, pk: int, delivery: int) -> HttpResponse:
        """Send a message again, now, under the same identifier, with all its tries before it."""
        read_body(request, Sent)
        return _told(send_again(_delivery(pk, delivery).pk))


def _delivery(pk: int, number: int) -> Delivery:
    found: Delivery = Delivery.objects.get(webhook=_number(pk), pk=_number(number))
    return found


def _told(delivery: Delivery) -> HttpResponse:
    where: dict[str, Any] = {"pk": delivery.webhook_id, "delivery": delivery.pk}
    here = reverse("editor-webhook-delivery", kwargs=where)
    return answer(delivery_sheet(delivery), 202, {"Location": here})

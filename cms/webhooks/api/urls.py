"""Which address opens which door to webhooks? Relative to /api/v1/."""

from django.urls import URLPattern, path

from cms.webhooks.api import webhooks

ONE = "editor/webhooks/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("editor/webhooks/", webhooks.Webhooks.as_view(), name="editor-webhooks"),
    path(ONE, webhooks.OneWebhook.as_view(), name="editor-webhook"),
    path(f"{ONE}secrets/", webhooks.Secrets.as_view(), name="editor-webhook-secrets"),
    path(f"{ONE}test/", webhooks.Test.as_view(), name="editor-webhook-test"),
    path(f"{ONE}deliveries/", webhooks.Deliveries.as_view(), name="editor-webhook-deliveries"),
    path(
        f"{ONE}deliveries/<int:delivery>/",
        webhooks.OneDelivery.as_view(),
        name="editor-webhook-delivery",
    ),
    path(
        f"{ONE}deliveries/<int:delivery>/redelivery/",
        webhooks.Redelivery.as_view(),
        name="editor-webhook-redelivery",
    ),
]

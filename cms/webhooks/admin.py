"""How does an operator set up webhooks, and see what became of what was sent?"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cms.kernel.admin import Record
from cms.kernel.errors import DomainError, Invalid
from cms.webhooks.actions.look_after import Made, demand_sound, exchange_secret, set_up
from cms.webhooks.actions.look_after import change as change_webhook
from cms.webhooks.actions.send_again import send_again, send_test
from cms.webhooks.models import Attempt, Delivery, Ended, State, Webhook
from cms.webhooks.rules.news import PATTERNS

# Django's classes take a type argument in the stubs only.
if TYPE_CHECKING:
    WebhookModelAdmin = admin.ModelAdmin[Webhook]
    AttemptInlines = admin.TabularInline[Attempt, Delivery]
    WebhookModelForm = forms.ModelForm[Webhook]
else:
    WebhookModelAdmin = admin.ModelAdmin
    AttemptInlines = admin.TabularInline
    WebhookModelForm = forms.ModelForm


class Words(forms.CharField):
    """A list of words, with commas or spaces between them."""

    def prepare_value(self, value: Any) -> Any:
        """Show a list as it is typed."""
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the list."""
        return (value or "").replace(",", " ").split()


class WebhookForm(WebhookModelForm):
    """Where it is, what it is told of, and whether it is."""

    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput({"class": "vTextField"}),
    )
    event_types = forms.MultipleChoiceField(
        label=_("What it is told of"),
        choices=[(one, one) for one in PATTERNS],
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Only in these languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: all."),
    )
    categories = Words(
        label=_("Only in these categories"),
        required=False,
        help_text=_("Slugs, with commas between them. None: all."),
    )

    class Meta:
        model = Webhook
        fields = ("name", "url", "event_types", "languages", "categories", "enabled")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "languages" in self.fields:
            languages = [(code, code) for code in settings.STORY_LANGUAGES]
            self.fields["languages"].choices = languages  # type: ignore[attr-defined]

    def clean(self) -> Any:
        """Show what is wrong beside its field."""
        facts = super().clean() or {}
        try:
            demand_sound({name: facts[name] for name in ("url", "event_types") if name in facts})
        except Invalid as refused:
            for error in refused.errors:
                self.add_error(error["field"].split("/")[1], error["message"])
        return facts


@admin.register(Webhook)
class WebhookAdmin(WebhookModelAdmin):
    """Addresses outside that are told of what happens here."""

    form = WebhookForm
    list_display = ("name", "url", "told_of", "enabled", "ended_because", "failing_since")
    list_filter = ("enabled", "ended_because")
    search_fields = ("name", "url")
    ordering = ("name", "pk")
    readonly_fields = ("ended_because", "ended_at", "failing_since", "created_at", "created_by")
    actions = ("test", "exchange")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show how it stands of one that is set up."""
        return super().get_readonly_fields(request, obj) if obj else ()

    @admin.display(description=_("what it is told of"))
    def told_of(self, webhook: Webhook) -> str:
        """Show the types."""
        return ", ".join(webhook.event_types)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say first which ones are told no more because they failed."""
        if request.method == "GET":
            for webhook in Webhook.objects.filter(ended_because__in=(Ended.GONE, Ended.FAILING)):
                said = _("“{name}” is told no more: {why}.")
                why = Ended(webhook.ended_because).label
                messages.error(request, str(said).format(name=webhook.name, why=why))
        return super().changelist_view(request, extra_context)

    def save_model(self, request: HttpRequest, obj: Webhook, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Set it up, or change what was changed; show a new secret this once."""
        facts = form.cleaned_data
        if not change:
            made = set_up(by=request.user, **facts)  # type: ignore[arg-type]
            obj.pk = made.webhook.pk
            _show(request, made)
        elif form.changed_data:
            change_webhook(obj.pk, **{name: facts[name] for name in form.changed_data})

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Let the log go with its webhook, though nobody may take single rows out of it."""
        del request
        return [str(webhook) for webhook in objs], {}, set(), []

    @admin.action(description=_("Send a test message"), permissions=["change"])
    def test(self, request: HttpRequest, queryset: QuerySet[Webhook]) -> None:
        """Send each of them a message, to see whether it hears."""
        for webhook in queryset:
            _try(request, partial(send_test, webhook.pk), _("A test message is on its way."))

    @admin.action(description=_("Make a new secret; the old one signs for a day"),
                  permissions=["change"])  # fmt: skip
    def exchange(self, request: HttpRequest, queryset: QuerySet[Webhook]) -> None:
        """Make each of them a new secret, and show it this once."""
        for webhook in queryset:
            _show(request, exchange_secret(webhook.pk, overlap=timedelta(days=1)))


def _show(request: HttpRequest, made: Made) -> None:
    """Show a new secret."""
    said = _("The secret of “{}”. It is shown this once: {}")
    secret = format_html("<code>{}</code>", made.secret.value)
    messages.warning(request, format_html(str(said), made.webhook.name, secret))


def _try(request: HttpRequest, do: Callable[[], object], done: Any) -> None:
    """Do it and say so, or say what stands against it."""
    try:
        do()
    except DomainError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, str(done))


class AttemptsOfDelivery(AttemptInlines):
    """Each try: when, how it went, how long it took, how the answer began."""

    model = Attempt
    fields = readonly_fields = ("at", "status", "trouble", "duration_ms", "answer")
    ordering = ("pk",)
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what happened is only looked at."""
        del request, obj
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        del request, obj
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show them to whoever sees the delivery."""
        del obj
        return request.user.has_perm("webhooks.view_delivery")


@admin.register(Delivery)
class DeliveryAdmin(Record):
    """What was sent to webhooks, or is to be; it can be sent again."""

    list_display = ("created_at", "webhook", "type", "subject", "state", "tries", "trouble", "next")
    list_filter = ("state", "webhook", "type", "created_at")
    list_select_related = ("webhook",)
    search_fields = ("key", "subject")
    ordering = ("-pk",)
    list_per_page = 50
    fields = ("webhook", "type", "subject", "key", "state", "tries", "trouble", "created_at",
              "next", "settled_at", "body")  # fmt: skip
    readonly_fields = fields
    inlines = (AttemptsOfDelivery,)
    actions = ("again",)

    @admin.display(description=_("next try"))
    def next(self, delivery: Delivery) -> Any:
        """Show when it goes out, of what waits."""
        return delivery.due_at if delivery.state == State.WAITING else None

    def has_again_permission(self, request: HttpRequest) -> bool:
        """Return whether somebody may have messages sent again."""
        return request.user.has_perm("webhooks.change_webhook")

    @admin.action(description=_("Send the selected messages again"), permissions=["again"])
    def again(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        """Send them again, in their order."""
        for delivery in queryset.order_by("pk"):
            _try(request, partial(send_again, delivery.pk), _("It goes out again."))

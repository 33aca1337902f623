"""How does the newsroom say by what replies are screened, and who may not reply?"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from cms.kernel.errors import Invalid
from comments.actions.ban import Banned, ban, known_by, lift_ban
from comments.admin.records import Discreet
from comments.models import Ban, BanKind, ScreeningRules

# Django's classes take a type argument in the stubs only.
if TYPE_CHECKING:
    AnyForm = forms.ModelForm[Model]
else:
    AnyForm = forms.ModelForm


OWNERS = (
    *("aid_rejects_from", "aid_publishes_below"),
    *("authors_told", "reasons_stated", "terms_clause", "legal_basis"),
)


@admin.register(ScreeningRules)
class ScreeningRulesAdmin(Discreet):
    """One row of numbers: its list is its form."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's
        """Refuse: the list makes the only one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Keep it."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave it to the owner to let the aid act by itself, and to take on duties."""
        own = super().get_readonly_fields(request, obj)
        return own if request.user.is_superuser else (*own, *OWNERS)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Go straight to the numbers."""
        row = ScreeningRules.objects.first()
        if row is None and self.has_change_permission(request):
            row = ScreeningRules.objects.create(pk=1)
        if row is None:
            return super().changelist_view(request, extra_context)
        return HttpResponseRedirect(reverse("admin:comments_screeningrules_change", args=[row.pk]))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Keep when it changed."""
        obj.changed_at = clock.now()
        super().save_model(request, obj, form, change)


class BanForm(AnyForm):
    """Ban an address or a domain; readers and networks are banned from a reply of theirs."""

    kind = forms.ChoiceField(
        label=_("by"),
        choices=[(kind.value, kind.label) for kind in (BanKind.EMAIL, BanKind.DOMAIN)],
    )
    value = forms.CharField(
        label=_("address or domain"),
        max_length=254,
        help_text=_("An address is kept as a hash; only its beginning is shown afterwards."),
    )

    class Meta:
        model = Ban
        fields = ("kind", "value", "reason", "note", "until")

    def clean(self) -> dict[str, Any] | None:
        """Say beside the field what cannot be."""
        cleaned = super().clean() or {}
        until = cleaned.get("until")
        if until is not None and until <= clock.now():
            self.add_error("until", _("This moment is over."))
        try:
            known_by(Banned(cleaned.get("kind", ""), cleaned.get("value", "")))
        except Invalid as refusal:
            self.add_error("value", [str(error["message"]) for error in refusal.errors])
        return cleaned


@admin.register(Ban)
class BanAdmin(Discreet):
    """Who may not reply: added and lifted, never changed."""

    add_form = BanForm
    list_display = ("who", "kind", "reason", "at", "until", "by", "ended_at")
    list_select_related = ("by",)
    list_filter = ("kind", "reason", "ended_at")
    search_fields = ("label", "note")
    ordering = ("-at", "-pk")
    actions = ("lift",)
    show_full_result_count = False

    @admin.display(description=_("who"))
    def who(self, row: Any) -> str:
        """Show what moderators may see."""
        return str(row)

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        """Ask for an address or a domain when one is added."""
        if obj is None:
            kwargs["form"] = self.add_form
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Never show a hash."""
        if obj is None:
            return super().get_fields(request, obj)
        return ("label", "kind", "reason", "note", "at", "until", "by", "ended_at")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a ban is lifted, and another one made."""
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Refuse: who was banned is remembered."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001 - Django's signature
        """Ban by the action."""
        said = form.cleaned_data
        row = ban(
            who=Banned(said["kind"], said["value"]),
            reason=said["reason"],
            by=request.user,  # type: ignore[arg-type]
            at=clock.now(),
            until=said["until"],
            note=said["note"],
        )
        obj.pk = row.pk
        obj.label = row.label

    @admin.action(description=_("Lift the ban"), permissions=["change"])
    def lift(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Let the selected ones reply again."""
        for row in queryset:
            lift_ban(ban_id=row.pk, by=request.user, at=clock.now())  # type: ignore[arg-type]

"""How does the newsroom say how replies are taken, everywhere and in each category?"""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.actions.change_reply_rules import (
    FOR_THE_SITE,
    change_reply_rules,
    drop_reply_rules,
)
from articles.models import ReplyRules

# Django's classes take a type argument in the stubs only.
if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Model]
    AnyForm = forms.ModelForm[Model]
else:
    AnyAdmin = admin.ModelAdmin
    AnyForm = forms.ModelForm

DEMANDS = ("policy", "repliers", "premoderated_after_days", "closes_after_days")


class ReplyRulesForm(AnyForm):
    """What is demanded; only the first row may be the whole site's."""

    class Meta:
        model = ReplyRules
        fields = ("category", *DEMANDS, *FOR_THE_SITE)
        help_texts: ClassVar[dict[str, Any]] = {
            "policy": _("Of site, category and story the strictest wins."),
            "premoderated_after_days": _("Counted from the first publication of each story."),
            "closes_after_days": _("What is there stays to be read."),
            "unless_said": _("What holds where the desk has chosen nothing for a story."),
            "emergency": _("For bad hours: it holds at once, everywhere."),
        }

    def clean(self) -> dict[str, Any] | None:
        """Say kindly that the site has its row."""
        cleaned = super().clean() or {}
        site = ReplyRules.objects.filter(category=None).exclude(pk=self.instance.pk)
        if "category" in self.fields and not cleaned.get("category") and site.exists():
            self.add_error("category", _("The whole site has its rules already; change those."))
        return cleaned


@admin.register(ReplyRules)
class ReplyRulesAdmin(AnyAdmin):
    """One row for the site, and one for each category that is stricter."""

    form = ReplyRulesForm
    list_display = ("where", *DEMANDS, "emergency")
    list_select_related = ("category",)
    ordering = ("category__position", "pk")
    show_full_result_count = False

    @admin.display(description=_("for"), ordering="category")
    def where(self, row: Any) -> str:
        """Show the category, or the whole site."""
        return str(row)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ARG002
        """Show what only the site decides on the site's row, or on a new one."""
        shared = [(None, {"fields": (("category",) if obj is None else ()) + DEMANDS})]
        if obj is not None and obj.category_id is not None:
            return shared
        return [*shared, (_("The whole site"), {"fields": FOR_THE_SITE})]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Open the list with the site's row in it, so that the switch is always one click away."""
        if self.has_change_permission(request) and not ReplyRules.objects.filter(category=None):
            change_reply_rules(by=request.user)  # type: ignore[arg-type]
        return super().changelist_view(request, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001 - Django's signature
        """Write by the action; what belongs to the site is not written for a category."""
        category_id = obj.category_id
        left = FOR_THE_SITE if category_id is not None else ()
        demands = {
            name: value
            for name, value in form.cleaned_data.items()
            if name != "category" and name not in left
        }
        row = change_reply_rules(category_id=category_id, by=request.user, **demands)  # type: ignore[arg-type]
        obj.pk = row.pk

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Demand nothing of the category any more."""
        drop_reply_rules(category_id=obj.category_id, by=request.user)  # type: ignore[arg-type]

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Demand nothing of the categories any more."""
        for row in queryset.exclude(category=None):
            self.delete_model(request, row)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep the site's row: it is changed, never deleted."""
        if obj is not None and obj.category_id is None:
            return False
        return super().has_delete_permission(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go back to the list, where all rules stand side by side."""
        answer = super().response_change(request, obj)
        if "_continue" in request.POST:
            return answer
        return HttpResponseRedirect(reverse("admin:articles_replyrules_changelist"))

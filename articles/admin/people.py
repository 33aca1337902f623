"""How are authors and experts kept?"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.actions.people import correct_expert, merge_experts
from articles.admin.discarding import Discarded
from articles.admin.taxonomy import CorrectedEverywhere
from articles.models import Author, Expert, ExpertName
from cms.kernel.errors import DomainError

# Django's classes take a type argument in the stubs only.
if TYPE_CHECKING:
    ExpertModelForm = forms.ModelForm[Expert]
    NameInline = admin.TabularInline[ExpertName, Expert]
else:
    ExpertModelForm = forms.ModelForm
    NameInline = admin.TabularInline

TWO = 2


@admin.register(Author)
class AuthorAdmin(CorrectedEverywhere):
    """Names that may stand in a byline."""

    list_display = ("name", "slug", "user")
    list_select_related = ("user",)
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("user",)
    ordering = ("name",)


class ExpertForm(ExpertModelForm):
    """Facts of an expert; correcting them is an action, so that its refusal has a place."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Expert
        fields = ("name", "slug", "kind", "role", "organisation", "bio")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None:
            kwargs["initial"] = {"seen_version": instance.version, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        facts = {name: self.cleaned_data.get(name) for name in self.changed_data}
        facts.pop("seen_version", None)
        if self.errors or not self.instance.pk or not facts:
            return
        try:
            correct_expert(self.instance.pk, version=self.cleaned_data.get("seen_version"), **facts)
        except DomainError as refusal:
            self.add_error("slug" if refusal.errors else None, _why(refusal))


def _why(refusal: DomainError) -> str:
    return " ".join(error["message"] for error in refusal.errors) or str(refusal)


class OtherNames(NameInline):
    """Former slugs, and other spellings by which the expert is found."""

    model = ExpertName
    fields = ("name", "slug")
    extra = 1


@admin.register(Expert)
class ExpertAdmin(Discarded):
    """Who is quoted."""

    form = ExpertForm
    list_display = ("name", "role", "organisation", "kind", "quote_count", "became")
    list_filter = ("kind", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("merged_into",)
    search_fields = ("name", "role", "organisation", "other_names__name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    ordering = ("name", "pk")
    inlines = (OtherNames,)
    actions = ("merge",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Expert]:
        """Return the experts with the number of their quotes in working copies."""
        rows: QuerySet[Expert] = super().get_queryset(request)
        return rows.annotate(desk_quotes=Count("quotes", distinct=True))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Expert], search_term: str
    ) -> tuple[QuerySet[Expert], bool]:
        """Offer nobody who was merged away where an expert is chosen."""
        rows, doubled = super().get_search_results(request, queryset, search_term)
        choosing = request.resolver_match is not None and (
            request.resolver_match.url_name == "autocomplete"
        )
        return (rows.filter(merged_into=None) if choosing else rows), doubled

    @admin.display(description=_("quotes"), ordering="desk_quotes")
    def quote_count(self, expert: Expert) -> int:
        """Show how many quotes the working copies hold."""
        return int(expert.desk_quotes)  # type: ignore[attr-defined]

    @admin.display(description=_("merged into"))
    def became(self, expert: Expert) -> str:
        """Show whom the expert became."""
        return expert.merged_into.name if expert.merged_into else ""

    def save_model(self, request: HttpRequest, obj: Expert, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Add a new expert; one that stands was corrected by the form's action."""
        if not change:
            super().save_model(request, obj, form, change)

    @admin.action(
        description=_("Merge two experts: the quotes move to the one who has more"),
        permissions=["change"],
    )
    def merge(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Make two experts one; the other's names and addresses go on working."""
        rows = list(queryset.order_by("-desk_quotes", "pk"))
        if len(rows) != TWO:
            messages.error(request, _("Choose exactly two experts to merge."))
            return
        keep, away = rows
        try:
            merge_experts(keep=keep.pk, away=away.pk)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return
        told = str(_("“{away}” is now “{keep}”; all quotes stand under one name."))
        messages.success(request, told.format(away=away.name, keep=keep.name))

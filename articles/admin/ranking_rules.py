"""How do editors say what stands in the rankings? A list of their rules, and a form for each."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from articles.actions.change_ranking_rule import change_ranking_rule, drop_ranking_rule
from articles.admin.comparing import story_of
from articles.models import Article, RankingRule
from articles.queries.ruled import rule_on
from cms.kernel import clock
from cms.kernel.times import is_sane

# Django's classes take a type argument in the stubs only.
if TYPE_CHECKING:
    RuleModelAdmin = admin.ModelAdmin[RankingRule]
    RuleModelForm = forms.ModelForm[RankingRule]
else:
    RuleModelAdmin = admin.ModelAdmin
    RuleModelForm = forms.ModelForm


class RankingRuleForm(RuleModelForm):
    """Which story, what, until when and why."""

    class Meta:
        model = RankingRule
        fields = ("article", "kind", "until", "reason")
        help_texts = {
            "until": _("It ends by itself. Empty: when somebody ends it."),
            "reason": _("Colleagues read it here and in the story’s history, readers do not."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True

    def clean_until(self) -> Any:
        """Refuse a moment that is over: the rule would do nothing."""
        until = self.cleaned_data["until"]
        if until is not None and not is_sane(until):
            raise forms.ValidationError(_("This is too far away."))
        if until is not None and until <= clock.now():
            raise forms.ValidationError(_("This moment is over."))
        return until

    def validate_unique(self) -> None:
        """Let a new rule take the place of the story's former one."""


class HoldsFilter(admin.SimpleListFilter):
    """Rules that hold, and those whose time is over."""

    title = _("holds")
    parameter_name = "holds"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer yes and no."""
        del request, model_admin
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Narrow the list."""
        del request
        over = Q(until__lte=clock.now())
        narrowed = {"yes": queryset.exclude(over), "no": queryset.filter(over)}
        return narrowed.get(self.value() or "", queryset)


@admin.register(RankingRule)
class RankingRuleAdmin(RuleModelAdmin):
    """Stories that are pinned or kept out: by whom, why, until when."""

    form = RankingRuleForm
    list_display = ("article", "kind", "holds", "until", "reason", "by", "at")
    list_select_related = ("article", "by")
    list_filter = ("kind", HoldsFilter)
    search_fields = ("article__headline", "article__slug", "reason")
    autocomplete_fields = ("article",)
    ordering = ("-at", "-pk")
    show_full_result_count = False

    @admin.display(description=_("holds"), boolean=True)
    def holds(self, rule: RankingRule) -> bool:
        """Show whether its time is over."""
        return rule.holds(clock.now())

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep the story of a rule: another story is another rule."""
        del request
        return ("article", "by", "at") if obj else ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show who ruled so, and when, where somebody did."""
        del request
        return ("article", "kind", "until", "reason", *(("by", "at") if obj else ()))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001 - Django's signature
        """Write by the action."""
        facts = {name: getattr(obj, name) for name in ("kind", "until", "reason")}
        rule = change_ranking_rule(article_id=obj.article_id, by=request.user, **facts)  # type: ignore[arg-type]
        obj.pk = rule.pk

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """End it by the action."""
        drop_ranking_rule(article_id=obj.article_id, by=request.user)  # type: ignore[arg-type]

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """End each by the action."""
        for rule in queryset:
            self.delete_model(request, rule)


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the address that leads from a story to its rule."""
    view = desk.admin_site.admin_view(partial(rule_of_story, desk))
    return [path("<int:article_id>/ranking/", view, name="articles_article_ranking")]


def rule_of_story(
    desk: "ModelAdmin[Article]", request: HttpRequest, article_id: int
) -> HttpResponse:
    """Lead to the form of the story's rule, or of a new one."""
    story_of(desk, request, article_id)
    if rule := rule_on(article_id):
        return HttpResponseRedirect(reverse("admin:articles_rankingrule_change", args=[rule.pk]))
    address = reverse("admin:articles_rankingrule_add")
    return HttpResponseRedirect(f"{address}?article={article_id}")

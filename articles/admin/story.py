"""How do editors write, change and publish a story?"""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, URLField
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect

from articles.actions.allowed import SAYS
from articles.admin import (
    filing,
    history,
    keeping,
    lists,
    not_counted,
    notes,
    now_board,
    numbers,
    pasting,
    photo_picker,
    pickers,
    proofs,
    ranking_rules,
    story_collision,
    swapping,
    unsaved,
    weights,
    words,
)
from articles.admin.desk_files import STYLESHEETS, with_nonce
from articles.admin.story_aside import beside
from articles.admin.story_columns import StoryColumns, StoryList
from articles.admin.story_fields import PickedStory
from articles.admin.story_form import StoryForm
from articles.admin.story_lists import (
    StateFilter,
    ViewFilter,
    publish_selected,
    tag_selected,
    with_tabs,
    withdraw_selected,
)
from articles.admin.story_moves import DISCUSS, PUBLISH, WITHDRAW, asked, move
from articles.admin.story_numbers import OnlyRows
from articles.admin.story_reading import reading
from articles.models import Article
from articles.queries.desk import stands, with_standing
from articles.queries.listing import saying
from articles.queries.rights import why_not
from cms.kernel import clock
from cms.kernel.policy import nonce_of

# What is asked and done beside the form of a story; each has `urls(desk)`.
DOORS: tuple[Any, ...] = (
    filing, history, keeping, lists, not_counted, notes, now_board, numbers, pasting,
    photo_picker, pickers, proofs, ranking_rules, swapping, weights,
)  # fmt: skip
_FACTS = (
    "headline", "standfirst", "slug", "language", "category", "tags", "lead_photo",
    "lead_caption", "lead_credit", "lead_alt", "source_name", "source_url", "seo_title",
    "seo_description", "canonical_url", "noindex", "translation_of",
)  # fmt: skip


@admin.register(Article)
class ArticleAdmin(StoryColumns, OnlyRows):
    """The editing desk."""

    form = StoryForm
    list_display = ("told", "state", "byline", "filed", "tongue", "changed", "length")
    list_filter = (ViewFilter, StateFilter, "category", "language", "changed_at")
    list_select_related = ("category",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("headline", "slug")  # the box is shown; `saying` looks further
    search_help_text = _("Words of the headline or standfirst, an author, somebody quoted.")
    ordering = ("-changed_at", "-pk")
    autocomplete_fields = ("translation_of",)
    actions = (publish_selected, withdraw_selected, tag_selected)

    class Media:
        css = {"all": STYLESHEETS}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Return the stories with how they stand."""
        return with_standing(super().get_queryset(request), clock.now())

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[StoryList]:
        """Return the list that fetches for a whole page what its columns say."""
        del request, kwargs
        return StoryList

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Put the saved views above the list."""
        named = {"title": _("Stories")} | (extra_context or {})
        return with_tabs(super().changelist_view(request, named))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """Look also at the byline and at who is quoted; every story comes once."""
        del request
        return saying(queryset, search_term), False

    def get_urls(self) -> list[URLPattern]:
        """Add the desk's own doors."""
        return [*(url for door in DOORS for url in door.urls(self)), *super().get_urls()]

    def get_form(
        self,
        request: HttpRequest,
        obj: Article | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> "type[ModelForm[Article]]":
        """Return the form of this editor."""
        if obj is not None and not self.has_change_permission(request, obj):
            kwargs["form"] = ModelForm
            return super().get_form(request, obj, change, **kwargs)
        form = super().get_form(request, obj, change, **kwargs)
        desk = {
            "experts": reverse("admin:articles_desk_experts"),
            "photos_url": reverse("admin:articles_desk_photos"),
            "said": reverse("admin:articles_desk_said"),
            "story": obj.pk if obj else None,
            "live_url": reverse("admin:articles_desk_live"),
            "tags_url": reverse("admin:articles_desk_tags"),
            "authors_url": reverse("admin:articles_desk_authors"),
            "may_add_tags": request.user.has_perm("articles.add_tag"),
            "may_add_authors": request.user.has_perm("articles.add_author"),
            **pasting.facts(),
            "may_add_experts": request.user.has_perm("articles.add_expert"),
            "may_add_photos": request.user.has_perm("media.add_photo"),
            "keeping": keeping.facts(request, obj),
        }
        return cast("type[ModelForm[Article]]", type(form.__name__, (form,), {
            "by": request.user, "desk": desk, "may_discuss": request.user.has_perm(DISCUSS),
        }))  # fmt: skip

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Show those who may only look the facts; the desk has its own template."""
        if obj is not None and not self.has_change_permission(request, obj):
            return [(None, {"fields": ("standing", *_FACTS[:2], "text", *_FACTS[2:])})]
        return super().get_fieldsets(request, obj)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choose the lead photo and the tags by the desk's own choosers."""
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        if db_field.name == "translation_of":
            kwargs["widget"] = PickedStory(db_field, self.admin_site)
        if db_field.name in {"lead_photo", "tags"}:
            return db_field.formfield(**kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @method_decorator(csrf_protect)
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer outside a transaction: the actions keep their own, and short.

        Django's wraps the whole request in one, which on SQLite would keep everybody from
        writing while an editor opens a story.
        """
        placed = _placed(*args, **kwargs)
        try:
            return self._changeform_view(request, *placed)  # type: ignore[attr-defined]
        except PermissionDenied:
            if not unsaved.came_too_late(request):
                raise
            return unsaved.refused(self, request, placed[0])

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, *args: Any) -> HttpResponse:
        """Show the words that came for a story that is no more."""
        if unsaved.came_too_late(request):
            return unsaved.gone(self, request)
        return super()._get_obj_does_not_exist_redirect(request, *args)  # type: ignore[misc,no-any-return]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Put beside the text how the story stands and what it lacks."""
        story = kwargs.get("obj")
        context |= beside(request, story)
        context["preview"] = proofs.card(story)
        if story and (why := why_not(request.user, "change", story, clock.now())):
            context["why_not"] = SAYS[why]
        if nonce := nonce_of(request):
            context["media"] = with_nonce(context["media"], nonce)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Save nothing: the form's action did; then do what the button says."""
        del obj, change
        request.desk_facts = form.cleaned_data  # type: ignore[attr-defined]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Save nothing: the whole tree was written at once."""

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Stay at the desk after the first save."""
        if "_popup" in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._after(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Stay at the desk after a save."""
        if "_popup" in request.POST:
            return super().response_change(request, obj)
        return self._after(request, obj)

    def _after(self, request: HttpRequest, story: Article) -> HttpResponse:
        facts = request.desk_facts  # type: ignore[attr-defined]
        name, saved = asked(request), facts.get("saved")
        together = story_collision.tell(request, saved, name)
        if name and not story_collision.keeps_back(name, saved):
            move(request, name, story, facts)
        elif not together:
            self.message_user(request, str(_("Saved: “{story}”.")).format(story=story))
        where = reverse("admin:articles_article_change", args=[story.pk])
        return keeping.confirmed(request, HttpResponseRedirect(where))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what was done to the story, and what it was before."""
        return super().history_view(
            request, object_id, (extra_context or {}) | history.history(request, object_id)
        )

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Return whether the editor may publish."""
        return request.user.has_perm(PUBLISH)

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        """Return whether the editor may withdraw."""
        return request.user.has_perm(WITHDRAW)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Allow drafts only: what readers saw is withdrawn, never deleted."""
        if obj is not None and obj.first_published_at is not None:
            return False
        one = request.resolver_match is None or "changelist" not in str(
            request.resolver_match.url_name
        )
        return one and super().has_delete_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Allow what rules.who_may allows: the same answer as programs get."""
        if obj is None or not super().has_change_permission(request, obj):
            return super().has_change_permission(request, obj)
        return not why_not(request.user, "change", obj, clock.now())

    @admin.display(description=_("how it stands"))
    def standing(self, story: Article) -> str:
        """Show how a story stands to somebody who may only read it."""
        return words.said_of(story, stands(story, clock.now()))

    @admin.display(description=_("text"))
    def text(self, story: Article) -> SafeString:
        """Show the text to somebody who may only read the story."""
        return reading(story)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Ask nobody about the parts of a draft: they go with it."""
        deleted, counts, _needed, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, set(), protected


def _placed(
    object_id: str | None = None,
    form_url: str = "",
    extra_context: dict[str, Any] | None = None,
) -> tuple[str | None, str, dict[str, Any] | None]:
    """Return the arguments of Django's view in their order."""
    return object_id, form_url, extra_context

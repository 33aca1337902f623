"""How do moderators read the queue in the admin, and decide?

Nothing is edited here. Every decision goes through the action that the API uses, on the version
that the page showed.
"""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from comments.actions.found import HELD_FOR, in_words
from comments.admin import queue
from comments.admin.deciding import WORDS, decide_from_admin
from comments.admin.records import Record
from comments.models import Comment, Decision, Reason
from comments.rules.states import NEEDS_REASON, Move


class HeldForFilter(admin.SimpleListFilter):
    """Replies by what was found when they arrived."""

    title = _("held for")
    parameter_name = "held_for"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """Return what can be found."""
        return list(HELD_FOR.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Narrow: as text, because SQLite cannot look into JSON lists."""
        if self.value() not in HELD_FOR:
            return queryset
        as_text = queryset.annotate(held_text=Cast("held_for", TextField()))
        found: QuerySet[Any] = as_text.filter(held_text__contains=f'"{self.value()}')
        return found


class LanguageFilter(admin.SimpleListFilter):
    """Replies by the language of their story; which there are is known without a look."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """Return the languages that stories are written in."""
        return [(code, code) for code in settings.STORY_LANGUAGES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Narrow."""
        return queryset.filter(language=self.value()) if self.value() else queryset


@admin.register(Comment)
class CommentAdmin(Record):
    """All that was ever replied; the queue has a page of its own."""

    scoped_by = "category_id"
    change_list_template = "admin/comments/comment/change_list.html"

    list_display = ("excerpt", "decide", "stands", "article", "written")
    list_display_links = ("excerpt",)
    list_select_related = ("article",)
    list_filter = (
        "state",
        "needs_review",
        HeldForFilter,
        "created_at",
        "author_kind",
        LanguageFilter,
    )
    search_fields = ("text", "author_name", "key")
    search_help_text = _("Words of the comment, or a name.")
    # As they came in: by when they were written, all of them would be sorted for the first page.
    ordering = ("-id",)
    actions = ("approve", "reject", "spam", "hold")
    change_form_template = "admin/comments/comment/change_form.html"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "article", "state", "found", "author_name", "author_email", "author_url",
                    "created_at", "published_at", "edited_at", "decided_at", "decided_by",
                    "open_reports",
                )
            },
        ),
        (
            _("Technical facts"),
            {
                "classes": ("collapse",),
                "fields": (
                    "key", "author_kind", "parent", "depth", "version", "revision", "risk", "up",
                    "down", "reply_count", "visible_descendants", "language",
                ),
            },
        ),
    )  # fmt: skip
    readonly_fields = ("found",)

    class Media:
        css = {"all": ["comments/queue.css"]}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show addresses to those who moderate only."""
        shown: Any = super().get_fieldsets(request, obj)
        if self.has_moderate_permission(request):
            return shown
        return [
            (title, facts | {"fields": [one for one in facts["fields"] if one != "author_email"]})
            for title, facts in shown
        ]

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may decide."""
        return request.user.has_perm("comments.moderate_comment")

    def get_urls(self) -> list[URLPattern]:
        """Add the address to which the buttons post."""
        door = path(
            "<int:pk>/decide/",
            self.admin_site.admin_view(self.decide_view),
            name="comments_comment_decide",
        )
        return [door, *queue.urls(self.admin_site), *super().get_urls()]

    @admin.display(description=mark_safe('<input type="checkbox" id="action-toggle">'))
    def action_checkbox(self, comment: Any) -> SafeString:
        """Carry the version that the moderator sees beside the box."""
        box = super().action_checkbox(comment)
        return format_html(
            '{}<input type="hidden" name="version-{}" value="{}">',
            box,
            comment.pk,
            comment.version,
        )

    @admin.display(description=_("state"), ordering="state")
    def stands(self, comment: Comment) -> SafeString:
        """Show the state, and what was found, in words."""
        found = ", ".join(in_words(finding) for finding in comment.held_for)
        return format_html("<b>{}</b><br>{}", comment.get_state_display(), found)

    @admin.display(description=_("comment"))
    def excerpt(self, comment: Comment) -> SafeString:
        """Show the beginning, in the direction of its words; the rest waits behind it."""
        beginning = Truncator(comment.text).chars(160) or comment.key
        return format_html('<bdi title="{}">{}</bdi>', comment.text[:600], beginning)

    @admin.display(description=_("written"), ordering="id")
    def written(self, comment: Comment) -> SafeString:
        """Show who and when; the year and the second wait behind it."""
        at = timezone.localtime(comment.created_at)
        return format_html(
            '<bdi>{}</bdi><br><time datetime="{}" title="{}">{}</time>',
            comment.author_name,
            at.isoformat(),
            formats.date_format(at, "DATETIME_FORMAT"),
            formats.date_format(at, "j M, H:i"),
        )

    @admin.display(description=_("found"))
    def found(self, comment: Comment) -> str:
        """Show what was found, in words."""
        return ", ".join(in_words(finding) for finding in comment.held_for) or "-"

    @admin.display(description=_("decide"))
    def decide(self, comment: Comment) -> SafeString | str:
        """Show one button for each decision that would change something."""
        buttons = [self._button(comment, move) for move in comment.moves]
        return mark_safe(" ".join(buttons)) or "-"  # noqa: S308 - made by format_html

    def _button(self, comment: Comment, move: Move) -> SafeString:
        door = reverse(f"{self.admin_site.name}:comments_comment_decide", args=[comment.pk])
        return format_html(
            '<button type="submit" class="button" formaction="{}" name="decision" value="{}">'
            "{}</button>",
            door,
            move.value,
            WORDS[move],
        )

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide on one comment, from its row or its page."""
        back = reverse(f"{self.admin_site.name}:comments_comment_changelist")
        if request.method != "POST" or not self.has_moderate_permission(request):
            return HttpResponse(status=405 if request.method != "POST" else 403)
        decision = request.POST.get("decision", "")
        decide_from_admin(
            request,
            [pk],
            decision=decision,
            reason=request.POST.get("reason") or _reason_for(decision),
            note=request.POST.get("note", "")[:500],
        )
        return HttpResponseRedirect(back)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Call the list by its name."""
        return super().changelist_view(
            request, {"title": _now("All comments"), **(extra_context or {})}
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one comment, the decisions on it, and the buttons."""
        comment = self.get_object(request, object_id)
        return super().change_view(
            request,
            object_id,
            form_url,
            {**(extra_context or {}), **self._around(request, comment)},
        )

    def _around(self, request: HttpRequest, comment: Any) -> dict[str, Any]:
        if not isinstance(comment, Comment) or not self.has_moderate_permission(request):
            return {}
        decisions = Decision.objects.filter(comment=comment).select_related("by")
        return {
            "comment": comment,
            "moves": [(move.value, WORDS[move]) for move in comment.moves],
            "wordings": comment.revisions.order_by("-number"),
            "reports": comment.reports.order_by("-pk"),
            "reasons": Reason.choices,
            "decisions": decisions.order_by("id"),
        }

    @admin.action(description=_("Approve"), permissions=["moderate"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Publish the selected comments."""
        self._each(request, queryset, Move.APPROVE)

    @admin.action(description=_("Hold"), permissions=["moderate"])
    def hold(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Take the selected comments back into the queue."""
        self._each(request, queryset, Move.HOLD)

    @admin.action(description=_("Mark as spam"), permissions=["moderate"])
    def spam(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Keep the selected comments as spam."""
        self._each(request, queryset, Move.SPAM, reason=Reason.SPAM.value)

    @admin.action(description=_("Reject…"), permissions=["moderate"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Reject the selected comments, after asking why."""
        if _beyond_the_page(request):
            return None
        if reason := request.POST.get("reason"):
            note = request.POST.get("note", "")[:500]
            self._each(request, queryset, Move.REJECT, reason=reason, note=note)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _now("Why are these comments rejected?"),
            "opts": self.opts,
            "comments": queryset,
            "versions": {
                name: value for name, value in request.POST.items() if name.startswith("version-")
            },
            "reasons": Reason.choices,
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/comments/comment/reject.html", context)

    def _each(self, request: HttpRequest, queryset: QuerySet[Any], move: Move, **why: str) -> None:
        if _beyond_the_page(request):
            return
        pks = list(queryset.values_list("pk", flat=True))
        decide_from_admin(request, pks, decision=move.value, **why)


def _beyond_the_page(request: HttpRequest) -> bool:
    """Refuse to decide on comments of other pages, which nobody has seen in their version."""
    if request.POST.get("select_across") != "1":
        return False
    text = _now("Only the comments of one page can be decided at once: those that you have seen.")
    messages.error(request, text)
    return True


def _reason_for(decision: str) -> str:
    """Return the reason when none was chosen: spam is its own, anything else is other."""
    if decision not in NEEDS_REASON:
        return ""
    return Reason.SPAM.value if decision == Move.SPAM else Reason.OTHER.value

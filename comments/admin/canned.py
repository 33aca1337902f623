"""How do chiefs of moderation keep answers ready?"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from comments.actions.canned_answers import example
from comments.admin.records import Discreet
from comments.models import CannedReply
from comments.queries.scope import leads
from comments.rules import text as texts
from comments.rules.canned import NAMES, unknown_places
from comments.rules.render import html_of

# Django's classes take a type argument in the stubs only.
if TYPE_CHECKING:
    AnyForm = forms.ModelForm[Model]
else:
    AnyForm = forms.ModelForm

LONGEST = 2000
PLACES = ", ".join(f"{{{name}}}" for name in NAMES)


def unfit_places(text: str) -> str:
    """Return what is wrong with the places of a text, "" when nothing is."""
    unknown = ", ".join(unknown_places(text))
    facts = {"unknown": unknown, "places": PLACES}
    said = _now("%(unknown)s is no place that can be filled. There are %(places)s.")
    return said % facts if unknown else ""


class CannedReplyForm(AnyForm):
    """Languages of the paper, and places that are known."""

    language = forms.ChoiceField(
        label=_("language"),
        required=False,
        choices=[("", _("all")), *((code, code) for code in settings.STORY_LANGUAGES)],
    )

    class Meta:
        model = CannedReply
        fields = ("title", "language", "place", "text")
        help_texts = {
            "text": _(
                "{name} becomes the name of who wrote, {story} the headline, {reason} why it "
                "waited. Moderators see it filled and may change it."
            ),
        }

    def clean_text(self) -> str:
        """Say which place is none."""
        text = texts.clean(str(self.cleaned_data["text"]))
        if wrong := unfit_places(text):
            raise forms.ValidationError(wrong)
        return text


@admin.register(CannedReply)
class CannedReplyAdmin(Discreet):
    """Moderators read them; who leads the moderation keeps them."""

    form = CannedReplyForm
    list_display = ("title", "place", "language", "excerpt")
    list_filter = ("language",)
    search_fields = ("title", "text")
    ordering = ("place", "id")
    readonly_fields = ("preview",)
    fields = ("title", "language", "place", "text", "preview")

    class Media:
        js = ["comments/canned.js"]
        css = {"all": ["comments/queue.css"]}

    def get_urls(self) -> list[URLPattern]:
        """Add the address at which a text is looked at before it is saved."""
        door = self.admin_site.admin_view(self.preview_view)
        return [
            path("preview/", door, name="comments_cannedreply_preview"),
            *super().get_urls(),
        ]

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        """Answer how the text looks, or what is wrong with it."""
        if request.method != "POST" or not leads(request.user):
            return HttpResponse(status=405 if request.method != "POST" else 403)
        text = request.POST.get("text", "")[: LONGEST + 1]
        if len(text) > LONGEST or not texts.is_text(text):
            return JsonResponse({"wrong": _now("This is too long, or not valid text."), "html": ""})
        return JsonResponse({"wrong": unfit_places(text), "html": _looks(text)})

    @admin.display(description=_("text"))
    def excerpt(self, row: Any) -> str:
        """Show the beginning."""
        return Truncator(row.text).chars(90)

    @admin.display(description=_("as a reader may see it"))
    def preview(self, row: Any) -> SafeString:
        """Show it filled; a script keeps that up with what is typed."""
        return format_html(
            '<div class="comment-words" id="canned-preview" dir="auto" aria-live="polite">{}</div>',
            mark_safe(_looks(row.text or "")),  # noqa: S308 - cleaned by the renderer
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let only who leads do it."""
        return leads(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Let only who leads do it."""
        return leads(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Let only who leads do it."""
        return leads(request.user)


def _looks(text: str) -> str:
    return html_of(example(texts.clean(text)))

"""How does an editor delete an expert, an author, a category or a tag, and what holds it back?"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.actions.discard_named import demand_unnamed, discard_named
from articles.models import Article, Expert
from articles.queries.named_in import stories_naming
from cms.kernel.errors import DomainError

SHOWN = 50

# Django's class takes a type argument in the stubs only.
if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
else:
    AnyAdmin = admin.ModelAdmin


class Discarded(AnyAdmin):
    """Rows that stories name: deleted by the action, once no story does."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the stories that hold on to a row, those that only readers still see too."""
        gone, counts, needed, protected = super().get_deleted_objects(objs, request)
        refused = [reason for row in objs for reason in _holding(row)]
        if refused:  # not for want of a right, as Django would say of the quotes
            return gone, counts, set(), refused
        # Those who were merged into an expert go along.
        return gone, counts, needed, [] if self.model is Expert else protected

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the row, or say what holds it back."""
        try:
            discard_named(type(obj), obj.pk)
        except DomainError as refusal:
            messages.error(request, str(refusal))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete each row."""
        for row in queryset:
            self.delete_model(request, row)


def _holding(row: Any) -> list[SafeString]:
    """Return what holds a row back, with links to the desks of the first stories."""
    try:
        demand_unnamed(row)
    except DomainError as refusal:
        return [format_html("{}: {}", row, refusal), *_stories(row)]
    return []


def _stories(row: Any) -> list[SafeString]:
    rows = stories_naming(row).order_by("-changed_at", "-pk").only("headline")[:SHOWN]
    return [format_html('<a href="{}">{}</a>', _desk_of(story), story) for story in rows]


def _desk_of(story: Article) -> str:
    return reverse("admin:articles_article_change", args=[story.pk])

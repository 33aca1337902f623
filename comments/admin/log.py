"""How do moderators look back?"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from comments.admin.records import Record
from comments.models import CommentRevision, Decision, LogHead
from comments.queries.scope import scope_of


@admin.register(Decision)
class DecisionAdmin(Record):
    """The log of decisions: written by the actions, changed by nobody."""

    list_display = ("at", "what", "excerpt", "was", "became", "who", "reason", "note")
    list_select_related = ("comment", "by")
    list_filter = ("what", "reason", "by_kind", "at")
    search_fields = ("comment__key", "comment__author_name", "by__username", "note", "batch")
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Show what is in the moderator's scope."""
        rows = super().get_queryset(request)
        return scope_of(request.user).within(rows, "comment__category_id")

    @admin.display(description=_("comment"))
    def excerpt(self, decision: Decision) -> str:
        """Show the beginning of what was decided on."""
        return decision.comment.text[:60] or decision.comment.key

    @admin.display(description=_("by"), ordering="by__username")
    def who(self, decision: Decision) -> str:
        """Show the person, or what else decided."""
        return decision.by.get_username() if decision.by else decision.get_by_kind_display()


@admin.register(CommentRevision)
class CommentRevisionAdmin(Record):
    """What replies said before they were edited."""

    list_display = ("comment", "number", "text", "at")
    list_select_related = ("comment",)
    search_fields = ("comment__key", "text")
    ordering = ("-at", "-id")


@admin.register(LogHead)
class LogHeadAdmin(Record):
    """Where the chain of the log ends."""

    list_display = ("hash",)
    search_fields = ("hash",)

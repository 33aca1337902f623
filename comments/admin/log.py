"""How do moderators look back?"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from comments.admin.records import Record
from comments.models import CommentRevision, Decision, LogHead


@admin.register(Decision)
class DecisionAdmin(Record):
    """The log of decisions: written by the actions, changed by nobody."""

    scoped_by = "comment__category_id"
    list_display = ("at", "what", "excerpt", "was", "became", "who", "reason", "note")
    list_select_related = ("comment", "by")
    list_filter = ("what", "reason", "by_kind", "at")
    search_fields = ("comment__key", "comment__author_name", "by__username", "note", "batch")
    ordering = ("-id",)
    # Named one by one: the hash of the network, and what undo needs, are nobody's to read.
    fields = (
        *("comment", "what", "was", "became", "by_kind", "by", "reason", "note", "evidence"),
        *("score", "model_version", "batch", "undoes", "version", "revision", "at", "hash"),
    )

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

    scoped_by = "comment__category_id"
    list_display = ("comment", "number", "text", "at")
    list_select_related = ("comment",)
    search_fields = ("comment__key", "text")
    ordering = ("-at", "-id")


@admin.register(LogHead)
class LogHeadAdmin(Record):
    """Where the chain of the log ends."""

    list_display = ("hash",)
    search_fields = ("hash",)

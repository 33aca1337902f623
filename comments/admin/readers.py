"""What did readers do? To be looked at, and never whose it was."""

from django.contrib import admin

from comments.admin.records import Record
from comments.models import Report, Vote


@admin.register(Report)
class ReportAdmin(Record):
    """What readers reported; a decision on the comment settles it."""

    scoped_by = "comment__category_id"
    list_display = ("at", "comment", "reason", "note", "outcome")
    list_select_related = ("comment",)
    list_filter = ("outcome", "reason", "at")
    search_fields = ("comment__key", "note")
    ordering = ("-pk",)
    fields = ("comment", "revision", "reason", "note", "outcome", "settled_by", "at")


@admin.register(Vote)
class VoteAdmin(Record):
    """Votes, one by one."""

    scoped_by = "comment__category_id"
    list_display = ("at", "comment", "value")
    list_select_related = ("comment",)
    list_filter = ("value", "at")
    search_fields = ("comment__key",)
    ordering = ("-pk",)
    fields = ("comment", "value", "at")

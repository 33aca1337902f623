"""How does who leads the moderation say which moderator reads which part of the paper?"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from comments.admin.records import Discreet
from comments.models import ModeratorScope
from comments.queries.scope import leads


@admin.register(ModeratorScope)
class ModeratorScopeAdmin(Discreet):
    """A row for each category that a moderator reads; without any, all of the paper."""

    list_display = ("user", "category")
    list_filter = ("category", "user")
    list_select_related = ("user", "category")
    search_fields = ("user__username", "category__name")
    ordering = ("user__username", "category__name", "id")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let only who leads widen or narrow what somebody reads."""
        return leads(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Let only who leads do it."""
        return leads(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Let only who leads do it."""
        return leads(request.user)

"""How does who leads the moderation say which moderator reads which part of the paper?"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from comments.models import ModeratorScope
from comments.queries.scope import leads

# Django's classes take a type argument in the stubs only.
if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Model]
else:
    AnyAdmin = admin.ModelAdmin


@admin.register(ModeratorScope)
class ModeratorScopeAdmin(AnyAdmin):
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

"""What may be looked at, and is changed by actions only?"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from comments.queries.scope import scope_of

# Django's class takes a type argument in the stubs only.
if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Model]
else:
    AnyAdmin = admin.ModelAdmin


class Record(AnyAdmin):
    """Rows that nobody adds, changes or deletes by hand."""

    show_full_result_count = False
    list_per_page = 50
    scoped_by = ""  # the column that leads to the category of the comment

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Show what is in the moderator's scope."""
        rows = super().get_queryset(request)
        return scope_of(request.user).within(rows, self.scoped_by) if self.scoped_by else rows

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's
        """Refuse."""
        return False

    def has_change_permission(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        obj: Any = None,  # noqa: ARG002
    ) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        obj: Any = None,  # noqa: ARG002
    ) -> bool:
        """Refuse."""
        return False

"""What may be looked at of the rows of comments, and what is changed by actions only?"""

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


# What Django's filters put behind the name of a column.
FILTERED = ("", "__exact", "__isnull", "__isempty", "__gte", "__lt", "__id__exact")


class Discreet(AnyAdmin):
    """Rows of comments: in the moderator's scope, and found by what the page offers only."""

    scoped_by = ""  # the column that leads to the category of the comment

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Show what is in the moderator's scope."""
        rows = super().get_queryset(request)
        return scope_of(request.user).within(rows, self.scoped_by) if self.scoped_by else rows

    def lookup_allowed(
        self,
        lookup: str,
        value: str,  # noqa: ARG002 - Django's signature
        request: HttpRequest | None = None,
    ) -> bool:
        """Allow what the filters beside the list ask for.

        Django allows every column of the row, by which addresses and hashes that no page shows
        could be guessed letter by letter.
        """
        filters = self.list_filter if request is None else self.get_list_filter(request)
        names = [_name_of(one) for one in filters]
        return any(lookup == f"{name}{how}" for name in names for how in FILTERED)


def _name_of(filtered: Any) -> str:
    """Return what a filter calls itself in the address: a column, or a name of its own."""
    column = filtered[0] if isinstance(filtered, tuple | list) else filtered
    return str(getattr(column, "parameter_name", column))


class Record(Discreet):
    """Rows that nobody adds, changes or deletes by hand."""

    show_full_result_count = False
    list_per_page = 50

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

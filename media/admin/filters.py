"""Which photos still lack words?"""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from media.models import Photo


class LackingFilter(admin.SimpleListFilter):
    """Photos without alternative text, or without a credit."""

    title = _("lacking")
    parameter_name = "lacking"

    def lookups(
        self, _request: HttpRequest, _model_admin: "admin.ModelAdmin[Photo]"
    ) -> list[tuple[str, str]]:
        """Return what may be lacking."""
        return [("alt", str(_("alternative text"))), ("credit", str(_("credit")))]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        """Return the photos that lack it."""
        lacking = self.value()
        return queryset.filter(**{lacking: ""}) if lacking in {"alt", "credit"} else queryset

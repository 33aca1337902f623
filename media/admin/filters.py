"""Which photos still lack words, and which does a story use?"""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.kernel.usage import all_used
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


class UsedFilter(admin.SimpleListFilter):
    """Photos that a story uses, in its draft or before its readers; and those that none does."""

    title = _("use")
    parameter_name = "used"

    def lookups(
        self, _request: HttpRequest, _model_admin: "admin.ModelAdmin[Photo]"
    ) -> list[tuple[str, str]]:
        """Return the two kinds."""
        return [("yes", str(_("used"))), ("no", str(_("not used")))]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        """Return the photos of the kind."""
        if self.value() not in {"yes", "no"}:
            return queryset
        used = Q()
        for rows in all_used("photo"):
            used |= Q(pk__in=rows)
        return queryset.filter(used if self.value() == "yes" else ~used)

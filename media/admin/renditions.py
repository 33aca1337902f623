"""How do editors look at renditions? They are made, never edited."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from media.models import Rendition

# Django's class takes a type argument in the stubs only.
if TYPE_CHECKING:
    RenditionModelAdmin = admin.ModelAdmin[Rendition]
else:
    RenditionModelAdmin = admin.ModelAdmin


@admin.register(Rendition)
class RenditionAdmin(RenditionModelAdmin):
    """The files that readers get, for looking only."""

    list_display = ("photo", "crop", "width", "height", "format", "byte_count")
    list_filter = ("format", "crop")
    list_select_related = ("photo",)
    search_fields = ("photo__caption", "photo__source_name", "file")
    ordering = ("-pk",)
    show_full_result_count = False

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Say no: photos bring their renditions."""
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Say no: a rendition follows from its photo."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say no, except as a part of its photo's deletion."""
        match = request.resolver_match
        deleting = match is not None and "photo" in (match.url_name or "")
        return deleting and super().has_delete_permission(request, obj)

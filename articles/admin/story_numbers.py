"""What becomes of numbers in an address or a list of the desk that can be no story's?"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from articles.models import Article
from cms.kernel.numbers import row_number, row_numbers

# Django's class takes a type argument in the stubs only.
if TYPE_CHECKING:
    StoryModelAdmin = admin.ModelAdmin[Article]
else:
    StoryModelAdmin = admin.ModelAdmin

MANY, ONE = ("related", "tags"), ("category", "lead_photo", "translation_of")


class OnlyRows(StoryModelAdmin):
    """The desk, where such a number is nobody's."""

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        """Return the story; None for what can be none."""
        if row_number(object_id) is None:
            return None
        return super().get_object(request, object_id, from_field)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Refuse what ticks something else than stories."""
        ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if len(row_numbers(ticked)) < len(ticked):
            raise BadRequest
        return super().changelist_view(request, extra_context)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return what an address fills in for a new story, without what can be no row."""
        asked = dict(super().get_changeform_initial_data(request))
        asked.pop("byline", None)  # names are picked, an address has no place for their roles
        many = {name: row_numbers(asked[name]) for name in MANY if name in asked}
        one = {name: row_number(asked[name]) for name in ONE if name in asked}
        return asked | many | one

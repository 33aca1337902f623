"""How are categories and tags kept?"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.actions.people import correct
from articles.admin.discarding import Discarded
from articles.models import Category, Tag


class CorrectedEverywhere(Discarded):
    """What stories refer to: a correction renders the live editions anew."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Add a new row; correct one that stands by the action."""
        if not change:
            super().save_model(request, obj, form, change)
        elif form.changed_data:
            correct(obj, **{name: form.cleaned_data[name] for name in form.changed_data})


@admin.register(Category)
class CategoryAdmin(CorrectedEverywhere):
    """The rooms of the paper, in order."""

    list_display = ("name", "slug", "position")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    ordering = ("position", "name")


@admin.register(Tag)
class TagAdmin(CorrectedEverywhere):
    """The threads that run through stories."""

    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    ordering = ("name",)
    show_full_result_count = False

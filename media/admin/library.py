"""How does the archive look: as a grid of pictures, or as a list?"""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.kernel.usage import counted
from media.models import Photo
from media.models.stores import uploads

VIEW = "view"  # the parameter that keeps the choice: ?view=list


class Library(ChangeList):
    """A page of the archive; each photo knows how many stories use it, by one query for all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_popup:
            self.title = str(_("Photos"))

    def get_filters_params(self, params: Any = None) -> Any:
        """Return the filters: how the archive looks is none of them."""
        filters = super().get_filters_params(params)
        filters.pop(VIEW, None)
        return filters

    def get_results(self, request: HttpRequest) -> None:
        """Find the photos, and count where they are used."""
        super().get_results(request)
        rows: list[Any] = list(self.result_list)
        counts = counted("photo", [row.pk for row in rows])
        for row in rows:
            row.used_count = counts[row.pk]
        self.result_list = rows

    @property
    def as_grid(self) -> bool:
        """Return whether the photos stand in a grid; a popup, in which one is picked, is a list."""
        return self.params.get(VIEW) != "list" and not self.is_popup

    @property
    def views(self) -> list[dict[str, Any]]:
        """Return the two ways to look at the archive, with their addresses."""
        grid, rows = self.get_query_string(remove=[VIEW]), self.get_query_string({VIEW: "list"})
        return [
            {"label": _("Grid"), "link": grid, "on": self.as_grid},
            {"label": _("List"), "link": rows, "on": not self.as_grid},
        ]

    @property
    def tiles(self) -> list[dict[str, Any]]:
        """Return what the grid shows of each photo."""
        return [_tile(photo) for photo in self.result_list]


def _tile(photo: Any) -> dict[str, Any]:
    small = photo.smallest[0] if photo.smallest else None
    return {
        "pk": photo.pk,
        "told": str(photo),
        "credit": photo.credit,
        "url": uploads().url(str(small.file)) if small else "",
        "width": small.width if small else 0,
        "height": small.height if small else 0,
        "lacks": lacking(photo),
        "used_count": photo.used_count,
    }


def lacking(photo: Photo) -> list[str]:
    """Return the words that are missing."""
    words = [("alt", _("no alternative text")), ("credit", _("no credit"))]
    return [str(word) for field, word in words if not getattr(photo, field)]

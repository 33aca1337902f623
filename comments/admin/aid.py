"""Where do moderators see how well the learned aid knows them?"""

import math
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from comments.admin.records import Record
from comments.models import Checkpoint
from comments.queries.aid_figures import Figures, figures
from comments.queries.screening_numbers import numbers

SIDE = 200  # of the plot, in units of its own


@dataclass(frozen=True, slots=True)
class Dot:
    """A bin in the plot: its place and size as text, since a comma would break the drawing."""

    x: str
    y: str
    r: str
    label: str


@admin.register(Checkpoint)
class AidAdmin(Record):
    """The aid's figures in place of a list of rows."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Show it to whoever decides on replies."""
        return request.user.has_perm("comments.moderate_comment")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show it in the list of what there is."""
        return self.has_view_permission(request)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the figures, and say it where the aid cannot be read."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = figures()
        if found.damaged:
            messages.error(request, ALARM)
        context = {
            **self.admin_site.each_context(request),
            "title": _("What the learned aid knows"),
            "opts": self.opts,
            "found": found,
            "figures": _in_words(found),
            "dots": [_dot(one.said, one.rejected, one.count) for one in found.reliability],
            "side": SIDE,
            "numbers": numbers(),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/comments/checkpoint/figures.html", context)


ALARM = _(
    "The learned aid cannot be read and says nothing; replies come in as they would without it. "
    "An operator mends it by manage.py retrain_aid."
)


def _in_words(found: Figures) -> list[tuple[Any, float | None]]:
    """Return each share as per cent, with what it means."""
    shares = (
        (_("a rejected reply stood above an accepted one (AUC)"), found.auc),
        (_("rejected among the tenth with the highest chances"), found.precision_at_top),
        (_("the more likely thing was decided"), found.accuracy),
        (_("what was said was so far from what came"), found.calibration_error),
    )
    return [(label, None if share is None else 100 * share) for label, share in shares]


def _dot(said: float, rejected: float, count: int) -> Dot:
    return Dot(
        x=f"{SIDE * said:.1f}",
        y=f"{SIDE * (1 - rejected):.1f}",
        r=f"{2 + math.log2(1 + count):.1f}",
        label=f"{100 * said:.0f} % → {100 * rejected:.0f} % ({count})",
    )

"""What does an editor see first, and what does the admin call itself?"""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.queries.desk import standing_as, with_standing, with_unseen_changes
from cms.kernel import clock
from comments.models import Comment

SHOWN = 5  # of each kind


class NewsroomSite(admin.AdminSite):
    """The admin of this newsroom; its first page says what is to be done."""

    index_title = _("The newsroom")
    index_template = "cms/today.html"
    # The room beside a list belongs to the list; the first page leads everywhere.
    enable_nav_sidebar = False

    @cached_property
    def site_header(self) -> str:  # type: ignore[override]
        """Return the newsroom's name."""
        return settings.SITE_NAME

    @cached_property
    def site_title(self) -> str:  # type: ignore[override]
        """Return the newsroom's name."""
        return settings.SITE_NAME

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show what goes live next, what readers do not see yet, and one's own drafts."""
        return super().index(
            request, {**_today(request), **_queue(request), **(extra_context or {})}
        )


def _today(request: HttpRequest) -> dict[str, Any]:
    """Return the lists of the first page; four queries, none for those who see no stories."""
    if not request.user.has_perm("articles.view_article"):
        return {}
    now = clock.now()
    stories: QuerySet[Any] = with_standing(Article.objects.all(), now)
    newest = stories.order_by("-changed_at")
    mine = standing_as(newest, "draft", now).filter(created_by=request.user.pk)
    return {
        "desk_lists": [
            (
                _("Goes live next"),
                stories.filter(desk_next_from__isnull=False).order_by("desk_next_from")[:SHOWN],
                "desk_next_from",
            ),
            (_("Submitted"), standing_as(newest, "submitted", now)[:SHOWN], "submitted_at"),
            (_("Live, with unseen changes"), with_unseen_changes(newest)[:SHOWN], "changed_at"),
            (_("Your drafts"), mine[:SHOWN], "changed_at"),
        ],
        "may_write": request.user.has_perm("articles.add_article"),
    }


def _queue(request: HttpRequest) -> dict[str, Any]:
    """Return how many replies wait for a moderator."""
    if not request.user.has_perm("comments.view_comment"):
        return {}
    return {"replies_waiting": Comment.objects.waiting().count()}

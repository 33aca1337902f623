"""What does an editor see first, and what does the admin call itself?"""

from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import SuspiciousOperation
from django.db import DataError
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.today import today

APPS = ("articles", "comments", "media")  # in this order, then the rest
# What people come for. All else that may only be looked at is a record.
WORK = (
    "Article", "Expert", "Category", "Tag", "Author", "Quote", "Comment", "Decision",
    "BlockList", "Photo",
)  # fmt: skip


NO_NUMBER = ("expected a number", "is out of range")  # what Django says of such a value


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

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Answer 404 or 400 where an address or a form names what no row can be numbered."""
        shown = super().admin_view(view, cacheable)

        @wraps(shown)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            try:
                return shown(request, *args, **kwargs)
            except (OverflowError, DataError):
                raise Http404 from None
            except ValueError as error:
                if any(words in str(error) for words in NO_NUMBER):
                    raise SuspiciousOperation from None
                raise

        return guarded

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the apps, what people work on first.

        Records follow; on the first page only superusers see them, anybody else who may look
        at them finds them on the page of their app.
        """
        apps: list[Any] = super().get_app_list(request, app_label)
        everything = app_label is not None or _is_superuser(request)
        for app in apps:
            shown = [model for model in app["models"] if everything or _is_work(model)]
            app["models"] = sorted(shown, key=lambda model: _place(WORK, model["object_name"]))
        return sorted(
            (app for app in apps if app["models"]), key=lambda app: _place(APPS, app["app_label"])
        )

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show what readers do, what is to be done, and what comes next."""
        return super().index(request, {**today(request), **(extra_context or {})})


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


def _is_work(model: dict[str, Any]) -> bool:
    return model["object_name"] in WORK or not model["view_only"]


def _place(order: tuple[str, ...], name: str) -> int:
    return order.index(name) if name in order else len(order)

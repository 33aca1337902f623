"""How do moderators look at the lists that replies are screened by, try and change them?"""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, register_converter, reverse
from django.urls.converters import StringConverter
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import DomainError
from comments.admin.list_changes import TOLD, changed, told
from comments.admin.records import Record
from comments.admin.trying import tried_in_words
from comments.models import BlockList, ListKind
from comments.queries.block_lists import heads, one
from comments.rules.list_text import is_entry, searched

LINES = 100  # on a page
HELP = {
    ListKind.BLOCKED: _("Words and phrases. A reply that has one of them is rejected."),
    ListKind.SUSPECT: _("Words and phrases. A reply that has one of them is read by a moderator."),
    ListKind.LINKS: _("Hosts like shop.example, with all that stands below them."),
    ListKind.EMAILS: _("Addresses, and domains like mail.example with all that stands below them."),
    ListKind.NETWORKS: _("IP addresses, and ranges like 192.0.2.0/24."),
}


class OneOfTheLists(StringConverter):
    """The name of a list in an address; all other words there are Django's own."""

    regex = "|".join(ListKind.values)


register_converter(OneOfTheLists, "list")


@admin.register(BlockList)
class BlockListAdmin(Record):
    """Five lists, each with a page, and the box in which a text is tried."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Return whether the user may change lists; nobody adds or deletes one."""
        return request.user.has_perm("comments.change_blocklist")

    def get_urls(self) -> list[URLPattern]:
        """Give each list a page of its own, and a file."""
        guarded = self.admin_site.admin_view
        return [
            path("<list:kind>/", guarded(self.list_view), name="comments_blocklist_list"),
            path("<list:kind>/file/", guarded(self.file_view), name="comments_blocklist_file"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the lists; on POST, what they say of a text. Nothing is stored."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Lists of words and addresses"),
            "lists": [
                {"row": row, "count": count, "help": HELP[ListKind(row.kind)]}
                for row, count in heads()
            ],
            **(tried_in_words(request.POST) if request.method == "POST" else {}),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/comments/blocklist/lists.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002 - Django's signature
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> HttpResponse:
        """Lead to the page of the list, whoever may see it."""
        may_change = self.has_change_permission(request)
        if not (may_change or (request.method == "GET" and self.has_view_permission(request))):
            raise PermissionDenied
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        return HttpResponseRedirect(_page_of(getattr(row, "kind", "")))

    def list_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Show a list; on POST, change it."""
        self._may(request)
        if request.method != "POST":
            return self._page(request, kind)
        if not self.has_change_permission(request):
            raise PermissionDenied
        try:
            done = changed(request, kind)
        except DomainError as refusal:
            for error in [str(refusal), *(error["message"] for error in refusal.errors[:TOLD])]:
                messages.error(request, error)
            return self._page(request, kind, status=refusal.status)
        told(request, done)
        return HttpResponseRedirect(_page_of(kind, request.GET.get("q", "")))

    def file_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Give the list out as text."""
        self._may(request)
        row, _count = one(kind)
        return HttpResponse(
            row.text,
            content_type="text/plain; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{kind}.txt"'},
        )

    def _may(self, request: HttpRequest) -> None:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied

    def _page(self, request: HttpRequest, kind: str, *, status: int = 200) -> HttpResponse:
        row, count = one(kind)
        words = request.GET.get("q", "")[:200]
        lines = Paginator(searched(row.text, words), LINES).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": capfirst(row.get_kind_display()),
            "opts": self.opts,
            "row": row,
            "count": count,
            "help": HELP[ListKind(kind)],
            "words": words,
            "lines": lines,
            "shown": [(number, line, is_entry(line)) for number, line in lines],
            "whole": "whole" in request.GET,
            "may_change": self.has_change_permission(request),
            # A browser drops the first line break in a text box.
            "typed": "\n" + request.POST.get("lines", ""),
            "whole_text": "\n" + request.POST.get("text", row.text),
        }
        return TemplateResponse(
            request, "admin/comments/blocklist/list.html", context, status=status
        )


def _page_of(kind: str, words: str = "") -> str:
    page = reverse("admin:comments_blocklist_list", args=[kind])
    return f"{page}?{urlencode({'q': words})}" if words else page

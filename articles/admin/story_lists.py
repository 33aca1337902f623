"""How are stories found in the list, and chosen to be published, withdrawn or tagged together?"""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.words import STATES
from articles.models import Article
from articles.queries import views
from articles.queries.desk import standing_as, with_unseen_changes
from articles.rules.standing import Code
from cms.kernel import clock

MOST = 100  # stories at a time
# What each saved view is called, and what it shows.
NAMES = {
    "mine": (_("Mine"), _("What you made, saved or sign.")),
    "submitted": (_("Submitted"), _("What waits to be published, the longest wait first.")),
    "scheduled-today": (
        _("Scheduled today"),
        _("What goes live before midnight, the earliest first."),
    ),
    "missing-credit": (
        _("Missing credit"),
        _("Stories with a photo that does not say whose picture it is."),
    ),
    "unseen-changes": (
        _("Live with unseen changes"),
        _("Live stories that were changed after they were last published."),
    ),
    "live": (_("Live"), _("What readers see now.")),
    "withdrawn": (_("Withdrawn"), _("What was taken away from readers.")),
}


class ViewFilter(admin.SimpleListFilter):
    """The saved views: tabs above the list, kept in its address."""

    title = _("view")
    parameter_name = "view"
    template = "admin/articles/article/no_filter.html"  # it stands above, not beside

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the views, and count those that are work to be done."""
        del model_admin
        self.asker = asker_of(request)
        self.counts = views.counts(self.asker)
        return [(name, str(title)) for name, (title, _says) in NAMES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Return the stories of the view."""
        del request
        view = views.VIEWS.get(self.value() or "")
        return view(queryset, self.asker) if view else queryset

    def choices(self, changelist: Any) -> Any:
        """Return the tabs: what they say, how many they hold, where they lead."""
        for choice, name in zip(super().choices(changelist), ("", *NAMES), strict=True):
            title, _says = NAMES.get(name, (choice["display"], ""))
            yield choice | {"display": title, "count": self.counts.get(name)}

    @property
    def says(self) -> Any:
        """Return what the chosen view shows, in a sentence."""
        _title, says = NAMES.get(self.value() or "", ("", ""))
        return says


def with_tabs(page: HttpResponse) -> HttpResponse:
    """Give the list's template the tabs of the saved views."""
    context = getattr(page, "context_data", None) or {}
    if changelist := context.get("cl"):
        view = next(one for one in changelist.filter_specs if isinstance(one, ViewFilter))
        context |= {"view": view, "tabs": list(view.choices(changelist))}
    return page


def asker_of(request: HttpRequest) -> views.Asker:
    """Return who asks now."""
    return views.Asker(request.user.pk, clock.now())


class StateFilter(admin.SimpleListFilter):
    """Stories by how they stand with their readers."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the states."""
        del request, model_admin
        return [(code, str(word)) for code, word in STATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Return the stories that stand so now."""
        del request
        if self.value() == "changed":
            return with_unseen_changes(queryset)
        if self.value() not in STATES:
            return queryset
        return standing_as(queryset, cast("Code", self.value()), clock.now())


@admin.action(description=_("Publish the selected stories…"), permissions=["publish"])
def publish_selected(_desk: Any, request: HttpRequest, stories: QuerySet[Any]) -> HttpResponse:
    """Show first what publishing them would do."""
    return _ask(request, "publish", stories)


@admin.action(description=_("Withdraw the selected stories…"), permissions=["withdraw"])
def withdraw_selected(_desk: Any, request: HttpRequest, stories: QuerySet[Any]) -> HttpResponse:
    """Show first what withdrawing them would do, and ask for the note."""
    return _ask(request, "withdraw", stories)


@admin.action(description=_("Tag the selected stories…"), permissions=["change"])
def tag_selected(_desk: Any, request: HttpRequest, stories: QuerySet[Any]) -> HttpResponse:
    """Ask which tags are added and taken off."""
    return _ask(request, "tag", stories)


def _ask(request: HttpRequest, what: str, stories: QuerySet[Any]) -> HttpResponse:
    """Go to the page that asks; it has an address, so it can be loaded anew."""
    numbers = list(stories.values_list("pk", flat=True)[: MOST + 1])
    if len(numbers) > MOST:
        said = _("At most {most} stories at a time. Nothing was done.")
        messages.error(request, str(said).format(most=MOST))
        return HttpResponseRedirect(request.get_full_path())
    asked = {"story": numbers, "back": request.GET.urlencode()}
    address = reverse("admin:articles_article_together", args=[what])
    return HttpResponseRedirect(f"{address}?{urlencode(asked, doseq=True)}")

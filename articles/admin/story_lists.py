"""How are stories found in the list, and published or withdrawn together?"""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.story_moves import move
from articles.admin.words import STATES
from articles.models import Article
from articles.queries.desk import standing_as, with_unseen_changes
from articles.rules.standing import Code
from cms.kernel import clock


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


@admin.action(description=_("Publish the selected stories now"), permissions=["publish"])
def publish_selected(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> None:
    """Publish each; what lacks something is named and left as it is."""
    del modeladmin
    for story in queryset:
        move(request, "_publish", story, {})


@admin.action(description=_("Withdraw the selected stories"), permissions=["withdraw"])
def withdraw_selected(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> None:
    """Withdraw each; what is not published is named and left as it is."""
    del modeladmin
    for story in queryset:
        move(request, "_withdraw", story, {})

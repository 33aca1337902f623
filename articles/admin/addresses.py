"""Where are, and were, stories? Former addresses are given up here, by chiefs."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.actions.give_up_address import AddressNeeded, demand_former, give_up_address
from articles.admin.records import Record
from articles.admin.story_moves import WITHDRAW
from articles.models import Address
from cms.kernel import clock
from cms.kernel.errors import DomainError


@admin.register(Address)
class AddressAdmin(Record):
    """Addresses that are, or once were, public."""

    list_display = ("slug", "language", "article", "since")
    list_select_related = ("article",)
    list_filter = ("language",)
    search_fields = ("slug", "article__headline")
    ordering = ("-since", "-pk")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - the parent's signature
        """Allow those who take stories away from readers."""
        return request.user.has_perm(WITHDRAW)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Hold back the addresses that stories need."""
        gone, counts, needed, protected = super().get_deleted_objects(objs, request)
        return gone, counts, needed, [*protected, *filter(None, map(_why_not, objs))]

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Give the address up, or say why that cannot be."""
        try:
            give_up_address(obj.article_id, obj.pk, by=request.user)  # type: ignore[arg-type]
        except DomainError as refusal:
            messages.error(request, str(refusal))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Give up each of them."""
        for address in queryset:
            self.delete_model(request, address)


def _why_not(address: Address) -> str:
    """Return why an address is needed; "" where it is not."""
    try:
        demand_former(address, clock.now())
    except AddressNeeded as refusal:
        return f"{address}: {refusal}"
    return ""

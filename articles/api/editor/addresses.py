"""The doors to the addresses at which a story is, was, or is going to be."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.actions.give_up_address import give_up_address
from articles.api.editor import openapi, shapes
from articles.api.editor.base import VIEW, WITHDRAW, StoryDoor, number_within
from articles.models import Address
from articles.queries.addresses import page_url
from articles.queries.held_addresses import Leads, Place, held_addresses, places_needed
from cms.kernel import clock
from cms.kernel.clock import rfc3339
from cms.kernel.editing import Json, answer, editor_of, paged
from cms.kernel.paging import PAGE_PARAMS, page_of


class Addresses(StoryDoor):
    """The addresses of a story."""

    operation = "editor_addresses_list"
    needs = {"get": VIEW}
    params = PAGE_PARAMS

    @extend_schema(**openapi.pages(shapes.HeldAddressShape, "Addresses"))
    def get(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """List the addresses, the latest first: `former` ones lead to the present one."""
        story, at = self.story(), clock.now()
        needed = places_needed(story.pk, at)
        page = page_of(request, held_addresses(story.pk), ("-since", "-id"))
        return answer(paged(page, [_told(row, needed) for row in page.rows]))


class OneAddress(StoryDoor):
    """One former address of a story."""

    operation = "editor_addresses_delete"
    needs = {"delete": WITHDRAW}

    @extend_schema(**openapi.delete(versioned=False))
    def delete(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Give up a former address: readers find nothing there, another story may take it."""
        give_up_address(self.story().pk, number_within(kwargs["address"]), by=editor_of(request))
        return HttpResponse(status=204)


def _told(row: Address, needed: dict[Place, Leads]) -> Json:
    return {
        "id": row.pk,
        "slug": row.slug,
        "language": row.language,
        "url": page_url(row.slug, row.language),
        "since": rfc3339(row.since),
        "leads": needed.get((row.slug, row.language), "former"),
    }

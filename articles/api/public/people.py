"""The doors to people, headings and photos of live stories."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.public.base import listed, moved
from articles.api.public.kept import KeptRead
from articles.api.public.openapi import list_schema, read_schema
from articles.api.public.shapes import (
    AuthorShape,
    CategoryShape,
    ExpertShape,
    Shape,
    TagShape,
)
from articles.api.public.shapes import (
    page_of as shape_page,
)
from articles.models.people import Author, Expert
from articles.models.taxonomy import Category, Tag
from articles.queries.facts import expert_shape
from articles.queries.live import moments
from articles.queries.people import in_print, present_expert, quote_counts, story_counts
from articles.rules.list_keys import under
from cms.kernel import clock
from cms.kernel.answers import Answer, dumps
from cms.kernel.errors import DomainError, Missing
from cms.kernel.keys import broader
from cms.kernel.paging import PAGE_PARAMS, page_bytes, page_of
from cms.kernel.public import PublicRead
from media.api.shapes import PhotoShape
from media.models import Photo
from media.queries.photos import photo_facts

Facts = dict[str, Any]


class _Listed(KeptRead):
    """Rows of one model that live stories mention."""

    model: ClassVar[type[Model]]
    params: Collection[str] = PAGE_PARAMS
    order: Sequence[str] = ("name", "id")
    facts: Sequence[str] = ("slug", "name")

    def shaped(self, rows: Sequence[Any], at: datetime) -> list[Facts]:
        counts = story_counts(self.model, [row.pk for row in rows], at)
        return [
            {name: getattr(row, name) for name in self.facts} | {"article_count": counts[row.pk]}
            for row in rows
        ]

    def key(self, row: Any) -> str:
        return f"{type(row).__name__.lower()}-{row.pk}"

    def keys_of(self, row: Any) -> list[str]:
        """Return the keys of one, with how many stories it stands in."""
        return [self.key(row), under(type(row).__name__.lower(), row.pk)]


class _List(_Listed):
    def read(self, request: Request, **_kwargs: Any) -> Answer:
        """Return a page of them, by name."""
        at = clock.now()
        page = page_of(request, in_print(self.model, at), self.order)
        items = [dumps(facts) for facts in self.shaped(page.rows, at)]
        keys = [broader(f"{self.model.__name__.lower()}-0"), *map(self.key, page.rows)]
        return listed(page_bytes(page, items), keys, at)


class _One(_Listed):
    params = ()

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return one of them."""
        at = clock.now()
        row = in_print(self.model, at).filter(slug=kwargs["slug"]).first()
        if row is None:
            raise Missing
        return listed(dumps(self.shaped([row], at)[0]), self.keys_of(row), at)


class _Authors(_Listed):
    model = Author
    facts = ("slug", "name", "bio")


class _Categories(_Listed):
    model = Category
    facts = ("slug", "name", "description")
    order = ("position", "id")


class _Tags(_Listed):
    model = Tag


class _Experts(_Listed):
    model = Expert

    def shaped(self, rows: Sequence[Any], at: datetime) -> list[Facts]:
        ids = [row.pk for row in rows]
        stories, quotes = story_counts(Expert, ids, at), quote_counts(ids, at)
        return [
            expert_shape(row)
            | {
                "bio": row.bio,
                "article_count": stories[row.pk],
                "quote_count": quotes[row.pk],
                "quotes_url": f"{settings.SITE_URL}{reverse('expert-quotes', args=[row.slug])}",
            }
            for row in rows
        ]


def _list_door(base: type[_Listed], shape: type[Shape], name: str, says: str) -> type[PublicRead]:
    """Return the list view of a model: the same door for each, under its own operation id."""

    class Door(base, _List):  # type: ignore[misc, valid-type]
        operation = f"{name}_list"

        @extend_schema(
            description=says, **list_schema(None, shape_page(shape, name.title()), ordered=False)
        )
        def get(self, request: Request, **kwargs: Any) -> Any:
            """List them, by name."""
            return super().get(request, **kwargs)

    Door.__name__ = f"{name.title()}List"
    return Door


def _one_door(base: type[_Listed], shape: type[Shape], name: str, says: str) -> type[PublicRead]:
    """Return the view of one row of a model."""

    class Door(base, _One):  # type: ignore[misc, valid-type]
        operation = f"{name}_retrieve"

        @extend_schema(description=says, **read_schema(shape, gone=False))
        def get(self, request: Request, **kwargs: Any) -> Any:
            """Read one of them."""
            return super().get(request, **kwargs)

    Door.__name__ = f"{name.title()}Detail"
    return Door


AuthorList = _list_door(_Authors, AuthorShape, "authors", "Names in bylines of live stories.")
OneAuthor = _one_door(_Authors, AuthorShape, "authors", "One name of bylines.")
CategoryList = _list_door(_Categories, CategoryShape, "categories", "Rooms with live stories.")
OneCategory = _one_door(_Categories, CategoryShape, "categories", "One room of the paper.")
TagList = _list_door(_Tags, TagShape, "tags", "Tags of live stories.")
OneTag = _one_door(_Tags, TagShape, "tags", "One tag.")
ExpertList = _list_door(_Experts, ExpertShape, "experts", "Everybody quoted in live stories.")


class ExpertMoved(DomainError):
    """The expert has another slug now (fact `slug`); `expert_id` says who it is."""

    code = "moved"
    status = 301

    def __init__(self, expert: Expert) -> None:
        self.expert_id = expert.pk
        super().__init__(slug=expert.slug)


class ExpertRead(KeptRead):
    """A read at an expert's address; a former one (renamed, merged) answers 301."""

    def expert(self, slug: str, at: datetime) -> Expert:
        """Return the expert.

        Raises Missing (404), ExpertMoved (301).
        """
        expert, former = present_expert(slug, at)
        if expert is None:
            raise Missing
        if former:
            raise ExpertMoved(expert)
        return expert

    def handle_exception(self, exc: Exception) -> Response:
        """Turn ExpertMoved into a redirect that keeps the query."""
        if not isinstance(exc, ExpertMoved):
            return super().handle_exception(exc)
        key, edge = f"expert-{exc.expert_id}", moments(clock.now()).edge
        return moved(self.request, exc, self.kwargs, key, edge)  # type: ignore[return-value]


class OneExpert(_Experts, ExpertRead):
    """A person or an organisation that is quoted."""

    operation = "experts_retrieve"
    params = ()

    @extend_schema(**read_schema(ExpertShape))
    def get(self, request: Request, **kwargs: Any) -> Any:
        """Read one expert; a former slug answers 301."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return one expert."""
        at = clock.now()
        expert = self.expert(kwargs["slug"], at)
        facts = self.shaped([expert], at)[0]
        return listed(dumps(facts), self.keys_of(expert), at)


class OnePhoto(PublicRead):
    """A photo that stands in a live story."""

    operation = "photos_retrieve"

    @extend_schema(**read_schema(PhotoShape, gone=False))
    def get(self, request: Request, **kwargs: Any) -> Any:
        """Read one photo with its renditions."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the photo; one that no live story uses is not there."""
        at, pk = clock.now(), kwargs["pk"]
        if pk >= 2**63 or not in_print(Photo, at).filter(pk=pk).exists():
            raise Missing
        facts = photo_facts([pk])[pk]
        return listed(dumps(facts), [f"photo-{pk}", under("photo", pk)], at)

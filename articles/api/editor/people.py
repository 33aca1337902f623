"""The doors to experts, authors, categories and tags, as editors choose and correct them."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.actions.add_expert import add_expert
from articles.actions.discard_named import discard_named
from articles.actions.people import correct, correct_expert, enter, merge_experts
from articles.api.editor import openapi, shapes
from articles.api.editor.base import number_within
from articles.models import Author, Category, Expert, Tag
from articles.queries.directory import experts_named, named
from cms.kernel.editing import (
    EditorDoor,
    Json,
    answer,
    answer_once,
    etag_of,
    meant_version,
    paged,
)
from cms.kernel.paging import PAGE_PARAMS, page_of
from cms.kernel.sent import Sent, body_of, checked, read_body

CHANGE_EXPERT, DELETE_EXPERT = "articles.change_expert", "articles.delete_expert"


def expert_sheet(expert: Expert) -> Json:
    """Return an expert with all names by which they are found."""
    names = list(expert.other_names.all())
    facts = ("slug", "name", "version", "role", "organisation", "kind", "bio")
    return {
        "id": expert.pk,
        **{fact: getattr(expert, fact) for fact in facts},
        "merged_into": expert.merged_into_id,
        "other_names": [row.name for row in names if row.name],
        "former_slugs": [row.slug for row in names if row.slug],
    }


def _headers(name: str) -> Any:
    def headers(body: Json) -> dict[str, str]:
        tag = {"ETag": etag_of(body["version"])} if "version" in body else {}
        return {"Location": reverse(name, args=[body["id"]]), **tag}

    return headers


class Experts(EditorDoor):
    """Everybody who can be quoted."""

    operation = {"get": "editor_experts_list", "post": "editor_experts_create"}
    needs = {"get": "articles.view_expert", "post": "articles.add_expert"}
    params = (*PAGE_PARAMS, "search")

    @extend_schema(**openapi.pages(shapes.DeskExpertShape, "Experts", ("search",)))
    def get(self, request: Request) -> HttpResponse:
        """List experts by name; `search` looks at all their names, without case and accents."""
        rows = experts_named(request.query_params.get("search", ""))
        page = page_of(request, rows.prefetch_related("other_names"), ("name", "id"))
        return answer(paged(page, [expert_sheet(row) for row in page.rows]))

    @extend_schema(**openapi.create(shapes.ExpertSentShape, shapes.DeskExpertShape))
    def post(self, request: Request) -> HttpResponse:
        """Add an expert."""

        def make() -> tuple[int, Json]:
            return 201, expert_sheet(add_expert(**read_body(request, shapes.ExpertSentShape)))

        return answer_once(request, make, _headers("editor-expert"))


class OneExpert(EditorDoor):
    """One expert."""

    operation = {
        "get": "editor_experts_retrieve",
        "patch": "editor_experts_update",
        "delete": "editor_experts_delete",
    }
    needs = {"get": "articles.view_expert", "patch": CHANGE_EXPERT, "delete": DELETE_EXPERT}

    @extend_schema(**openapi.read(shapes.DeskExpertShape))
    def get(self, request: Request, pk: int) -> HttpResponse:
        """Read an expert; the ETag is the version."""
        return _told(_expert(pk))

    @extend_schema(**openapi.change(shapes.ExpertPatchShape, shapes.DeskExpertShape))
    def patch(self, request: Request, pk: int) -> HttpResponse:
        """Correct an expert; live stories are rendered anew, quotes keep the printed name."""
        expert = _expert(pk)
        version = meant_version(request, expert.version)
        facts = checked(shapes.ExpertPatchShape, body_of(request), partial=True)
        correct_expert(expert.pk, version=version, **facts)
        return _told(_expert(pk))

    @extend_schema(**openapi.delete())
    def delete(self, request: Request, pk: int) -> HttpResponse:
        """Delete an expert whom no story quotes; 409 says how many do, and the way out."""
        expert = _expert(pk)
        discard_named(Expert, expert.pk, version=meant_version(request, expert.version))
        return HttpResponse(status=204)


class ExpertMerge(EditorDoor):
    """Two experts become one."""

    operation = "editor_experts_merge"
    needs = {"post": CHANGE_EXPERT}

    @extend_schema(**openapi.change(shapes.MergeSentShape, shapes.DeskExpertShape, versioned=False))
    def post(self, request: Request, pk: int) -> HttpResponse:
        """Move the quotes of another expert to this one; the other's addresses lead here."""
        keep = _expert(pk)
        merge_experts(keep=keep.pk, away=read_body(request, shapes.MergeSentShape)["away"])
        return _told(_expert(pk))


def _expert(pk: int) -> Expert:
    return Expert.objects.prefetch_related("other_names").get(pk=number_within(pk))


def _told(expert: Expert) -> HttpResponse:
    return answer(expert_sheet(expert), headers={"ETag": etag_of(expert.version)})


class _Headings(EditorDoor):
    """Rows of one model that stories are filed under or signed with."""

    model: ClassVar[type[Any]]
    facts: ClassVar[Sequence[str]]
    order: ClassVar[Sequence[str]] = ("name", "id")
    sent: ClassVar[type[Sent]]
    address: ClassVar[str]

    def sheet(self, row: Model) -> Json:
        return {fact: getattr(row, fact) for fact in ("id", "slug", "name", *self.facts)}

    def rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._default_manager.all()
        return rows


class _List(_Headings):
    params = (*PAGE_PARAMS, "search")

    def get(self, request: Request) -> HttpResponse:
        """List them; `search` looks at the name, without case and accents."""
        rows = named(self.rows(), request.query_params.get("search", ""))
        page = page_of(request, rows, self.order)
        return answer(paged(page, [self.sheet(row) for row in page.rows]))

    def post(self, request: Request) -> HttpResponse:
        """Make a new one."""

        def make() -> tuple[int, Json]:
            return 201, self.sheet(enter(self.model, **read_body(request, self.sent)))

        return answer_once(request, make, _headers(self.address))


class _One(_Headings):
    def get(self, request: Request, pk: int) -> HttpResponse:
        """Read one of them."""
        return answer(self.sheet(self.rows().get(pk=number_within(pk))))

    def patch(self, request: Request, pk: int) -> HttpResponse:
        """Correct one of them; live stories that name it are rendered anew."""
        row = self.rows().get(pk=number_within(pk))
        facts = checked(self.sent, body_of(request), partial=True)
        correct(row, **facts)
        return answer(self.sheet(row))

    def delete(self, request: Request, pk: int) -> HttpResponse:
        """Delete one of them that no story names; 409 says how many do, and the way out."""
        discard_named(self.model, number_within(pk))
        return HttpResponse(status=204)


class _Tags(_Headings):
    model, facts, sent, address = Tag, (), shapes.HeadingSentShape, "editor-tag"


class _Categories(_Headings):
    model, facts, sent = Category, ("description", "position"), shapes.CategorySentShape
    order, address = ("position", "id"), "editor-category"


class _Authors(_Headings):
    model, facts, sent, address = Author, ("bio",), shapes.AuthorSentShape, "editor-author"


def _doors(base: type[_Headings], shape: Any, plural: str) -> tuple[Any, Any]:
    """Return the list view and the view of one row of a model, under their own operation ids."""
    one = base.model._meta.model_name

    class Many(base, _List):  # type: ignore[misc, valid-type]
        operation = {"get": f"editor_{plural}_list", "post": f"editor_{plural}_create"}
        needs = {"get": f"articles.view_{one}", "post": f"articles.add_{one}"}

        @extend_schema(**openapi.pages(shape, plural.title(), ("search",)))
        def get(self, request: Request) -> HttpResponse:
            """List them; `search` looks at the name, without case and accents."""
            return super().get(request)

        @extend_schema(**openapi.create(base.sent, shape))
        def post(self, request: Request) -> HttpResponse:
            """Make a new one."""
            return super().post(request)

    class Single(base, _One):  # type: ignore[misc, valid-type]
        operation = {
            verb: f"editor_{plural}_{does}"
            for verb, does in (("get", "retrieve"), ("patch", "update"), ("delete", "delete"))
        }
        needs = {
            verb: f"articles.{may}_{one}"
            for verb, may in (("get", "view"), ("patch", "change"), ("delete", "delete"))
        }

        @extend_schema(**openapi.read(shape))
        def get(self, request: Request, pk: int) -> HttpResponse:
            """Read one of them."""
            return super().get(request, pk)

        @extend_schema(**openapi.change(base.sent, shape, versioned=False))
        def patch(self, request: Request, pk: int) -> HttpResponse:
            """Correct one of them; live stories that name it are rendered anew."""
            return super().patch(request, pk)

        @extend_schema(**openapi.delete(versioned=False))
        def delete(self, request: Request, pk: int) -> HttpResponse:
            """Delete one of them that no story names; 409 says how many do, and the way out."""
            return super().delete(request, pk)

    return Many, Single


Tags, OneTag = _doors(_Tags, shapes.DeskTagShape, "tags")
Categories, OneCategory = _doors(_Categories, shapes.DeskCategoryShape, "categories")
Authors, OneAuthor = _doors(_Authors, shapes.DeskAuthorShape, "authors")

"""How do editors' programs bring photos in, and put right what is said about them?"""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request

from cms.kernel.clock import rfc3339
from cms.kernel.editing import (
    EditorDoor,
    Json,
    answer,
    editor_of,
    etag_of,
    meant_version,
    paged,
)
from cms.kernel.errors import Invalid, Missing, at_field
from cms.kernel.paging import PAGE_PARAMS, page_of
from cms.kernel.sent import LARGEST, Sent, Text, body_of, checked
from cms.kernel.shapes import problems
from media.actions.correct_photo import correct_photo
from media.actions.develop import too_large
from media.actions.discard_photo import discard_photo
from media.actions.take_in import limits, take_in
from media.api.shapes import PhotoShape
from media.models import Photo
from media.queries.photos import photo_facts
from media.rules.corrections import LONGEST

FORM_ROOM = 64 * 1024  # bytes of a form beside its file
TAGS = ["Editing"]
REFUSED = (400, 401, 403, 404, 406)
IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, required=True)


class Share(serializers.FloatField):
    """A share of width or height."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": 1, "required": False, **options})

    def to_internal_value(self, data: Any) -> float:
        """Return the share, or refuse; a form says numbers as text."""
        if isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class PhotoPatchShape(Sent):
    """What is said about a photo."""

    caption = Text(required=False, allow_blank=True, max_length=LONGEST["caption"])
    credit = Text(required=False, allow_blank=True, max_length=LONGEST["credit"])
    alt = Text(required=False, allow_blank=True, max_length=LONGEST["alt"])
    focal_x = Share(help_text=_("From the left edge (0) to the right edge (1)."))
    focal_y = Share(help_text=_("From the top edge (0) to the bottom edge (1)."))


class PhotoSentShape(PhotoPatchShape):
    """A file, and what is said about it; what is left out is read from the file."""

    file = serializers.FileField(allow_empty_file=True)


class DeskPhotoShape(PhotoShape):
    """A photo as editors see it."""

    version = serializers.IntegerField(help_text=_("What If-Match names."))
    source_name = serializers.CharField(allow_blank=True)
    byte_count = serializers.IntegerField()
    uploaded_at = serializers.DateTimeField()


class PhotoTakenShape(DeskPhotoShape):
    """A photo that was sent; a file that is there already changes nothing."""

    known_before = serializers.BooleanField()


class PhotoPageShape(serializers.Serializer[Any]):
    """A page of photos."""

    count = serializers.IntegerField(required=False)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = DeskPhotoShape(many=True)


class UploadOnly(MultiPartParser):
    """A form with a file, refused before it is read when it says that it is too large."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """Return the form.

        Raises PhotoTooLarge (413).
        """
        request: HttpRequest = (parser_context or {})["request"]
        said = request.META.get("CONTENT_LENGTH") or "0"
        if said.isdigit() and int(said) > limits().byte_count + FORM_ROOM:
            raise too_large(limits())
        return super().parse(stream, media_type, parser_context)


class Photos(EditorDoor):
    """The archive."""

    operation = {"get": "editor_photos_list", "post": "editor_photos_create"}
    needs = {"get": "media.view_photo", "post": "media.add_photo"}
    params = (*PAGE_PARAMS, "search")

    def get_parsers(self) -> list[BaseParser]:
        """Take a form where a photo is sent."""
        return [UploadOnly()]

    @extend_schema(
        tags=TAGS,
        parameters=[
            OpenApiParameter("search", str),
            *(OpenApiParameter(name, str if name == "cursor" else int) for name in PAGE_PARAMS),
        ],
        responses={200: PhotoPageShape, **problems(*REFUSED)},
    )
    def get(self, request: Request) -> HttpResponse:
        """List photos, the last taken in first; `search` looks at what is said about them."""
        rows = Photo.objects.saying(request.query_params.get("search", ""))
        page = page_of(request, rows, ("-uploaded_at", "-id"))
        return answer(paged(page, _sheets(page.rows)))

    @extend_schema(
        tags=TAGS,
        request={"multipart/form-data": PhotoSentShape},
        responses={
            200: PhotoTakenShape,
            201: PhotoTakenShape,
            **problems(*REFUSED, 413, 415, 422),
        },
    )
    def post(self, request: Request) -> HttpResponse:
        """Take a photo in: 201, or 200 where the same file is in the archive already."""
        sent = checked(PhotoSentShape, form_of(request))
        file = sent.pop("file")
        focal = (sent.pop("focal_x", 0.5), sent.pop("focal_y", 0.5))
        photo = take_in(data=file, name=file.name, by=editor_of(request), focal=focal, **sent)
        body = _sheets([photo])[0] | {"known_before": photo.known_before}
        where = {"Location": reverse("editor-photo", args=[photo.pk])}
        return answer(body, 200 if photo.known_before else 201, _tagged(photo) | where)


def form_of(request: Request) -> Json:
    """Return the form with each field once.

    Raises Invalid (400), UnsupportedMediaType (415).
    """
    form: Any = request.data
    if not isinstance(form, QueryDict):  # an empty body, whatever type it claims to be
        raise UnsupportedMediaType(request.content_type or "")
    errors = [
        at_field(f"/{name}"[:60], "repeated", _("Give this field once."))
        for name, values in form.lists()
        if len(values) > 1
    ]
    if errors:
        raise Invalid(errors)
    return {name: form[name] for name in form}


class OnePhoto(EditorDoor):
    """One photo."""

    operation = {
        "get": "editor_photos_retrieve",
        "patch": "editor_photos_update",
        "delete": "editor_photos_delete",
    }
    needs = {
        "get": "media.view_photo",
        "patch": "media.change_photo",
        "delete": "media.delete_photo",
    }

    @extend_schema(tags=TAGS, responses={200: DeskPhotoShape, **problems(*REFUSED)})
    def get(self, request: Request, pk: int) -> HttpResponse:
        """Read a photo; the ETag is the version."""
        return told(photo_of(pk))

    @extend_schema(
        tags=TAGS,
        parameters=[IF_MATCH],
        request=PhotoPatchShape,
        responses={200: DeskPhotoShape, **problems(*REFUSED, 409, 412, 413, 415, 428)},
    )
    def patch(self, request: Request, pk: int) -> HttpResponse:
        """Correct what is said about a photo; live stories that show it follow at once."""
        photo = photo_of(pk)
        version = meant_version(request, photo.version)
        changes = checked(PhotoPatchShape, body_of(request), partial=True)
        return told(
            correct_photo(
                photo=photo,
                by=editor_of(request),
                version=version,
                **changes,
            )
        )

    @extend_schema(
        tags=TAGS,
        parameters=[IF_MATCH],
        responses={204: None, **problems(*REFUSED, 409, 412, 428)},
    )
    def delete(self, request: Request, pk: int) -> HttpResponse:
        """Delete a photo that no story shows, with its files; 409 names those that do."""
        photo = photo_of(pk)
        discard_photo(photo=photo, version=meant_version(request, photo.version))
        return HttpResponse(status=204)


def photo_of(pk: int) -> Photo:
    """Return the photo.

    Raises Missing or Photo.DoesNotExist (both 404).
    """
    if pk > LARGEST:
        raise Missing
    return Photo.objects.get(pk=pk)


def told(photo: Photo) -> HttpResponse:
    """Return the photo as it is now, with its ETag."""
    return answer(_sheets([photo])[0], headers=_tagged(photo))


def _tagged(photo: Photo) -> dict[str, str]:
    return {"ETag": etag_of(photo.version)}


def _sheets(photos: list[Photo]) -> list[Json]:
    facts = photo_facts(photo.pk for photo in photos)
    return [
        facts[photo.pk]
        | {
            "version": photo.version,
            "source_name": photo.source_name,
            "byte_count": photo.byte_count,
            "uploaded_at": rfc3339(photo.uploaded_at),
        }
        for photo in photos
    ]

"""How do editors' programs give a photo another file, everywhere it is used?"""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from cms.kernel.editing import EditorDoor, editor_of, meant_version
from cms.kernel.sent import Sent, checked
from cms.kernel.shapes import problems
from media.actions.replace_file import replace_file
from media.api.editor import REFUSED, TAGS, DeskPhotoShape, UploadOnly, form_of, photo_of, told


class PhotoFileSentShape(Sent):
    """Another file for the same photo."""

    file = serializers.FileField(allow_empty_file=True)
    keep_focus = serializers.BooleanField(
        required=False,
        default=True,
        help_text=_("Whether the focal point stays; if not, it is the middle."),
    )


class PhotoFile(EditorDoor):
    """The file of one photo."""

    operation = {"put": "editor_photos_file_update"}
    needs = {"put": "media.change_photo"}

    def get_parsers(self) -> list[BaseParser]:
        """Take a form with a file."""
        return [UploadOnly()]

    @extend_schema(
        tags=TAGS,
        parameters=[OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, required=True)],
        request={"multipart/form-data": PhotoFileSentShape},
        responses={200: DeskPhotoShape, **problems(*REFUSED, 409, 412, 413, 415, 422, 428)},
    )
    def put(self, request: Request, pk: int) -> HttpResponse:
        """Give a photo another file; live stories that show it follow at once.

        Words stay, and those that are empty are read from the file. The photo's own file again
        changes nothing; a file that is another photo's is refused (409, `photo_file_taken`).
        """
        photo = photo_of(pk)
        version = meant_version(request, photo.version)
        sent = checked(PhotoFileSentShape, form_of(request))
        file = sent.pop("file")
        return told(
            replace_file(
                photo=photo,
                data=file,
                name=file.name,
                by=editor_of(request),
                version=version,
                **sent,
            )
        )

"""What does a program send and get that asks what story a page makes? Shapes only."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from articles.models.people import ExpertKind
from cms.kernel.sent import Sent, Text

Shape = serializers.Serializer[Any]
MOST_REFUSED = 5_000


def _texts() -> Any:
    return serializers.ListField(child=serializers.CharField())


def _type(name: str) -> Any:
    """Return the field that says of which type a block is: always this one."""

    @extend_schema_field({"type": "string", "const": name})
    class PageBlockType(serializers.CharField):
        pass

    return PageBlockType()


class PageSentShape(Sent):
    """A page: its plain text or its HTML, and which guesses are refused."""

    text = Text(required=False, allow_blank=True, trim_whitespace=False)
    html = Text(required=False, allow_blank=True, trim_whitespace=False)
    refused = serializers.ListField(
        child=Text(max_length=400),
        required=False,
        max_length=MOST_REFUSED,
        help_text=_("Ids of guesses of an earlier answer."),
    )


class PagePieceShape(Shape):
    """A piece of the page: `why` it is what it is; one with an `id` can be refused."""

    id = serializers.CharField()
    lines = serializers.ListField(child=serializers.IntegerField())
    text = serializers.CharField()
    why = serializers.CharField()
    sure = serializers.BooleanField()


class PageBylineShape(PagePieceShape):
    """A line that says who wrote the story."""

    names = _texts()


class PageTagShape(PagePieceShape):
    """A subject of the story."""

    name = serializers.CharField()


class PageSourceShape(PagePieceShape):
    """Where the story comes from."""

    name = serializers.CharField()
    url = serializers.CharField()


class PageTextShape(PagePieceShape):
    """One paragraph of running text."""

    type = _type("text")
    html = serializers.CharField()


class PagePhotoShape(PagePieceShape):
    """The words of a photo, whose file the page does not bring."""

    type = _type("photo")
    caption = serializers.CharField()
    credit = serializers.CharField()
    alt = serializers.CharField()


class PageQuoteShape(PagePieceShape):
    """What somebody said: `speaker` is the key of one of `people`, `speaker_id` can be refused."""

    type = _type("quote")
    said = serializers.CharField()
    attribution = serializers.CharField()
    speaker = serializers.CharField()
    speaker_id = serializers.CharField()
    how = serializers.CharField()
    how_code = serializers.CharField()
    speaker_sure = serializers.BooleanField()


BLOCKS: dict[str, type[Shape] | Shape] = {
    "text": PageTextShape,
    "quote": PageQuoteShape,
    "photo": PagePhotoShape,
}
PageBlockShape = PolymorphicProxySerializer(
    component_name="PageBlock", serializers=BLOCKS, resource_type_field_name="type", many=True
)


@extend_schema_field(PageBlockShape)
class PageBlocksField(serializers.ListField):
    """The blocks of a section, each of one of three types."""


class PageSectionShape(Shape):
    """A heading (null: the opening) and what stands under it."""

    heading = PagePieceShape(allow_null=True)
    blocks = PageBlocksField()


class PageExpertShape(Shape):
    """An expert of the newsroom whom a person of the page is taken to be."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class PagePersonShape(Shape):
    """Somebody quoted; `known` is null for somebody new, `also` are other names on the page."""

    key = serializers.CharField()
    name = serializers.CharField()
    role = serializers.CharField()
    organisation = serializers.CharField()
    kind = serializers.ChoiceField(ExpertKind.choices)
    also = _texts()
    known = PageExpertShape(allow_null=True)


class PageNoteShape(Shape):
    """A finding; one that is not `sure` is a guess, and one with an `id` can be refused."""

    id = serializers.CharField()
    code = serializers.CharField()
    lines = serializers.ListField(child=serializers.IntegerField())
    sentence = serializers.CharField()
    sure = serializers.BooleanField()
    refused = serializers.BooleanField()


class PageProposalShape(Shape):
    """The story that a page makes."""

    headline = PagePieceShape(allow_null=True)
    standfirst = PagePieceShape(allow_null=True)
    byline = PageBylineShape(many=True)
    lead = PagePhotoShape(allow_null=True)
    sections = PageSectionShape(many=True)
    source = PageSourceShape(allow_null=True)  # type: ignore[assignment]
    tags = PageTagShape(many=True)
    people = PagePersonShape(many=True)
    left_out = PagePieceShape(many=True)
    notes = PageNoteShape(many=True)

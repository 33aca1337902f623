"""What do stories look like in an answer? Shapes only: nothing here runs on a read."""

from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from articles.models.counters import CommentPolicy, Repliers
from articles.models.people import ExpertKind
from articles.rules.networks import CODES, NETWORKS
from media.api.shapes import FocalPointShape, PhotoShape, RenditionShape

Shape = serializers.Serializer[Any]


class NamedShape(Shape):
    """Something with an address of its own."""

    slug = serializers.SlugField()
    name = serializers.CharField()


class BylineShape(Shape):
    """One name of the byline, in order."""

    name = serializers.CharField()
    slug = serializers.SlugField()
    role = serializers.CharField(allow_blank=True)


class SourceShape(Shape):
    """Where something comes from."""

    name = serializers.CharField(allow_blank=True)
    url = serializers.URLField(allow_null=True)


class PlacedPhotoShape(PhotoShape):
    """A photo with the words that stand under it here.

    Where the file is still missing, all is null but the words.
    """

    id = serializers.IntegerField(allow_null=True)
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)
    focal_point = FocalPointShape(allow_null=True)
    blurhash = serializers.CharField(allow_null=True, allow_blank=True)
    dominant_colour = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    url = serializers.URLField(allow_null=True, allow_blank=True)
    renditions = RenditionShape(many=True)


class ExpertInQuoteShape(Shape):
    """Who speaks, under the name of today."""

    slug = serializers.SlugField()
    name = serializers.CharField()
    role = serializers.CharField(allow_blank=True)
    organisation = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(choices=ExpertKind.values)


class TextBlockShape(Shape):
    """Running text: clean HTML of a small vocabulary."""

    id = serializers.CharField(help_text=_("Stays the same while the block is edited."))
    type = serializers.ChoiceField(choices=["text"])
    html = serializers.CharField()
    markdown = serializers.CharField(required=False, help_text=_("With ?format_text=markdown."))
    plain = serializers.CharField(required=False, help_text=_("With ?format_text=plain."))


class QuoteBlockShape(Shape):
    """What somebody said: plain text, paragraphs parted by a blank line."""

    id = serializers.CharField()
    type = serializers.ChoiceField(choices=["quote"])
    text = serializers.CharField()
    expert = ExpertInQuoteShape(allow_null=True)
    printed_name = serializers.CharField(
        allow_blank=True, help_text=_("The name as it was printed with this quote.")
    )
    attribution = serializers.CharField(allow_blank=True)
    said_on = serializers.DateField(allow_null=True)
    source = SourceShape()  # type: ignore[assignment]


class PhotoBlockShape(Shape):
    """A photo in its place; `photo` is null while the file is missing."""

    id = serializers.CharField()
    type = serializers.ChoiceField(choices=["photo"])
    photo = PlacedPhotoShape(allow_null=True)
    caption = serializers.CharField(allow_blank=True)
    credit = serializers.CharField(allow_blank=True)


BLOCKS: dict[str, type[Shape] | Shape] = {
    "text": TextBlockShape,
    "quote": QuoteBlockShape,
    "photo": PhotoBlockShape,
}
BlockShape = PolymorphicProxySerializer(
    component_name="Block", serializers=BLOCKS, resource_type_field_name="type", many=True
)


@extend_schema_field(BlockShape)
class BlocksField(serializers.ListField):
    """The blocks of a section, each of one of three types."""


class SectionShape(Shape):
    """A heading with what stands under it; the first may have none: the opening."""

    heading = serializers.CharField(allow_blank=True)
    anchor = serializers.CharField(allow_blank=True)
    blocks = BlocksField()


class CorrectionShape(Shape):
    """A public note on what was put right."""

    at = serializers.DateTimeField()
    note = serializers.CharField()


class OpenGraphShape(Shape):
    """What social networks are told (https://ogp.me)."""

    type = serializers.CharField()
    site_name = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    url = serializers.URLField()
    locale = serializers.CharField()
    image = serializers.URLField(allow_null=True)
    image_alt = serializers.CharField(allow_null=True)
    published_time = serializers.DateTimeField()
    modified_time = serializers.DateTimeField()
    section = serializers.CharField()


class SeoShape(Shape):
    """What search engines are told; `json_ld` is a schema.org NewsArticle."""

    title = serializers.CharField()
    description = serializers.CharField()
    canonical_url = serializers.URLField()
    robots = serializers.CharField()
    open_graph = OpenGraphShape()
    json_ld = serializers.DictField()


def _per_network(codes: tuple[str, ...], field: type[serializers.Field[Any, Any, Any, Any]]) -> Any:
    return {code: field() for code in codes}


ShareLinksShape = type(
    "ShareLinksShape",
    (serializers.Serializer,),
    {
        "__doc__": "The address that opens each network with this story.",
        **_per_network(tuple(n.code for n in NETWORKS if n.address), serializers.CharField),
    },
)
ShareCountsShape = type(
    "ShareCountsShape",
    (serializers.Serializer,),
    {
        "__doc__": "How often readers passed the story on, by network.",
        **_per_network(CODES, serializers.IntegerField),
    },
)


class ShareShape(Shape):
    """How a story is passed on."""

    links = ShareLinksShape()
    total = serializers.IntegerField()
    by_network = ShareCountsShape()


class RelatedLinkShape(Shape):
    """A story that the editors put beside this one."""

    slug = serializers.SlugField()
    language = serializers.CharField()
    title = serializers.CharField()
    url = serializers.URLField()


class DiscussionShape(Shape):
    """How replies to a story stand."""

    policy = serializers.ChoiceField(choices=CommentPolicy.values)
    repliers = serializers.ChoiceField(choices=Repliers.values)
    open = serializers.BooleanField()
    count = serializers.IntegerField()
    closes_at = serializers.DateTimeField(allow_null=True)
    url = serializers.URLField()


class ArticleCardShape(Shape):
    """A story in a list."""

    id = serializers.IntegerField()
    slug = serializers.SlugField()
    language = serializers.CharField(help_text=_("BCP 47."))
    url = serializers.URLField()
    title = serializers.CharField()
    standfirst = serializers.CharField()
    byline = BylineShape(many=True)
    category = NamedShape()
    tags = NamedShape(many=True)
    lead_photo = PlacedPhotoShape(allow_null=True)
    published_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    reading_minutes = serializers.IntegerField()
    word_count = serializers.IntegerField()


class ArticleShape(ArticleCardShape):
    """A whole story."""

    sections = SectionShape(many=True)
    source = SourceShape(allow_null=True)  # type: ignore[assignment]
    corrections = CorrectionShape(many=True)
    seo = SeoShape()
    share = ShareShape()
    related = RelatedLinkShape(many=True)
    comments = DiscussionShape()


class AuthorShape(NamedShape):
    """A name of bylines."""

    bio = serializers.CharField(allow_blank=True)
    article_count = serializers.IntegerField(help_text=_("Live stories."))


class CategoryShape(NamedShape):
    """A room of the paper."""

    description = serializers.CharField(allow_blank=True)
    article_count = serializers.IntegerField(help_text=_("Live stories."))


class TagShape(NamedShape):
    """A thread that runs through stories."""

    article_count = serializers.IntegerField(help_text=_("Live stories."))


class ExpertShape(ExpertInQuoteShape):
    """A person or an organisation that is quoted in live stories."""

    bio = serializers.CharField(allow_blank=True)
    article_count = serializers.IntegerField(help_text=_("Live stories that quote them."))
    quote_count = serializers.IntegerField(help_text=_("Quotes in live stories."))
    quotes_url = serializers.URLField()


class QuotedInShape(Shape):
    """The story in which a quote stands."""

    slug = serializers.SlugField()
    language = serializers.CharField()
    title = serializers.CharField()
    url = serializers.URLField()
    published_at = serializers.DateTimeField()


class QuoteShape(Shape):
    """A quote as data."""

    id = serializers.CharField()
    text = serializers.CharField()
    expert = ExpertInQuoteShape()
    printed_name = serializers.CharField(allow_blank=True)
    attribution = serializers.CharField(allow_blank=True)
    said_on = serializers.DateField(allow_null=True)
    source = SourceShape()  # type: ignore[assignment]
    article = QuotedInShape()
    permalink = serializers.URLField()


@cache
def page_of(item: type[Shape], name: str) -> type[Shape]:
    """Return the shape of a page of a list; `count` is there unless a cursor is used."""
    return type(
        f"{name}Page",
        (serializers.Serializer,),
        {
            "__doc__": "A page of a list.",
            "count": serializers.IntegerField(required=False),
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "results": item(many=True),
        },
    )


def names_of(shape: type[Shape] | Shape) -> dict[str, Any]:
    """Return the tree of names of a shape, for `?fields=` and `?omit=`."""
    serializer = shape() if isinstance(shape, type) else shape
    return {name: _names_below(field) for name, field in serializer.fields.items()}


def _names_below(field: Any) -> dict[str, Any]:
    if isinstance(field, BlocksField):
        union: dict[str, Any] = {}
        for block in BLOCKS.values():
            union |= names_of(block)
        return union
    child = getattr(field, "child", field)
    return names_of(child) if isinstance(child, serializers.Serializer) else {}


ARTICLE_NAMES = names_of(ArticleShape)
CARD_NAMES = names_of(ArticleCardShape)

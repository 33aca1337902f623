"""What do editors' programs send and get? Shapes only; rules.document reads stories themselves."""

from typing import Any, get_args

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from articles.actions.desk_notes import LONGEST, LONGEST_BLOCK
from articles.models.counters import CommentPolicy, Repliers
from articles.models.history import Did
from articles.models.people import ExpertKind
from articles.queries.held_addresses import Leads
from articles.rules.standing import Code
from cms.kernel.sent import Flag, Moment, Number, Sent, Text

Shape = serializers.Serializer[Any]
STATES: tuple[str, ...] = get_args(Code)
LONGEST_NOTE = 2_000


class CopySourceShape(Shape):
    """Where something comes from."""

    name = Text(required=False, allow_blank=True, max_length=200)
    url = Text(required=False, allow_blank=True, max_length=500)


def _Type(name: str) -> Any:  # noqa: N802 - it stands where a field's class would
    """Return the field that says of which type a block is: always this one."""

    @extend_schema_field({"type": "string", "const": name})
    class BlockType(serializers.CharField):
        pass

    return BlockType()


class CopyTextShape(Shape):
    """Running text; HTML outside of the small vocabulary is taken out."""

    id = Text(required=False, allow_blank=True, help_text=_("Empty for a new block."))
    type = _Type("text")
    html = Text(required=False, allow_blank=True)


class CopyQuoteShape(Shape):
    """What somebody said: plain text, paragraphs parted by a blank line."""

    id = Text(required=False, allow_blank=True)
    type = _Type("quote")
    text = Text(required=False, allow_blank=True)
    expert = Number(required=False, allow_null=True)
    printed_name = Text(required=False, allow_blank=True, max_length=160)
    attribution = Text(required=False, allow_blank=True, max_length=300)
    said_on = serializers.DateField(required=False, allow_null=True)
    source = CopySourceShape(required=False)  # type: ignore[assignment]


class CopyFigureShape(Shape):
    """A photo with the words that stand under it here; null while its file is missing."""

    id = Text(required=False, allow_blank=True)
    photo = Number(required=False, allow_null=True)
    caption = Text(required=False, allow_blank=True)
    credit = Text(required=False, allow_blank=True, max_length=200)
    alt = Text(required=False, allow_blank=True)


class CopyPhotoShape(CopyFigureShape):
    """A photo in its place."""

    type = _Type("photo")


COPY_BLOCKS: dict[str, type[Shape] | Shape] = {
    "text": CopyTextShape,
    "quote": CopyQuoteShape,
    "photo": CopyPhotoShape,
}
CopyBlockShape = PolymorphicProxySerializer(
    component_name="CopyBlock",
    serializers=COPY_BLOCKS,
    resource_type_field_name="type",
    many=True,
)


@extend_schema_field(CopyBlockShape)
class CopyBlocksField(serializers.ListField):
    """The blocks of a section, each of one of three types."""


class CopySectionShape(Shape):
    """A heading and what stands under it; the first may have none: the opening."""

    id = Text(required=False, allow_blank=True, help_text=_("Empty for a new section."))
    heading = Text(required=False, allow_blank=True, max_length=300)
    anchor = Text(required=False, allow_blank=True, max_length=120)
    blocks = CopyBlocksField(required=False)


class CopyBylineShape(Shape):
    """One name of the byline, in order."""

    author = Number()
    role = Text(required=False, allow_blank=True, max_length=80)


class CopySeoShape(Shape):
    """What search engines are told, where it differs from the story."""

    title = Text(required=False, allow_blank=True, max_length=200)
    description = Text(required=False, allow_blank=True)
    canonical_url = Text(required=False, allow_blank=True, max_length=500)
    noindex = Flag(required=False)


class CopyCorrectionShape(Shape):
    """A public note on what was put right."""

    at = serializers.DateTimeField()
    note = Text()


class CopyShape(Shape):
    """A story as its editors have it: numbers of rows where readers get what they name."""

    headline = Text(required=False, allow_blank=True, max_length=300)
    standfirst = Text(required=False, allow_blank=True, max_length=1000)
    slug = Text(required=False, allow_blank=True, max_length=120)
    language = Text(required=False, max_length=12, help_text=_("BCP 47."))
    category = Number(required=False, allow_null=True)
    tags = serializers.ListField(child=Number(), required=False)
    byline = CopyBylineShape(many=True, required=False)
    lead = CopyFigureShape(required=False, allow_null=True)
    sections = CopySectionShape(many=True, required=False)
    source = CopySourceShape(required=False)  # type: ignore[assignment]
    seo = CopySeoShape(required=False)
    related = serializers.ListField(child=Number(), required=False)
    translation_of = Number(required=False, allow_null=True)
    corrections = CopyCorrectionShape(many=True, required=False, read_only=True)


class CopyPatchShape(CopyShape):
    """The facts to be replaced, each as a whole."""


BlockPatchShape = PolymorphicProxySerializer(
    component_name="BlockPatch", serializers=COPY_BLOCKS, resource_type_field_name="type"
)


class PrintedShape(Shape):
    """When and where readers see an edition."""

    number = serializers.IntegerField()
    slug = serializers.CharField()
    language = serializers.CharField()
    url = serializers.URLField()
    live_from = serializers.DateTimeField()
    live_until = serializers.DateTimeField(allow_null=True)
    published_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class PublishedShape(PrintedShape):
    """An edition that was just made."""

    version = serializers.IntegerField(help_text=_("The version that was frozen in it."))


class WithdrawnShape(Shape):
    """When a story was taken away, and what readers are told."""

    at = serializers.DateTimeField()
    note = serializers.CharField(allow_blank=True)


class LackShape(Shape):
    """One thing that is missing; `field` is a JSON pointer into the document."""

    field = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()


class StoryFactsShape(Shape):
    """What is known of a story beside its text."""

    id = serializers.IntegerField()
    version = serializers.IntegerField(help_text=_("What If-Match names: the ETag without quotes."))
    state = serializers.ChoiceField(choices=STATES)
    unseen_changes = serializers.BooleanField(
        help_text=_("Whether the copy was changed after it was last published or scheduled.")
    )
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    first_published_at = serializers.DateTimeField(allow_null=True)


class StoryRowShape(StoryFactsShape):
    """A story in a list."""

    headline = serializers.CharField(allow_blank=True)
    slug = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    category = serializers.IntegerField(allow_null=True)
    live_from = serializers.DateTimeField(allow_null=True)
    live_until = serializers.DateTimeField(allow_null=True)
    next_at = serializers.DateTimeField(allow_null=True)


class StorySheetShape(StoryFactsShape, CopyShape):
    """A whole story: its document, what lacks, how it stands."""

    lacks = LackShape(many=True)
    live = PrintedShape(allow_null=True)
    scheduled = PrintedShape(many=True)
    withdrawn = WithdrawnShape(allow_null=True)


class NoteShape(Sent):
    """Why."""

    note = Text(required=False, default="", allow_blank=True, max_length=LONGEST_NOTE)


class ReturnShape(Sent):
    """What the writer is to do."""

    note = Text(max_length=LONGEST_NOTE)


class PublicationSentShape(NoteShape):
    """From when, until when, and how readers are to take it."""

    at = Moment(required=False, allow_null=True, default=None)
    until = Moment(required=False, allow_null=True, default=None)
    substantive = Flag(
        required=False,
        default=True,
        help_text=_("Whether readers are told that the story was updated."),
    )
    allow_missing_photos = Flag(required=False, default=False)


class CorrectionSentShape(Sent):
    """What was put right."""

    note = Text(max_length=LONGEST_NOTE)
    substantive = Flag(required=False, default=True)


class RestorationSentShape(Sent):
    """What becomes again what it was: the whole story, or one block of it."""

    block = Text(
        required=False,
        max_length=20,
        help_text=_(
            "The id of a block, or of a section (its heading); or a fact, as `/headline`. "
            "Without it, the whole story."
        ),
    )


class RevisionRowShape(Shape):
    """When and by whom a revision was kept."""

    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    by = serializers.CharField(allow_null=True)
    why = serializers.CharField(allow_blank=True)


class RevisionShape(RevisionRowShape):
    """A story as it was."""

    document = CopyShape()


class FactChangeShape(Shape):
    """A fact that changed."""

    field = serializers.CharField()
    before = serializers.JSONField()
    after = serializers.JSONField()


class PlaceShape(Shape):
    """Where a section or block stands."""

    section = serializers.CharField(allow_blank=True)
    position = serializers.IntegerField()


class PartChangeShape(Shape):
    """What happened to a section or block."""

    id = serializers.CharField()
    change = serializers.ChoiceField(choices=["added", "removed", "changed", "moved"])
    moved = serializers.BooleanField()
    before = serializers.DictField(allow_null=True)
    after = serializers.DictField(allow_null=True)
    was_at = PlaceShape(allow_null=True)
    is_at = PlaceShape(allow_null=True)


class DifferenceShape(Shape):
    """All that changed from `against` to `number`."""

    against = serializers.CharField()
    number = serializers.IntegerField()
    facts = FactChangeShape(many=True)
    sections = PartChangeShape(many=True)
    blocks = PartChangeShape(many=True)


class EntryShape(Shape):
    """One thing that was done."""

    did = serializers.ChoiceField(choices=Did.values)
    at = serializers.DateTimeField()
    by = serializers.CharField(allow_null=True)
    note = serializers.CharField(allow_blank=True)


class HeldAddressShape(Shape):
    """An address of a story; `former` ones lead to the present one."""

    id = serializers.IntegerField()
    slug = serializers.CharField()
    language = serializers.CharField()
    url = serializers.URLField()
    since = serializers.DateTimeField()
    leads = serializers.ChoiceField(choices=get_args(Leads))


class DeskNoteSentShape(Sent):
    """A note to the desk or to the writer; `block` is the id of what it is about."""

    text = Text(max_length=LONGEST)
    block = Text(required=False, default="", allow_blank=True, max_length=LONGEST_BLOCK)


class DeskNoteShape(Shape):
    """What somebody at the desk said about a draft; readers never see it."""

    id = serializers.IntegerField()
    text = serializers.CharField()
    block = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()
    by = serializers.CharField(allow_null=True)
    settled_at = serializers.DateTimeField(allow_null=True)
    settled_by = serializers.CharField(allow_null=True)


class DiscussionPatchShape(Sent):
    """What the story itself demands of replies; empty where the newsroom's rules suffice."""

    policy = serializers.ChoiceField(CommentPolicy.choices, required=False, allow_blank=True)
    repliers = serializers.ChoiceField(Repliers.choices, required=False, allow_blank=True)
    closes_at = Moment(required=False, allow_null=True)


class InForceShape(Shape):
    """What holds now: of site, category and story the strictest."""

    policy = serializers.ChoiceField(CommentPolicy.choices)
    repliers = serializers.ChoiceField(Repliers.choices)
    open = serializers.BooleanField()
    closes_at = serializers.DateTimeField(allow_null=True)


class DeskDiscussionShape(Shape):
    """How replies to a story are taken: what it says of its own, and what holds."""

    policy = serializers.ChoiceField(CommentPolicy.choices, allow_blank=True)
    repliers = serializers.ChoiceField(Repliers.choices, allow_blank=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    in_force = InForceShape()
    count = serializers.IntegerField()


class PreviewShape(Shape):
    """A link that shows the working copy as readers would see it."""

    url = serializers.URLField(help_text=_("The public JSON of an article, for a program."))
    page = serializers.URLField(help_text=_("The page that shows it, for a person."))
    expires_at = serializers.DateTimeField()


class PreviewSentShape(Sent):
    """For how long."""

    hours = Number(required=False, default=24, max_value=168)


class HeadingSentShape(Sent):
    """A tag."""

    name = Text()
    slug = Text(required=False, help_text=_("Made from the name where it is left out."))


class CategorySentShape(HeadingSentShape):
    """A category; `position` is its place in lists."""

    description = Text(required=False, allow_blank=True)
    position = Number(required=False, min_value=0, max_value=32_767)


class AuthorSentShape(HeadingSentShape):
    """An author."""

    bio = Text(required=False, allow_blank=True)


class ExpertSentShape(Sent):
    """An expert."""

    name = Text()
    role = Text(required=False, allow_blank=True)
    organisation = Text(required=False, allow_blank=True)
    kind = Text(required=False, help_text=_("person or organisation"))
    bio = Text(required=False, allow_blank=True)


class ExpertPatchShape(ExpertSentShape):
    """The facts of an expert to be replaced; a former slug goes on working."""

    slug = Text()


class MergeSentShape(Sent):
    """Who becomes the expert of the address."""

    away = Number()


class DeskTagShape(Shape):
    """A tag."""

    id = serializers.IntegerField()
    slug = serializers.CharField()
    name = serializers.CharField()


class DeskCategoryShape(DeskTagShape):
    """A category."""

    description = serializers.CharField(allow_blank=True)
    position = serializers.IntegerField()


class DeskAuthorShape(DeskTagShape):
    """An author."""

    bio = serializers.CharField(allow_blank=True)


class DeskExpertShape(DeskTagShape):
    """An expert, with all the names by which they are found."""

    version = serializers.IntegerField()
    role = serializers.CharField(allow_blank=True)
    organisation = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(choices=ExpertKind.values)
    bio = serializers.CharField(allow_blank=True)
    merged_into = serializers.IntegerField(allow_null=True)
    other_names = serializers.ListField(child=serializers.CharField())
    former_slugs = serializers.ListField(child=serializers.CharField())

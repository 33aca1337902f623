"""Which shapes do the lists have that replies are screened by? Shape only."""

from rest_framework import serializers

from cms.kernel.numbers import LAST_VERSION
from comments.api.shapes import Shape, TypedText
from comments.models import ListKind
from comments.queries.trying import LONGEST

MOST_AT_ONCE = 10_000  # lines that are added or removed in one call
WHERE = ("text", "name", "url", "email", "network")


class ListHeadShape(Shape):
    """A list at a glance; version 0 is one that nobody has begun."""

    kind = serializers.ChoiceField(ListKind.choices)
    count = serializers.IntegerField()
    version = serializers.IntegerField()
    changed_at = serializers.DateTimeField(allow_null=True)
    changed_by = serializers.CharField(allow_null=True)


class ListHeadsShape(Shape):
    """The five lists."""

    results = ListHeadShape(many=True)


class ListShape(ListHeadShape):
    """A list with its text: an entry on each line, lines that begin with # are remarks."""

    text = serializers.CharField(allow_blank=True)


class VersionSentShape(Shape):
    """The version that was read."""

    version = serializers.IntegerField(
        required=False, allow_null=True, default=None, min_value=0, max_value=LAST_VERSION
    )


class ListSentShape(VersionSentShape):
    """A whole new list."""

    text = TypedText()


class ListChangeSentShape(VersionSentShape):
    """Lines to remove, and lines to add after the last."""

    add = serializers.ListField(
        child=TypedText(), required=False, default=list, max_length=MOST_AT_ONCE
    )
    remove = serializers.ListField(
        child=TypedText(), required=False, default=list, max_length=MOST_AT_ONCE
    )


class LineNoteShape(Shape):
    """A line that says nothing new: blank, or the same as an earlier one."""

    line = serializers.IntegerField()
    code = serializers.ChoiceField(["blank", "repeated"])
    earlier = serializers.IntegerField(allow_null=True)


class ListChangedShape(ListHeadShape):
    """What came of a change; `changed` is false when the list stood so already.

    `repeated` of the added lines were there, `unknown` of the removed ones were not. The first
    hundred of `note_count` notes are told.
    """

    changed = serializers.BooleanField()
    added = serializers.IntegerField()
    removed = serializers.IntegerField()
    repeated = serializers.IntegerField()
    unknown = serializers.IntegerField()
    note_count = serializers.IntegerField()
    notes = LineNoteShape(many=True)


class TrySentShape(Shape):
    """What a reader might send."""

    text = TypedText(max_length=LONGEST)
    name = TypedText(required=False, default="", max_length=200)
    url = TypedText(required=False, default="", max_length=2000)
    email = TypedText(required=False, default="", max_length=320)
    network = TypedText(required=False, default="", max_length=60)


class TryPlaceShape(Shape):
    """An entry that catches it: `start` and `end` count characters of the field as it was sent."""

    list = serializers.ChoiceField(ListKind.choices)
    line = serializers.IntegerField()
    entry = serializers.CharField()
    where = serializers.ChoiceField(WHERE)
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    words = serializers.CharField()


class TriedShape(Shape):
    """What the lists say of it; where they say `publish`, other checks may still hold it."""

    outcome = serializers.ChoiceField(["reject", "hold", "review", "publish"])
    findings = serializers.ListField(child=serializers.DictField())
    caught = TryPlaceShape(many=True)

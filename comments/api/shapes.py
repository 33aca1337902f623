"""Which shapes do requests and answers about replies have? Shape only: no rules, no queries."""

from typing import Any

from django.core.validators import ProhibitNullCharactersValidator
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from articles.models.counters import CommentPolicy, Repliers
from comments.actions.report import REASONS as REPORTABLE
from comments.models import AuthorKind, DecidedBy, HowOften, Reason, State, What
from comments.rules.states import DECISIONS

Shape = serializers.Serializer[Any]


class TypedText(serializers.CharField):
    """Text as somebody typed it: what cannot be seen is taken out later, not refused here."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, allow_blank=True, **kwargs)
        self.validators = [
            one for one in self.validators if not isinstance(one, ProhibitNullCharactersValidator)
        ]

    def to_internal_value(self, data: Any) -> str:
        """Return the text, or refuse; a number is not taken for one (1e999 would read "inf")."""
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class CommentAuthorSentShape(Shape):
    """Who writes, as they say; the e-mail is never shown."""

    name = TypedText()
    email = serializers.CharField(required=False, allow_blank=True, default="")
    url = serializers.CharField(required=False, allow_blank=True, default="")


class CommentSentShape(Shape):
    """A reply to be posted; `hp` stays empty, people do not see it."""

    text = TypedText()
    parent = serializers.CharField(  # type: ignore[assignment] # only while declaring
        required=False, allow_null=True, default=None, max_length=12
    )
    author = CommentAuthorSentShape(required=False, allow_null=True, default=None)
    notify = serializers.BooleanField(required=False, default=False)
    how_often = serializers.ChoiceField(
        HowOften.choices, required=False, default=HowOften.AT_ONCE.value
    )
    form_token = serializers.CharField(required=False, allow_blank=True, default="")
    hp = TypedText(required=False, default="")


class CommentPreviewSentShape(Shape):
    """A text to be shown as it would look."""

    text = TypedText()


class CommentPreviewShape(Shape):
    """A text as it would look."""

    html = serializers.CharField()


class CommentAuthorShape(Shape):
    """Who wrote, and how well the newsroom knows them."""

    name = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(AuthorKind.choices)


class CommentScoreShape(Shape):
    """Votes of readers."""

    up = serializers.IntegerField()
    down = serializers.IntegerField()


class CommentShape(Shape):
    """A reply. `removed` is a gap above replies that are still there: no words, no author."""

    id = serializers.CharField()
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment] # only while
    root = serializers.CharField(allow_null=True)  # type: ignore[assignment] # declaring
    depth = serializers.IntegerField()
    state = serializers.ChoiceField(["published", "removed"])
    html = serializers.CharField(allow_null=True)
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    author = CommentAuthorShape(allow_null=True)
    score = CommentScoreShape(allow_null=True)
    reply_count = serializers.IntegerField()
    pinned = serializers.BooleanField()
    featured = serializers.BooleanField()


class RootCommentShape(CommentShape):
    """An answer to the story itself, with its first replies in reading order."""

    replies = CommentShape(many=True)
    next_replies = serializers.URLField(allow_null=True)


class DiscussionPageShape(Shape):
    """A page of roots; `count` is of all replies that readers see under the story.

    `after` is where `comments/since/` goes on from.
    """

    count = serializers.IntegerField()
    after = serializers.CharField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = RootCommentShape(many=True)


class CommentGoneShape(Shape):
    """A reply that readers do not see any more."""

    id = serializers.CharField()


class CommentSeenShape(Shape):
    """A reply was added, or reads otherwise now."""

    event = serializers.ChoiceField(["comment", "update"])
    comment = CommentShape()


class CommentRemovedShape(Shape):
    """A reply went, with all that stands below it."""

    event = serializers.ChoiceField(["remove"])
    comment = CommentGoneShape()


class CommentsSinceShape(Shape):
    """What happened since a moment, in order; `count` is of all replies that readers see now."""

    after = serializers.CharField()
    count = serializers.IntegerField()
    more = serializers.BooleanField()
    results = serializers.ListField(
        child=PolymorphicProxySerializer(
            component_name="CommentEvent",
            serializers=[CommentSeenShape, CommentRemovedShape],
            resource_type_field_name=None,
        )
    )


class CommentPageShape(Shape):
    """A page of replies in reading order: each after the one it answers."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = CommentShape(many=True)


class CommentContextShape(Shape):
    """A reply with what it answers, from the root down, and its neighbours, oldest first."""

    ancestors = CommentShape(many=True)
    comment = CommentShape()
    before = CommentShape(many=True)
    after = CommentShape(many=True)


class CommentCountShape(Shape):
    """How many replies readers see under one story."""

    article = serializers.CharField()
    language = serializers.CharField()
    count = serializers.IntegerField()


class CommentCountsShape(Shape):
    """Counts of the stories that are live; others are left out."""

    results = CommentCountShape(many=True)


class OwnCommentShape(CommentShape):
    """A new reply to its author; the token is given once."""

    state = serializers.ChoiceField(["published", "pending"])
    editable_until = serializers.DateTimeField()
    edit_token = serializers.CharField()


class CommentEditSentShape(Shape):
    """A new wording; the token is not needed by who wrote with an account."""

    text = TypedText()
    edit_token = serializers.CharField(required=False, allow_blank=True, default="")


class CommentRemovalSentShape(Shape):
    """What lets a reply be taken back; may be left out."""

    edit_token = serializers.CharField(required=False, allow_blank=True, default="")


class VoteValue(serializers.ChoiceField):
    """1 or -1 as a number; "1" is none."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the number, or refuse."""
        if type(data) is not int:
            self.fail("invalid_choice", input=data)
        return super().to_internal_value(data)


class VoteSentShape(Shape):
    """A vote: 1 for, -1 against."""

    value = VoteValue([1, -1])


class VotesShape(Shape):
    """Votes of readers, and the one of who asks."""

    up = serializers.IntegerField()
    down = serializers.IntegerField()
    mine = serializers.ChoiceField([1, -1], allow_null=True)


class ReportSentShape(Shape):
    """What is wrong with a reply; the note is for moderators."""

    reason = serializers.ChoiceField(REPORTABLE)
    note = TypedText(required=False, default="")


class ReportReceivedShape(Shape):
    """A report was received: always, so that nobody learns how many there are."""

    received = serializers.BooleanField()


class MyVoteShape(Shape):
    """The vote of who asks on one reply."""

    id = serializers.CharField()
    value = serializers.ChoiceField([1, -1])


class WaitingOwnCommentShape(CommentShape):
    """A reply of who asks that waits for a moderator."""

    state = serializers.ChoiceField(["pending"])
    editable_until = serializers.DateTimeField()


class MyCommentsShape(Shape):
    """What concerns only who asks: their votes, and their replies that wait."""

    votes = MyVoteShape(many=True)
    waiting = WaitingOwnCommentShape(many=True)


class CommentLimitsShape(Shape):
    """What a reply may be."""

    shortest = serializers.IntegerField()
    longest = serializers.IntegerField()
    lines = serializers.IntegerField()
    links = serializers.IntegerField()
    name = serializers.IntegerField()
    edit_seconds = serializers.IntegerField()


class CommentFormShape(Shape):
    """What a form for replies needs."""

    form_token = serializers.CharField()
    policy = serializers.ChoiceField(CommentPolicy.values)
    repliers = serializers.ChoiceField(Repliers.values)
    open = serializers.BooleanField()
    closes_at = serializers.DateTimeField(allow_null=True)
    anonymous_allowed = serializers.BooleanField()
    limits = CommentLimitsShape()


class DecisionSentShape(Shape):
    """A decision on the version that was read; rejecting and spam need a reason."""

    comment = serializers.CharField(max_length=12)
    version = serializers.IntegerField(required=False, allow_null=True, default=None, min_value=1)
    decision = serializers.ChoiceField([move.value for move in DECISIONS])
    reason = serializers.ChoiceField(
        Reason.choices, required=False, allow_blank=True, allow_null=True, default=""
    )
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)


class DecisionsSentShape(Shape):
    """Up to 200 decisions, each with its version."""

    decisions = serializers.ListField(child=DecisionSentShape(), min_length=1, max_length=200)


class DecisionLoggedShape(Shape):
    """A row of the log of decisions."""

    id = serializers.IntegerField()
    comment = serializers.CharField()
    decision = serializers.ChoiceField(What.choices)
    to = serializers.ChoiceField(State.choices)
    by = serializers.CharField(allow_null=True)
    by_kind = serializers.ChoiceField(DecidedBy.choices)
    reason = serializers.ChoiceField(Reason.choices, allow_null=True)
    note = serializers.CharField(allow_null=True)
    evidence = serializers.ListField(child=serializers.DictField())
    score = serializers.FloatField(allow_null=True)
    model_version = serializers.CharField(allow_null=True)
    batch = serializers.CharField(allow_null=True)
    undoes = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField()
    revision = serializers.IntegerField()
    at = serializers.DateTimeField()
    hash = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Add `from`, which Python keeps for itself."""
        fields = super().get_fields()
        fields["from"] = serializers.ChoiceField(State.choices, allow_null=True)
        return fields


class DecisionMadeShape(DecisionLoggedShape):
    """What came of a decision; `changed` is false when it stood so already."""

    state = serializers.ChoiceField(State.choices)
    changed = serializers.BooleanField()


class BulkItemShape(Shape):
    """What came of one decision among many."""

    comment = serializers.CharField()
    status = serializers.ChoiceField(["ok", "conflict", "forbidden", "gone", "missing", "invalid"])
    code = serializers.CharField(allow_null=True)
    decision = DecisionMadeShape(allow_null=True)


class BulkShape(Shape):
    """What came of many decisions, in the order they were sent."""

    batch = serializers.CharField()
    results = BulkItemShape(many=True)


class WaitingAuthorShape(Shape):
    """Who wrote, for moderators; the e-mail stays in the admin."""

    name = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(AuthorKind.choices)
    url = serializers.CharField(allow_blank=True)
    has_email = serializers.BooleanField()


class WaitingArticleShape(Shape):
    """The live story that was replied to."""

    slug = serializers.CharField()
    language = serializers.CharField()
    headline = serializers.CharField()


class WaitingParentShape(Shape):
    """The beginning of what was answered."""

    id = serializers.CharField()
    author = serializers.CharField(allow_blank=True)
    excerpt = serializers.CharField()


class WaitingCommentShape(Shape):
    """A reply in the queue, with what was found, and what can be decided now."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    revision = serializers.IntegerField()
    state = serializers.ChoiceField(State.choices)
    text = serializers.CharField()
    html = serializers.CharField()
    author = WaitingAuthorShape()
    article = WaitingArticleShape(allow_null=True)
    parent = WaitingParentShape(allow_null=True)
    depth = serializers.IntegerField()
    held_for = serializers.ListField(child=serializers.DictField())
    risk = serializers.FloatField()
    open_reports = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    waiting_seconds = serializers.IntegerField()
    allowed = serializers.ListField(
        child=serializers.ChoiceField([move.value for move in DECISIONS])
    )


class QueuePageShape(Shape):
    """A page of the queue; keyset pages have no `count`."""

    count = serializers.IntegerField(required=False)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = WaitingCommentShape(many=True)


class LogPageShape(Shape):
    """A page of the log, the newest first; keyset pages have no `count`."""

    count = serializers.IntegerField(required=False)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = DecisionLoggedShape(many=True)

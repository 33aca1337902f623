"""Which shapes do requests and answers about replies have? Shape only: no rules, no queries."""

from typing import Any

from django.core.validators import ProhibitNullCharactersValidator
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from articles.models.counters import CommentPolicy, Repliers
from comments.actions.report import REASONS as REPORTABLE
from comments.models import AuthorKind, HowOften

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


class CommentedArticleShape(Shape):
    """The live story that a reply stands under; `url` is its page."""

    slug = serializers.CharField()
    language = serializers.CharField()
    url = serializers.URLField()


class OneCommentShape(CommentShape):
    """A reply by its own address."""

    article = CommentedArticleShape()


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
    article = CommentedArticleShape()


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
    """What is wrong with a reply; the note is for moderators, name and address for letters alone.

    The latter two are taken with `illegal` only.
    """

    reason = serializers.ChoiceField(REPORTABLE)
    note = TypedText(required=False, default="")
    name = TypedText(required=False, default="")
    email = serializers.CharField(required=False, allow_blank=True, default="")


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

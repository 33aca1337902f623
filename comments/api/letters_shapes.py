"""Which shapes do links in letters have? Shape only."""

from rest_framework import serializers

from cms.kernel.sent import Flag, Sent, Text
from comments.api import shapes


class LinkSentShape(Sent):
    """The token of a link in a letter."""

    token = Text()


class LinkToEndSentShape(LinkSentShape):
    """The token of a link; with `all` no letter goes to the address any more."""

    all = Flag(required=False, default=False)


class LinkStoryShape(shapes.Shape):
    """The story that a letter was about."""

    slug = serializers.CharField()
    language = serializers.CharField()
    headline = serializers.CharField()


class LinkShape(shapes.Shape):
    """What a link would do when its token is posted; a read does nothing."""

    action = serializers.ChoiceField(["verify", "unsubscribe"])
    story = LinkStoryShape(allow_null=True)


class VerifiedCommentShape(shapes.CommentShape):
    """The reply to its author."""

    state = serializers.ChoiceField(["published", "pending"])


class VerifiedShape(shapes.Shape):
    """The address is confirmed. `reader_token` is a pass: send it as a bearer token."""

    verified = serializers.BooleanField()
    reader_token = serializers.CharField()
    comment = VerifiedCommentShape()


class UnsubscribedShape(shapes.Shape):
    """The letters have ended."""

    unsubscribed = serializers.BooleanField()

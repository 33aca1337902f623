"""What does the list of changes look like, and what is at a path? Shapes only."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from articles.api.public.shapes import ArticleCardShape, Shape

STATES = ("live", "withdrawn", "expired", "merged")
KINDS = ("article", "moved", "gone", "unknown")


class FormerAddressShape(Shape):
    """An address that leads to the present one."""

    slug = serializers.SlugField()
    language = serializers.CharField()
    url = serializers.URLField()


class ChangeShape(Shape):
    """A story in its present state: a whole list item while it is live, else why it is not."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(STATES)
    slug = serializers.SlugField(allow_null=True)
    language = serializers.CharField(allow_null=True)
    url = serializers.URLField(allow_null=True)
    former = FormerAddressShape(many=True, help_text=_("These addresses answer 301, or 410."))
    note = serializers.CharField(allow_blank=True, help_text=_("The public note of a withdrawal."))
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    into = serializers.IntegerField(
        allow_null=True, help_text=_("The story that a merged one has become.")
    )
    article = ArticleCardShape(allow_null=True)


class ChangesShape(Shape):
    """What changed; `cursor` is what to ask with the next time, at once where `next` is there."""

    cursor = serializers.CharField()
    next = serializers.URLField(allow_null=True)
    results = ChangeShape(many=True)


class ResolvedArticleShape(Shape):
    """The live story that a path leads to."""

    id = serializers.IntegerField()
    slug = serializers.SlugField()
    language = serializers.CharField()
    url = serializers.URLField()
    api_url = serializers.URLField()


class ResolvedShape(Shape):
    """What a public path is."""

    kind = serializers.ChoiceField(KINDS)
    path = serializers.CharField(
        allow_null=True, help_text=_("Where it is now; null where nothing is.")
    )
    article = ResolvedArticleShape(allow_null=True)
    note = serializers.CharField(allow_blank=True, help_text=_("The public note of a withdrawal."))
    withdrawn_at = serializers.DateTimeField(allow_null=True)

"""What do rankings, shares and their parameters look like in the OpenAPI document?"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from articles.api.public.shapes import ArticleCardShape, Shape, ShareCountsShape
from articles.rules.networks import CODES
from articles.rules.popularity import HALF_LIVES
from articles.rules.ranking import ALL, BY, WINDOWS

EVENT_ID_LONGEST = 64


class WeightsShape(Shape):
    """What one event of each kind weighs."""

    views = serializers.IntegerField()
    shares = serializers.IntegerField()
    comments = serializers.IntegerField()


class DedupeShape(Shape):
    """Within what an event counts once: `visitor_article_day` and so on."""

    views = serializers.CharField()
    shares = serializers.CharField()


class MethodShape(Shape):
    """How this ranking was made."""

    by = serializers.ChoiceField(choices=BY)
    half_life = serializers.ChoiceField(choices=list(HALF_LIVES), allow_null=True)
    window = serializers.ChoiceField(choices=[*WINDOWS, ALL], allow_null=True)
    weights = WeightsShape(allow_null=True)
    computed_at = serializers.DateTimeField()
    window_start = serializers.DateTimeField(
        allow_null=True, help_text=_("The first instant that counts: the beginning of an hour.")
    )
    window_end = serializers.DateTimeField(allow_null=True)
    counts_of = serializers.ChoiceField(
        choices=["window", "life"], help_text=_("What the counts under `why` cover.")
    )
    filters = serializers.DictField()
    dedupe = DedupeShape()
    bots_excluded = serializers.BooleanField()
    filled = serializers.IntegerField(
        help_text=_("How many stories here were not counted, and stand below the others by age.")
    )
    rank_changes_since = serializers.DateTimeField(
        allow_null=True,
        help_text=_("The beginning of the hour that `rank_change` is told from; null: not told."),
    )


class CountsShape(Shape):
    """How often what happened."""

    views = serializers.IntegerField()
    reads = serializers.IntegerField()
    shares = serializers.IntegerField()
    comments = serializers.IntegerField()


class WhyShape(Shape):
    """The counts behind a rank: of its window, or of all time."""

    views = serializers.IntegerField()
    reads = serializers.IntegerField()
    shares = serializers.IntegerField()
    comments = serializers.IntegerField()
    last_24h = CountsShape(help_text=_("In the present hour and the 23 before it."))
    trend = serializers.FloatField(
        allow_null=True,
        help_text=_("How fast it is read in this hour against this week: above 1 it gains."),
    )
    score_share = serializers.DictField(
        child=serializers.FloatField(),
        allow_null=True,
        help_text=_("Which part of an exact score each kind of event brought."),
    )


class RankedShape(Shape):
    """A story at its rank."""

    rank = serializers.IntegerField()
    rank_change = serializers.IntegerField(
        allow_null=True,
        help_text=_("Places gained since the hour began; null where it cannot be said."),
    )
    pinned = serializers.BooleanField(help_text=_("An editor has put the story here."))
    filled = serializers.BooleanField(
        help_text=_("It was not counted, and fills a place for being new.")
    )
    article = ArticleCardShape()
    score = serializers.FloatField()
    rate_per_hour = serializers.FloatField(allow_null=True)
    why = WhyShape()


class MostPopularShape(Shape):
    """A ranking, with its method."""

    meta = MethodShape()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = RankedShape(many=True)


class ShareEventShape(Shape):
    """A reader passed the story on."""

    network = serializers.ChoiceField(choices=CODES)
    event_id = serializers.CharField(
        required=False,
        allow_null=True,
        max_length=EVENT_ID_LONGEST,
        help_text=_("Random text of the caller's own: a retry with the same one counts once."),
    )


class SharesShape(Shape):
    """How often the story was passed on; `counted` says whether this event was new."""

    total = serializers.IntegerField()
    by_network = ShareCountsShape()
    counted = serializers.BooleanField()


def _parameter(name: str, text: Any, **more: Any) -> OpenApiParameter:
    return OpenApiParameter(name, description=text, **more)


LANGUAGE = _parameter("language", _("Which of the stories with this slug: BCP 47."))
PARAMETERS = [
    _parameter(
        "by",
        _("A fading score, plain counts, or what rises fastest."),
        enum=BY,
        default="score",
    ),
    _parameter("half_life", _("How fast a score fades."), enum=list(HALF_LIVES)),
    _parameter("window", _("Exact counts of a time, without fading."), enum=[*WINDOWS, ALL]),
    _parameter("category", _("Slugs; a,b means either.")),
    _parameter("language", _("en,es means either.")),
    _parameter("tag", _("Slugs: a,b means either; repeated means all.")),
    _parameter("author", _("Slugs, like tag.")),
    _parameter("expert", _("Slugs, like tag.")),
    _parameter("published_after", _("RFC 3339, a day, or relative to now (-7d).")),
    _parameter("exclude", _("Numbers of articles: not the one that is being read.")),
    _parameter("limit", _("At most 50."), type=int, default=10),
    _parameter("cursor", _("From `next` or `previous`.")),
    _parameter("fields", _("Of each story, only these.")),
    _parameter("omit", _("Of each story, all but these.")),
    _parameter(
        "fill",
        _("Whether places that are left are filled with the newest stories."),
        enum=["recent", "none"],
        default="recent",
    ),
]

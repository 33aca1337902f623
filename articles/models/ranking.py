"""What do rankings rest on? What editors decided, what events weigh, and counts of windows."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.rules.popularity import WEIGHTS
from articles.rules.ranking import WINDOWS
from cms.kernel import clock


class RankingKind(models.TextChoices):
    """What a rule does to its story."""

    EXCLUDE = "exclude", _("not in the ranking")
    PIN = "pin", _("first in the ranking")


class RankingRuleQuerySet(models.QuerySet["RankingRule"]):
    """Rules of the ranking, in newsroom words."""

    def in_force(self, at: datetime) -> "RankingRuleQuerySet":
        """Return the rules whose time is not over."""
        return self.filter(models.Q(until=None) | models.Q(until__gt=at))


class RankingRule(models.Model):
    """An editor's word about one story: it ends by the clock, at `until`, or never.

    A story that is excluded stands in no ranking. One that is pinned stands first in the ranking by
    score, the latest pin above the others; counts, windows and rising stories are left as they are.
    """

    article = models.OneToOneField(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        related_name="ranking_rule",
    )
    kind = models.CharField(_("kind"), max_length=7, choices=RankingKind.choices)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=clock.now)

    objects: ClassVar[models.Manager["RankingRule"]] = RankingRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=RankingKind.values), name="ranking_rule_known"
            ),
        ]
        verbose_name = _("rule of the ranking")
        verbose_name_plural = _("rules of the ranking")

    def __str__(self) -> str:
        return f"{self.article_id} {self.kind}"

    def holds(self, at: datetime) -> bool:
        """Return whether its time is not over."""
        return self.until is None or self.until > at


class RankingBasis(models.Model):
    """What all stories' numbers rest on, in one row: what events weigh, and how far windows are.

    Window counts are of the windows that end with `hour` (since 1970 in UTC). Who counts holds the
    row shared, who rolls the windows or changes the weights holds it alone. `rebuilt_to` is the
    number of the last story whose score was made anew with new weights; null when all were.
    """

    hour = models.IntegerField()
    views = models.PositiveIntegerField(_("views"), default=WEIGHTS["views"])
    shares = models.PositiveIntegerField(_("shares"), default=WEIGHTS["shares"])
    comments = models.PositiveIntegerField(_("comments"), default=WEIGHTS["comments"])
    changed_at = models.DateTimeField(default=clock.now)
    rebuilt_to = models.BigIntegerField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="ranking_basis_one"),
        ]
        verbose_name = _("basis of the ranking")
        verbose_name_plural = _("basis of the ranking")

    def __str__(self) -> str:
        return f"{self.hour}"


class WindowCount(models.Model):
    """How often what happened to a story in each window; metric 0 is what all of it weighs.

    Always the sum of the hours of engagement after `RankingBasis.hour` minus the window's length.
    """

    pk = models.CompositePrimaryKey("article_id", "metric")
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    metric = models.PositiveSmallIntegerField()
    w1h = models.BigIntegerField(default=0)
    w24h = models.BigIntegerField(default=0)
    w7d = models.BigIntegerField(default=0)
    w30d = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["metric", f"-w{window}", "-article"],
                name=f"window_{window}",
                condition=models.Q(**{f"w{window}__gt": 0}),
            )
            for window in WINDOWS
        ]
        verbose_name = _("count of a window")
        verbose_name_plural = _("counts of windows")

    def __str__(self) -> str:
        return f"{self.article_id} {self.metric}"

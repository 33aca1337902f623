"""What must be remembered so that a view is counted once, and said why it was not?

Rows that live for an hour or a day, and that no person can be found from.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ViewSeen(models.Model):
    """A view or read that was counted: `day` since 1970 in UTC, `h` a keyed 64-bit hash."""

    pk = models.CompositePrimaryKey("day", "h")
    day = models.IntegerField()
    h = models.BigIntegerField()

    class Meta:
        verbose_name = _("counted view")
        verbose_name_plural = _("counted views")

    def __str__(self) -> str:
        return f"{self.day}"


class Burst(models.Model):
    """How much of one kind came to a story from one neighbourhood in an hour since 1970.

    `h` is a keyed 64-bit hash of all that; without a neighbourhood it stands for those who want no
    number.
    """

    pk = models.CompositePrimaryKey("hour", "h")
    hour = models.IntegerField()
    h = models.BigIntegerField()
    n = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("burst")
        verbose_name_plural = _("bursts")

    def __str__(self) -> str:
        return f"{self.hour} {self.n}"


class WrittenParcel(models.Model):
    """A parcel of views that was counted, and is never counted again: see rules.parcels."""

    number = models.CharField(primary_key=True, max_length=32)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("counted parcel")
        verbose_name_plural = _("counted parcels")

    def __str__(self) -> str:
        return self.number


class Dropped(models.Model):
    """What was told on a day since 1970 (UTC) and not counted; `why` is of rules.parcels.Why.

    `article_id` is 0 where no story is meant, or not known any more.
    """

    pk = models.CompositePrimaryKey("day", "metric", "why", "article_id")
    day = models.IntegerField()
    metric = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=8)
    article_id = models.BigIntegerField(default=0)
    n = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("not counted")
        verbose_name_plural = _("not counted")

    def __str__(self) -> str:
        return f"{self.day} {self.why} {self.n}"

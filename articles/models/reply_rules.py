"""What holds for replies everywhere, or in all stories of a category?"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.counters import CommentPolicy, Repliers
from cms.kernel import clock


class Emergency(models.TextChoices):
    """A switch for bad hours: everywhere at once, and everything is as before when it is off."""

    OFF = "", _("off")
    PREMODERATED = CommentPolicy.PREMODERATED.value, _("a moderator reads every reply first")
    CLOSED = CommentPolicy.CLOSED.value, _("no replies at all")


class ReplyRulesQuerySet(models.QuerySet["ReplyRules"]):
    """Rules for replies, in newsroom words."""

    def for_category(self, category_id: int | None) -> "ReplyRulesQuerySet":
        """Return the rows that count for a category's stories: the site's and its own."""
        own = models.Q(category=None) | models.Q(category_id=category_id)
        return self.filter(own if category_id else models.Q(category=None))


class ReplyRules(models.Model):
    """The least that is demanded of replies: on the whole site, or in one category.

    Of site, category and story the strictest wins (rules.reply_rules). `unless_said` is what a
    story gets that says nothing of its own; it and `emergency` count on the site's row only.
    """

    category = models.OneToOneField(
        "articles.Category",
        verbose_name=_("category"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reply_rules",
        help_text=_("Empty: for the whole site."),
    )
    policy = models.CharField(
        _("at least"),
        max_length=13,
        choices=CommentPolicy.choices,
        default=CommentPolicy.OPEN,
    )
    repliers = models.CharField(
        _("who may reply"),
        max_length=9,
        choices=Repliers.choices,
        default=Repliers.EVERYBODY,
    )
    premoderated_after_days = models.PositiveSmallIntegerField(
        _("read first after so many days"), null=True, blank=True
    )
    closes_after_days = models.PositiveSmallIntegerField(
        _("closed after so many days"), null=True, blank=True
    )
    unless_said = models.CharField(
        _("stories that say nothing themselves"),
        max_length=13,
        choices=CommentPolicy.choices,
        default=CommentPolicy.PREMODERATED,
    )
    emergency = models.CharField(
        _("emergency switch"), max_length=13, choices=Emergency.choices, blank=True, default=""
    )
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[models.Manager["ReplyRules"]] = ReplyRulesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(category=None),
                name="reply_rules_one_for_the_site",
            ),
            models.CheckConstraint(
                condition=models.Q(policy__in=CommentPolicy.values)
                & models.Q(unless_said__in=CommentPolicy.values)
                & models.Q(repliers__in=Repliers.values)
                & models.Q(emergency__in=Emergency.values),
                name="reply_rules_known",
            ),
        ]
        verbose_name = _("rules for replies")
        verbose_name_plural = _("rules for replies")

    def __str__(self) -> str:
        return str(self.category or _("the whole site"))

"""What has the learned aid learned, in which order, and what did it say of what waits?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.models.decision import Decision


class Lesson(models.Model):
    """What one decision of a moderator teaches: places in a table, no words of anybody.

    `said` is the chance that was given beforehand; `replaces` the lesson of an earlier decision on
    the same words, which holds no more. `live` says whether it is learned now. `seen` are the
    places, which mean something to who looks `made_with` the same at a text.
    """

    # Without a constraint in the database: the log can be looked through as if we were not there.
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="lesson", db_constraint=False
    )
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="lessons")
    replaces = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
        db_index=False,
    )
    live = models.BooleanField(default=True)
    rejected = models.BooleanField(_("rejected"))
    category = models.CharField(max_length=20, blank=True)
    said = models.FloatField(_("chance given before"), null=True)
    made_with = models.CharField(max_length=12)
    seen = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["-id"], name="lesson_live", condition=models.Q(live=True)),
            models.Index(
                fields=["replaces"],
                name="lesson_replaced",
                condition=models.Q(replaces__isnull=False),
            ),
        ]
        verbose_name = _("lesson of the learned aid")
        verbose_name_plural = _("lessons of the learned aid")

    def __str__(self) -> str:
        return f"{self.decision_id} {self.rejected}"


class Appraisal(models.Model):
    """What the aid said of a reply when that got its place in the queue: why it stands there.

    Kept for what a moderator is to read. `why` is a list of [part, log odds], the heaviest first;
    `seen` the places of the text, as in a lesson, which mean something to who looks `made_with` the
    same features. A new wording is appraised anew.
    """

    comment = models.OneToOneField(
        Comment, on_delete=models.CASCADE, primary_key=True, related_name="appraisal"
    )
    chance = models.FloatField(_("chance of rejection"))
    version = models.CharField(max_length=40)
    why = models.JSONField(default=list)
    made_with = models.CharField(max_length=12)
    seen = models.BinaryField()

    class Meta:
        verbose_name = _("appraisal of the learned aid")
        verbose_name_plural = _("appraisals of the learned aid")

    def __str__(self) -> str:
        return f"{self.comment_id} {self.chance:.2f}"


class Step(models.Model):
    """A lesson was learned (1) or taken back (-1); or, without one, all is to be read anew (0).

    Numbered without gaps while the head of the log is held. `stamp` is random: whoever knows a
    step knows by it that it is still the same one.
    """

    number = models.BigIntegerField(primary_key=True)
    stamp = models.CharField(max_length=16)
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, null=True, related_name="steps")
    sign = models.SmallIntegerField()

    class Meta:
        verbose_name = _("step of the learned aid")
        verbose_name_plural = _("steps of the learned aid")

    def __str__(self) -> str:
        return f"{self.number} {self.sign:+d}"


class Checkpoint(models.Model):
    """All that was learned up to a step; one row, and the steps after it are counted on to it."""

    number = models.BigIntegerField()
    stamp = models.CharField(max_length=16)
    made_with = models.CharField(max_length=12)
    accepted = models.PositiveBigIntegerField()
    rejected = models.PositiveBigIntegerField()
    categories = models.JSONField(default=dict)
    counts = models.BinaryField()
    checksum = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("checkpoint of the learned aid")
        verbose_name_plural = _("checkpoints of the learned aid")

    def __str__(self) -> str:
        return f"{self.number}"

"""Which reader values which reply?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from comments.models.comment import Comment


class Vote(models.Model):
    """One reader's vote on one reply: 1 or -1."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="votes")
    identity = models.CharField(max_length=32, db_index=True)
    value = models.SmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "identity"], name="vote_once"),
            models.CheckConstraint(
                condition=models.Q(value__in=[1, -1]), name="vote_for_or_against"
            ),
        ]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")

    def __str__(self) -> str:
        return f"{self.comment_id} {self.value:+d}"

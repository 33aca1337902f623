"""When does the clock alone change what readers see of a story? What is still to be announced."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.editions import Edition


class Turn(models.TextChoices):
    """Which way it changes."""

    BEGINS = "begins", _("begins")
    ENDS = "ends", _("ends")


class Edge(models.Model):
    """An edition begins, or ends for good, at a moment that was set beforehand.

    The row is there until it was announced, and goes with its edition: what was called off is
    never told of.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="edges")
    turn = models.CharField(max_length=6, choices=Turn.choices)
    at = models.DateTimeField()
    corrected = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "turn"], name="edge_once"),
        ]
        indexes = [models.Index(fields=["at"], name="edge_due")]
        verbose_name = _("edge")
        verbose_name_plural = _("edges")

    def __str__(self) -> str:
        return f"{self.edition_id} {self.turn}"

"""Where do searches look? In slips beside editions, and an index that the database keeps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.editions import Edition


class SearchSlip(models.Model):
    """What a search knows of an edition before it reads it.

    `number` is higher the later the story was published (rules.search_slip). `filed` are its
    language, category, tags, authors and experts as short marks ("len c3 t5"), `telling` the terms
    it is scored by, `form` that of the terms. The times are the edition's; the database itself
    keeps `live_until` equal (models.search_index).
    """

    number = models.BigAutoField(primary_key=True)  # given by us; SQLite finds such a row at once
    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="search_slip")
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True)
    form = models.PositiveSmallIntegerField()
    filed = models.TextField()
    telling = models.TextField()

    class Meta:
        verbose_name = _("search slip")
        verbose_name_plural = _("search slips")

    def __str__(self) -> str:
        return f"{self.edition_id}"

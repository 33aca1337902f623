"""How many editions without an end has each list of stories?

Counting a million rows each time something is published costs a second. The rows here are written
by the database itself (articles.models.listed_triggers): whoever writes an edition, or what it
mentions, by whatever statement, cannot forget it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.editions import MentionKind

ALL = "all"
# The headings that lists of stories are asked for by.
HEADINGS = {
    MentionKind.TAG: "tag",
    MentionKind.AUTHOR: "author",
    MentionKind.EXPERT: "expert",
    MentionKind.CATEGORY: "category",
}


class ListedCount(models.Model):
    """A list ("all", "language-en", "tag-4"), and how many of its editions have no end.

    Those that begin later are among them, and those that end later are not: queries.listed_counts
    corrects it by the clock.
    """

    name = models.CharField(max_length=40, primary_key=True)
    n = models.BigIntegerField()

    class Meta:
        verbose_name = _("length of a list")
        verbose_name_plural = _("lengths of lists")

    def __str__(self) -> str:
        return f"{self.name}: {self.n}"

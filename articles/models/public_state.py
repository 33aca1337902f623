"""Has anything that readers see changed, and of which stories?

Both rows are written by the database itself (articles.models.public_triggers): whoever changes an
edition, a name or an address, by whatever statement, cannot forget it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicState(models.Model):
    """One row; `mark` is another one, at random, after every change to what readers see.

    Equal marks mean equal answers, as long as the clock begins or ends no edition. `number` counts
    the changes on SQLite (PostgreSQL has a sequence).
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    number = models.BigIntegerField(default=0)
    mark = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("public state")
        verbose_name_plural = _("public states")

    def __str__(self) -> str:
        return f"{self.number}"


class PublicChange(models.Model):
    """The last change of a story that readers could see: its place in the order of commits.

    Numbers become visible in their order: whoever writes one holds the row of PublicState until
    the end of the transaction. `into` is the story that a merged one has become.
    """

    article = models.OneToOneField("articles.Article", models.CASCADE, primary_key=True)
    number = models.BigIntegerField(_("number"))
    into = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number"], name="public_change_number_once")]
        verbose_name = _("public change")
        verbose_name_plural = _("public changes")

    def __str__(self) -> str:
        return f"{self.article_id}: {self.number}"

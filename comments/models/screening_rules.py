"""By what does the newsroom screen replies?"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from comments.rules import report_weight

CHANCE = (MinValueValidator(0.0), MaxValueValidator(1.0))


class ListKind(models.TextChoices):
    """What a list names, and what becomes of a reply that it catches."""

    BLOCKED = "blocked", _("blocked words: rejected")
    SUSPECT = "suspect", _("suspect words")
    LINKS = "links", _("links to these hosts: held")
    EMAILS = "emails", _("e-mail addresses and domains: held")
    NETWORKS = "networks", _("networks: held")


class BlockList(models.Model):
    """One list as text, an entry on each line; lines that begin with # are remarks."""

    kind = models.CharField(_("list"), max_length=8, choices=ListKind.choices, unique=True)
    text = models.TextField(_("entries"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    changed_at = models.DateTimeField(_("changed"), default=clock.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("block list")
        verbose_name_plural = _("block lists")

    def __str__(self) -> str:
        return self.get_kind_display()


class SuspectAction(models.TextChoices):
    """What becomes of a reply with a suspect word."""

    HOLD = "hold", _("held until a moderator has read it")
    REVIEW = "review", _("published, and read by a moderator afterwards")


class ScreeningRules(models.Model):
    """The numbers of the screening; one row, and its defaults while there is none."""

    too_fast_seconds = models.PositiveSmallIntegerField(
        _("held when sent faster than (seconds)"), default=3
    )
    links_held_from = models.PositiveSmallIntegerField(
        _("held from so many links"), default=2, help_text=_("0: never.")
    )
    suspect_words = models.CharField(
        _("replies with suspect words are"),
        max_length=6,
        choices=SuspectAction.choices,
        default=SuspectAction.HOLD,
    )
    newcomers_held = models.PositiveSmallIntegerField(
        _("the first so many replies of a reader are held"), default=0
    )
    history_held_from = models.FloatField(
        _("held when so much of what a reader wrote was rejected"),
        default=0.5,
        help_text=_("0.5 is one half; 0: never. Counted from four decided replies on."),
    )
    aid_holds_from = models.FloatField(
        _("the learned aid holds from a chance of"),
        null=True,
        blank=True,
        validators=CHANCE,
        help_text=_("Chance of rejection, 0 to 1. Empty: it only puts the queue in order."),
    )
    aid_rejects_from = models.FloatField(
        _("the learned aid rejects by itself from a chance of"),
        null=True,
        blank=True,
        validators=CHANCE,
        help_text=_("Empty: never. Each such act is in the log."),
    )
    aid_publishes_below = models.FloatField(
        _("the learned aid publishes by itself below a chance of"),
        null=True,
        blank=True,
        validators=CHANCE,
        help_text=_("Where replies are read first. Empty: never. Each such act is in the log."),
    )
    reports_hold_from = models.FloatField(
        _("taken back when reports weigh"),
        default=3.0,
        validators=[MinValueValidator(report_weight.LEAST_THRESHOLD)],
        help_text=_("A report weighs 0 to 1, by how often its reader was right before."),
    )
    authors_told = models.BooleanField(
        _("authors are told when their comment is rejected"),
        default=False,
        help_text=_("By a letter, where an address is confirmed; ten minutes after the decision."),
    )
    reasons_stated = models.BooleanField(
        _("a statement of reasons is kept with each rejection"),
        default=False,
        help_text=_("As the Digital Services Act demands (Art. 17); it stands in the letter, too."),
    )
    terms_clause = models.CharField(
        _("clause of your terms that comments are rejected by"), max_length=200, blank=True
    )
    legal_basis = models.CharField(
        _("law that illegal comments are rejected by"), max_length=200, blank=True
    )
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("numbers of the screening")
        verbose_name_plural = _("numbers of the screening")

    def __str__(self) -> str:
        return str(_("numbers of the screening"))

    def clean(self) -> None:
        """Demand what every statement names. Raises ValidationError beside the field."""
        missing = [name for name in ("terms_clause", "legal_basis") if not getattr(self, name)]
        if self.reasons_stated and missing:
            message = _("Statements name it: fill it in.")
            raise ValidationError(dict.fromkeys(missing, message))

"""Who writes, and who is quoted?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.rules.names import folded


class Author(models.Model):
    """A name that may stand in a byline; most have no account here."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=120)
    bio = models.TextField(_("about"), blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.name


class ExpertKind(models.TextChoices):
    """Whether somebody or something speaks."""

    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")


class Expert(models.Model):
    """A person or an organisation that is quoted.

    One that was merged stays, so that its slug and the editions that name it lead to the other.
    """

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=160)
    role = models.CharField(_("role"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    kind = models.CharField(
        _("kind"), max_length=12, choices=ExpertKind.choices, default=ExpertKind.PERSON
    )
    bio = models.TextField(_("about"), blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="merged"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ExpertKind.values), name="expert_kind_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="expert_not_into_itself"
            ),
        ]
        verbose_name = _("expert")
        verbose_name_plural = _("experts")

    def __str__(self) -> str:
        facts = [self.name, self.role, self.organisation]
        return ", ".join(fact for fact in facts if fact)


class ExpertName(models.Model):
    """A former slug (it keeps working), or another spelling by which an expert is found."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="other_names")
    slug = models.SlugField(_("former slug"), max_length=120, unique=True, null=True, blank=True)
    name = models.CharField(_("also written"), max_length=160, blank=True)
    folded = models.CharField(max_length=160, editable=False, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name="") | models.Q(slug__isnull=False),
                name="expert_name_says_something",
            ),
        ]
        verbose_name = _("other name of an expert")
        verbose_name_plural = _("other names of experts")

    def __str__(self) -> str:
        return self.name or str(self.slug)

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded spelling beside the written one."""
        self.folded = folded(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

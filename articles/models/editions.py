"""What do readers see? Frozen editions, each valid for an interval of time.

Public reads know these rows, the counters, people and taxonomy, and nothing else. Foreign keys
name the article by its table only: nothing here can load a working copy.
"""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from cms.kernel.frozen import Immutable

# As SQL: an edition `e` is what readers see at a moment, which is given twice.
LIVE = "e.live_from <= %s AND (e.live_until IS NULL OR e.live_until > %s)"
FROZEN = ("article_id", "number", "content", "slug", "language", "live_from")


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions, in newsroom words."""

    def live(self, at: datetime) -> "EditionQuerySet":
        """Return the editions that readers see at the moment: live_from <= at < live_until."""
        return self.filter(
            models.Q(live_until=None) | models.Q(live_until__gt=at), live_from__lte=at
        )

    def update(self, **values: Any) -> int:
        """Change the rendering or the end of validity.

        Raises Immutable for what is frozen.
        """
        if set(values) & set(FROZEN):
            raise Immutable
        return super().update(**values)


class Edition(models.Model):
    """A story as published: content that never changes, and its rendering.

    `detail` and `card` are JSON bytes, ready to be sent (rules.render); `detail` lacks its closing
    brace and the counters. `rendered_with` says under which settings it was rendered.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="editions"
    )
    number = models.PositiveIntegerField(_("number"))
    slug = models.SlugField(_("slug"), max_length=120)
    language = models.CharField(_("language"), max_length=12)
    headline = models.CharField(_("headline"), max_length=300)
    category = models.ForeignKey("articles.Category", on_delete=models.PROTECT, related_name="+")
    story_id = models.BigIntegerField()  # the article of which this is a translation, or itself
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True)
    expires_at = models.DateTimeField(_("expires"), null=True)
    published_at = models.DateTimeField(_("first published"))
    updated_at = models.DateTimeField(_("updated"))
    etag = models.CharField(max_length=32)
    rendered_at = models.DateTimeField()
    rendered_with = models.CharField(max_length=32)
    # The large columns stand last, the largest at the end: SQLite reads a row from its beginning,
    # so a look at `live_from` must not have to pass over kilobytes of text.
    keys = models.TextField()
    card = models.BinaryField()
    detail = models.BinaryField()
    content = models.TextField(_("content"))

    objects: ClassVar[models.Manager["Edition"]] = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["article", "live_from"], name="edition_start_once"),
            models.CheckConstraint(
                condition=models.Q(live_until=None)
                | models.Q(live_until__gt=models.F("live_from")),
                name="edition_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["slug", "language"], name="edition_address"),
            models.Index(fields=["-published_at", "-id"], name="edition_newest"),
            models.Index(fields=["category", "-published_at", "-id"], name="edition_in_category"),
            models.Index(fields=["language", "-published_at", "-id"], name="edition_in_language"),
            models.Index(fields=["-updated_at", "-id"], name="edition_updated"),
            models.Index(fields=["live_from"], name="edition_begins"),
            models.Index(fields=["live_until"], name="edition_ends"),
            models.Index(fields=["story_id"], name="edition_story"),
            models.Index(fields=["-rendered_at"], name="edition_rendered"),
        ]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self) -> str:
        return f"{self.slug} e{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new edition.

        Raises Immutable when it stands already.
        """
        if not self._state.adding:
            raise Immutable
        super().save(*args, **kwargs)


class MentionKind(models.IntegerChoices):
    """What an edition can refer to."""

    TAG = 1, _("tag")
    AUTHOR = 2, _("author")
    EXPERT = 3, _("expert")
    PHOTO = 4, _("photo")
    CATEGORY = 5, _("category")
    RELATED = 6, _("related story")


class Mention(models.Model):
    """An edition refers to something: where it is used, what to render anew, what to purge.

    `published_at` is the edition's, so that a list by tag is one walk of one index.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="mentions")
    kind = models.PositiveSmallIntegerField(choices=MentionKind.choices)
    target_id = models.BigIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "target_id"], name="mention_once"),
        ]
        indexes = [
            models.Index(
                fields=["kind", "target_id", "-published_at", "-edition"], name="mention_newest"
            ),
        ]
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")

    def __str__(self) -> str:
        return f"{self.edition_id} > {self.kind}:{self.target_id}"


class QuoteInPrint(models.Model):
    """A quote of an edition, as data: what quote lists and an expert's page read."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="quotes")
    key = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField()
    expert = models.ForeignKey("articles.Expert", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("quote"))
    printed_name = models.CharField(_("name as printed"), max_length=160)
    attribution = models.CharField(_("attribution"), max_length=300, blank=True)
    said_on = models.DateField(_("said on"), null=True)
    source_name = models.CharField(max_length=200, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="quote_in_print_once"),
        ]
        indexes = [
            models.Index(fields=["key"], name="quote_in_print_key"),
            models.Index(fields=["expert", "-published_at", "-id"], name="quote_in_print_expert"),
            models.Index(fields=["-published_at", "-id"], name="quote_in_print_newest"),
        ]
        verbose_name = _("quote in print")
        verbose_name_plural = _("quotes in print")

    def __str__(self) -> str:
        return self.text[:60]


class SearchText(models.Model):
    """The standfirst and the body of an edition as plain text: what a search shows extracts of.

    `terms` and `starts` say where its words stand (rules.search_terms, Placed).
    """

    edition = models.OneToOneField(
        Edition, on_delete=models.CASCADE, primary_key=True, related_name="search_text"
    )
    text = models.TextField()
    terms = models.TextField(default="")
    starts = models.BinaryField(default=b"")

    class Meta:
        verbose_name = _("searchable text")
        verbose_name_plural = _("searchable texts")

    def __str__(self) -> str:
        return f"{self.edition_id}"


class Address(models.Model):
    """A slug that is, or once was, the public address of an article: claimed once for all time.

    Only a chief gives a former one up. `since` is when it became public: before, nobody may learn
    of it.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="addresses"
    )
    language = models.CharField(_("language"), max_length=12)
    slug = models.SlugField(_("slug"), max_length=120)
    since = models.DateTimeField(_("since"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug", "language"], name="address_claimed_once"),
        ]
        verbose_name = _("address")
        verbose_name_plural = _("addresses")

    def __str__(self) -> str:
        return f"{self.language}/{self.slug}"


class Withdrawal(models.Model):
    """A story was taken away; the note is public."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.PROTECT, related_name="withdrawal"
    )
    at = models.DateTimeField(_("when"), default=clock.now)
    note = models.TextField(_("public note"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        indexes = [models.Index(fields=["-at"], name="withdrawal_newest")]
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self) -> str:
        return f"{self.article_id} {self.at:%Y-%m-%d}"

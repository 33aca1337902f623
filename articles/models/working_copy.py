"""What do editors work on? Rows that change; readers never see them.

No public door may import this module (an import contract holds it).
"""

import secrets
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.people import Author, Expert
from articles.models.taxonomy import Category, Tag
from cms.kernel import clock
from cms.kernel.columns import WebAddress
from media.models import Photo


def new_key() -> str:
    """Return a stable id for a section or block: 60 random bits as 12 letters and digits."""
    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(12))


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles, in newsroom words."""

    def locked(self, pk: int) -> "Article":
        """Return the article, held against other writers until the transaction ends.

        Its key stays free, so that counters and replies that name it need not wait. On SQLite the
        transaction itself (BEGIN IMMEDIATE) holds it. Raises Article.DoesNotExist.
        """
        return self.select_for_update(no_key=True).get(pk=pk)


class Article(models.Model):
    """The working copy of one story: facts about it; its body hangs below in sections."""

    headline = models.CharField(_("headline"), max_length=300, blank=True)
    standfirst = models.TextField(_("standfirst"), max_length=1000, blank=True)
    slug = models.SlugField(_("slug"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    category = models.ForeignKey(
        Category, verbose_name=_("category"), on_delete=models.PROTECT, null=True, blank=True
    )
    tags = models.ManyToManyField(Tag, verbose_name=_("tags"), blank=True)
    authors = models.ManyToManyField(Author, through="Byline", verbose_name=_("byline"), blank=True)
    lead_photo = models.ForeignKey(
        Photo,
        verbose_name=_("lead photo"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    has_lead = models.BooleanField(default=False, editable=False)
    lead_caption = models.TextField(_("caption"), blank=True)
    lead_credit = models.CharField(_("credit"), max_length=200, blank=True)
    lead_alt = models.TextField(_("alternative text"), blank=True)
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    source_url = WebAddress(_("address of the source"), max_length=500, blank=True)
    seo_title = models.CharField(_("title for search engines"), max_length=200, blank=True)
    seo_description = models.TextField(_("description for search engines"), blank=True)
    canonical_url = WebAddress(_("canonical address"), max_length=500, blank=True)
    noindex = models.BooleanField(_("keep out of search engines"), default=False)
    translation_of = models.ForeignKey(
        "self",
        verbose_name=_("translation of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
    )
    related = models.ManyToManyField(
        "self", through="RelatedPick", symmetrical=False, verbose_name=_("related"), blank=True
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    first_published_at = models.DateTimeField(null=True, editable=False)
    last_updated_at = models.DateTimeField(null=True, editable=False)
    edition_number = models.PositiveIntegerField(default=0, editable=False)
    # Null where a story was written here: uniqueness is for those that came from elsewhere.
    source_key = models.CharField(  # noqa: DJ001
        max_length=200, unique=True, null=True, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    changed_at = models.DateTimeField(_("changed"), default=clock.now, editable=False)

    objects: ClassVar[models.Manager["Article"]] = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-changed_at"], name="article_changed")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(translation_of=models.F("id")), name="article_not_of_itself"
            ),
        ]
        permissions = [
            ("publish_article", "Can publish and correct articles"),
            ("withdraw_article", "Can withdraw articles"),
        ]
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def __str__(self) -> str:
        return self.headline or str(_("Untitled story"))


class Byline(models.Model):
    """One name of an article's byline."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE)
    author = models.ForeignKey(Author, on_delete=models.PROTECT, verbose_name=_("author"))
    role = models.CharField(_("role"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "author"], name="byline_author_once"),
        ]
        verbose_name = _("byline entry")
        verbose_name_plural = _("byline")

    def __str__(self) -> str:
        return f"{self.author_id} {self.role}"


class RelatedPick(models.Model):
    """A story that the editors put beside this one."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="picks")
    to = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "to"], name="related_pick_once"),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("to")), name="related_pick_not_itself"
            ),
        ]
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")

    def __str__(self) -> str:
        return f"{self.article_id} > {self.to_id}"


class Correction(models.Model):
    """A public note on what was put right."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField(_("when"), default=clock.now)
    note = models.TextField(_("note"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return self.note[:60]


class Section(models.Model):
    """A heading with what stands under it; the opening has none."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=12, default=new_key, unique=True, editable=False)
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    anchor = models.SlugField(_("anchor"), max_length=120, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["article", "position"], name="section_order")]
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.heading or "-"


class Block(models.Model):
    """What all blocks of a section share: a stable key and a place in the one order."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE)
    key = models.CharField(max_length=12, default=new_key, unique=True, editable=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["section", "position"], name="%(class)s_order")]

    def same_place(self, other: Self) -> bool:
        """Return whether the two stand at the same place of the same section."""
        return (self.section_id, self.position) == (other.section_id, other.position)


class Passage(Block):
    """Running text: clean HTML."""

    html = models.TextField(_("text"))

    class Meta(Block.Meta):
        verbose_name = _("passage")
        verbose_name_plural = _("passages")

    def __str__(self) -> str:
        return self.html[:60]


class Quote(Block):
    """What an expert said, as data."""

    text = models.TextField(_("quote"))
    expert = models.ForeignKey(
        Expert,
        verbose_name=_("expert"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
    )
    printed_name = models.CharField(_("name as printed"), max_length=160, blank=True)
    attribution = models.CharField(_("attribution"), max_length=300, blank=True)
    said_on = models.DateField(_("said on"), null=True, blank=True)
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    source_url = WebAddress(_("address of the source"), max_length=500, blank=True)

    class Meta(Block.Meta):
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")

    def __str__(self) -> str:
        return self.text[:60]


class Figure(Block):
    """A photo in its place; without a photo it is a placeholder that publishing names."""

    photo = models.ForeignKey(
        Photo,
        verbose_name=_("photo"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    alt = models.TextField(_("alternative text"), blank=True)

    class Meta(Block.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return self.caption[:60]

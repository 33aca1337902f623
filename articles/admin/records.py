"""What may be looked at and never changed by hand?"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import (
    Correction,
    Discussion,
    Edition,
    ImportedCount,
    Popularity,
    PreviewLink,
    Quote,
    QuoteInPrint,
    Revision,
    ShareCount,
    TimelineEntry,
    Withdrawal,
)

# Django's class takes a type argument in the stubs only.
if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Model]
else:
    AnyAdmin = admin.ModelAdmin


class Record(AnyAdmin):
    """Rows that the actions write; the admin shows them."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the parent's signature
        """Refuse."""
        return False

    def has_change_permission(
        self,
        request: HttpRequest,  # noqa: ARG002 - the parent's signature
        obj: Any = None,  # noqa: ARG002 - the parent's signature
    ) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(
        self,
        request: HttpRequest,  # noqa: ARG002 - the parent's signature
        obj: Any = None,  # noqa: ARG002 - the parent's signature
    ) -> bool:
        """Refuse."""
        return False


@admin.register(Quote)
class QuoteAdmin(Record):
    """Quotes of the working copies, as data."""

    list_display = ("said", "expert", "attribution", "said_on", "story")
    list_select_related = ("expert", "section__article")
    list_filter = ("said_on", ("expert", admin.EmptyFieldListFilter))
    search_fields = ("text", "expert__name", "printed_name", "source_name")
    ordering = ("-pk",)

    @admin.display(description=_("quote"))
    def said(self, quote: Quote) -> str:
        """Show the beginning."""
        return quote.text[:120]

    @admin.display(description=_("article"))
    def story(self, quote: Quote) -> str:
        """Show where it stands."""
        return str(quote.section.article)


@admin.register(QuoteInPrint)
class QuoteInPrintAdmin(Record):
    """Quotes of the editions: what readers see."""

    list_display = ("text", "printed_name", "expert", "edition", "published_at")
    list_select_related = ("expert", "edition")
    list_filter = ("published_at",)
    search_fields = ("text", "printed_name", "expert__name")
    ordering = ("-published_at", "-pk")


@admin.register(Edition)
class EditionAdmin(Record):
    """What readers see, and from when until when."""

    list_display = ("headline", "slug", "language", "number", "live_from", "live_until")
    list_filter = ("language", "category", "live_from")
    search_fields = ("headline", "slug")
    ordering = ("-live_from", "-pk")
    fields = (
        "article", "number", "headline", "slug", "language", "category", "live_from",
        "live_until", "expires_at", "published_at", "updated_at", "rendered_at", "keys", "content",
    )  # fmt: skip


@admin.register(Revision)
class RevisionAdmin(Record):
    """Stories as they were after each save."""

    list_display = ("article", "number", "at", "by", "why")
    list_select_related = ("article", "by")
    search_fields = ("article__headline", "why")
    ordering = ("-at", "-pk")


@admin.register(TimelineEntry)
class TimelineAdmin(Record):
    """Who did what, when."""

    list_display = ("at", "did", "article", "by", "note")
    list_select_related = ("article", "by")
    list_filter = ("did", "at")
    search_fields = ("article__headline", "note")
    ordering = ("-at", "-pk")


@admin.register(Withdrawal)
class WithdrawalAdmin(Record):
    """Stories that were taken away."""

    list_display = ("article", "at", "by", "note")
    list_select_related = ("article", "by")
    search_fields = ("article__headline", "note")
    ordering = ("-at",)


@admin.register(PreviewLink)
class PreviewLinkAdmin(Record):
    """Links that show, or once showed, a draft; they are made and ended at the story's desk."""

    list_display = ("article", "by", "made_at", "expires_at", "ended_at")
    list_select_related = ("article", "by")
    list_filter = ("expires_at",)
    search_fields = ("article__headline",)
    ordering = ("-made_at", "-pk")


@admin.register(Correction)
class CorrectionAdmin(Record):
    """Public notes on what was put right."""

    list_display = ("note", "article", "at")
    list_select_related = ("article",)
    search_fields = ("note", "article__headline")
    ordering = ("-at", "-pk")


@admin.register(Discussion)
class DiscussionAdmin(Record):
    """How replies to stories stand; they are opened and closed at the story's desk."""

    list_display = ("article", "policy", "closes_at", "comment_count")
    list_select_related = ("article",)
    list_filter = ("policy",)
    search_fields = ("article__headline",)
    ordering = ("-comment_count", "-pk")


@admin.register(ShareCount)
class ShareCountAdmin(Record):
    """How often readers passed stories on."""

    list_display = ("article", "network", "n", "imported")
    list_select_related = ("article",)
    list_filter = ("network",)
    search_fields = ("article__headline",)
    ordering = ("-n", "-pk")


@admin.register(ImportedCount)
class ImportedCountAdmin(Record):
    """What other systems counted, until when; it came by manage.py import_counts."""

    list_display = ("article", "what", "n", "as_of", "at")
    list_select_related = ("article",)
    list_filter = ("what", "as_of")
    search_fields = ("article__headline", "article__slug")
    ordering = ("-at", "-pk")


@admin.register(Popularity)
class PopularityAdmin(Record):
    """What readers do with stories."""

    list_display = ("article", "visible", "language", "views", "reads", "shares", "comments")
    list_select_related = ("article",)
    list_filter = ("visible", "language")
    search_fields = ("article__headline",)
    ordering = ("-hot_1d", "-pk")

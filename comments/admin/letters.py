"""What do operators see of letters? That they went out, and hardly to whom."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from comments.admin.records import Record
from comments.models import Kind, Letter, NoLetters, Subscription
from comments.rules.letters import masked

TO_REPORTERS = (Kind.RECEIPT, Kind.NOTICE)


@admin.register(Subscription)
class SubscriptionAdmin(Record):
    """Who wishes to hear of replies."""

    scoped_by = "comment__category_id"
    list_display = ("comment", "to", "how_often", "asked_at", "confirmed_at", "ended_at", "told_at")
    list_select_related = ("comment",)
    list_filter = ("how_often", ("confirmed_at", admin.EmptyFieldListFilter))
    search_fields = ("comment__key",)
    fields = list_display
    ordering = ("-id",)

    @admin.display(description=_("to"))
    def to(self, subscription: Subscription) -> str:
        """Show enough of the address to recognise it."""
        return masked(subscription.address)


@admin.register(Letter)
class LetterAdmin(Record):
    """The outbox: what waits, what went out, and what could not."""

    scoped_by = "comment__category_id"
    list_display = ("kind", "comment", "to", "created_at", "due_at", "tries", "sent_at", "trouble")
    list_select_related = ("comment",)
    list_filter = (
        "kind",
        ("sent_at", admin.EmptyFieldListFilter),
        ("given_up_at", admin.EmptyFieldListFilter),
    )
    search_fields = ("comment__key",)
    fields = (*list_display, "given_up_at")
    ordering = ("-id",)

    @admin.display(description=_("to"))
    def to(self, letter: Letter) -> str:
        """Show enough of the address to recognise it; nothing of who reported, or is forgotten."""
        return "-" if letter.kind in TO_REPORTERS else masked(letter.address)


@admin.register(NoLetters)
class NoLettersAdmin(Record):
    """Addresses that want no letters; only their hashes are known."""

    list_display = ("beginning", "at")
    fields = list_display
    ordering = ("-id",)

    @admin.display(description=_("hash"))
    def beginning(self, row: NoLetters) -> str:
        """Show the beginning of the hash."""
        return row.address_hash[:8]

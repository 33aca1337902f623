"""Which answers are kept ready for a reply in a language?"""

from django.db.models import Q

from comments.models import CannedReply

MOST = 50


def canned_in(language: str) -> list[CannedReply]:
    """Return those in the language and those in none, in their order; one statement."""
    rows = CannedReply.objects.filter(Q(language="") | Q(language=language))
    return list(rows.order_by("place", "id")[:MOST])

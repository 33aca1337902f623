"""Which numbers does the newsroom screen by?"""

from typing import NamedTuple

from cms.kernel.prepared import first
from comments.models import ScreeningRules, SuspectAction
from comments.rules.screening import Numbers


class Duties(NamedTuple):
    """What the newsroom owes the authors of what it rejects."""

    tells_authors: bool
    states_reasons: bool
    terms_clause: str
    legal_basis: str


_DUTIES = """
SELECT authors_told, reasons_stated, terms_clause, legal_basis FROM comments_screeningrules
ORDER BY id LIMIT 1
"""
NONE_OWED = Duties(tells_authors=False, states_reasons=False, terms_clause="", legal_basis="")


def duties() -> Duties:
    """Return the duties as they are now; one statement."""
    row = first(_DUTIES)
    return Duties(bool(row[0]), bool(row[1]), *row[2:]) if row else NONE_OWED


def reports_hold_from() -> float:
    """Return from which weight of open reports a published reply is taken back; one statement."""
    row = ScreeningRules.objects.only("reports_hold_from").first() or ScreeningRules()
    return row.reports_hold_from


def numbers() -> Numbers:
    """Return the numbers as they are now; one statement."""
    return numbers_and_duties()[0]


def numbers_and_duties() -> tuple[Numbers, Duties]:
    """Return both as they are now; one statement, whatever will become of the reply."""
    row = ScreeningRules.objects.first() or ScreeningRules()
    owed = Duties(row.authors_told, row.reasons_stated, row.terms_clause, row.legal_basis)
    return _numbers(row), owed


def _numbers(row: ScreeningRules) -> Numbers:
    return Numbers(
        too_fast_seconds=row.too_fast_seconds,
        links_held_from=row.links_held_from,
        suspect_reviewed=row.suspect_words == SuspectAction.REVIEW,
        newcomers_held=row.newcomers_held,
        history_held_from=row.history_held_from,
        aid_holds_from=row.aid_holds_from,
        aid_rejects_from=row.aid_rejects_from,
        aid_publishes_below=row.aid_publishes_below,
    )

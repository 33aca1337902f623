"""Which reasons are written down with a rejection, for its author and the yearly report?"""

from collections.abc import Collection, Mapping
from typing import Any

from comments.actions.refusals import unfit
from comments.models import Comment, State
from comments.queries.screening_numbers import Duties
from comments.rules.statement import Ground, ground_of, statement
from comments.rules.statement import found_by_machine as found
from comments.rules.text import is_text

LONGEST_BASIS, LONGEST_FACTS = 200, 500


def checked(basis: str, facts: str) -> None:
    """Demand that a moderator's words can be kept. Raises Invalid (400)."""
    for name, said, longest in (("basis", basis, LONGEST_BASIS), ("facts", facts, LONGEST_FACTS)):
        if not is_text(said):
            raise unfit(f"/statement/{name}", "bad_encoding")
        if len(said) > longest:
            raise unfit(f"/statement/{name}", "too_long")


def stated_by_person(
    comment: Comment, known: Duties, *, reason: str, basis: str = "", facts: str = ""
) -> list[dict[str, Any]]:
    """Return the statement of a moderator's rejection, before the comment is moved.

    Empty where the newsroom states no reasons and the moderator said nothing.
    """
    if not (known.states_reasons or basis or facts):
        return []
    return [
        statement(
            reason=reason,
            basis=basis or _basis(known, ground_of(reason)),
            facts=facts,
            reported=comment.open_reports > 0,
            found=found(comment.held_for),
            decided=False,
        )
    ]


def stated_by_rule(
    findings: Collection[Mapping[str, Any]], state: str, known: Duties, *, was: str = ""
) -> list[dict[str, Any]]:
    """Return the statement of what the screening rejects by itself; nothing for any other state."""
    if state != State.REJECTED or was == State.REJECTED:
        return []
    if not known.states_reasons:
        return []
    basis = _basis(known, Ground.TERMS)
    return [statement(reason="", basis=basis, facts="", reported=False, found=found(findings),
                      decided=True)]  # fmt: skip


def _basis(known: Duties, ground: Ground) -> str:
    return known.legal_basis if ground is Ground.ILLEGAL else known.terms_clause

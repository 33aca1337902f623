"""What does a statement of reasons say of a rejection?

As the Digital Services Act demands (Regulation (EU) 2022/2065, Art. 17). It is an entry of the
decision's evidence in the log: the chain of hashes covers it, and every export holds it. Spam gets
none: the Act leaves out deceptive commercial mass content.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

CODE = "statement"
# Found because of what somebody set, reported or wrote down; all else a phase found in the words.
NOT_BY_MACHINE = frozenset({
    *("premoderated", "postmoderated", "commenter_premoderated", "newcomer", "unverified"),
    *("reports", "moderator", "edited", "default", "open", "staff", "learned_fine"),
    *("phase_failed", "phase_timeout"),
})  # fmt: skip


class Ground(StrEnum):
    """Against what a reply is: the law, or what the newsroom demands."""

    ILLEGAL = "illegal"
    TERMS = "terms"


def ground_of(reason: str) -> Ground:
    """Return the ground that a reason for a rejection stands on."""
    return Ground.ILLEGAL if reason == "illegal" else Ground.TERMS


def found_by_machine(findings: Collection[Mapping[str, Any]]) -> bool:
    """Return whether a phase of the screening had found something in the words or their sender."""
    return any(_code(finding) not in NOT_BY_MACHINE for finding in findings)


def _code(finding: Mapping[str, Any]) -> str:
    return str(finding.get("code", "")).partition(":")[0]


def statement(
    *, reason: str, basis: str, facts: str, reported: bool, found: bool, decided: bool
) -> dict[str, Any]:
    """Return the entry: `basis` names the law or the clause, `found` and `decided` by a machine."""
    return {
        "code": CODE,
        "ground": ground_of(reason).value,
        "basis": basis,
        "facts": facts,
        "reported": reported,
        "found_automatically": found or decided,
        "decided_automatically": decided,
    }


def statement_in(evidence: Collection[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the statement among a decision's evidence; None where there is none."""
    return next((entry for entry in evidence if entry.get("code") == CODE), None)

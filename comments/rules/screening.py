"""What happens to a reply when it arrives?

The phases stand in one list, in the order in which they are asked. Each looks at the submission
and at facts that were found beforehand, and says nothing, or what it found. A hold is noted and
the next phase is asked; anything else ends the screening. A phase that breaks holds: nothing is
ever published because something failed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from comments.rules import text as texts

TOO_FAST = 3  # seconds between getting the form and sending it
LINKS_HELD_FROM = 2


class Outcome(StrEnum):
    """What becomes of it. Refused: it is not stored, and the sender is told why."""

    REFUSE = "refuse"
    SPAM = "spam"
    REJECT = "reject"
    HOLD = "hold"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Submission:
    """What was sent: the cleaned text, and what stood in the field that people cannot see."""

    text: str
    trap: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about the story, the sender and the moment.

    `form_age` is in seconds, None without a form; `known` is a sender with an account.
    """

    story_open: bool
    premoderated: bool
    form_age: float | None = None
    duplicate_of: str = ""
    known: bool = False
    staff: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What one phase found, with its evidence."""

    outcome: Outcome
    code: str
    evidence: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return what is kept for moderators."""
        return {"code": self.code, **self.evidence}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of the submission, and everything that was found."""

    outcome: Outcome
    findings: tuple[Finding, ...]

    @property
    def risk(self) -> float:
        """Return the chance, 0 to 1, that a moderator will reject it, by what was found."""
        fine = 1.0
        for finding in self.findings:
            fine *= 1 - RISKS.get(finding.code, 0.0)
        return 1 - fine


Phase = Callable[[Submission, Facts], Finding | None]


def size(submission: Submission, _facts: Facts) -> Finding | None:
    """Refuse what is no reply: too short, too long, too many lines or links."""
    code = texts.unfit(submission.text)
    return Finding(Outcome.REFUSE, code) if code else None


def story_open(_submission: Submission, facts: Facts) -> Finding | None:
    """Refuse replies to a story that takes none."""
    return None if facts.story_open else Finding(Outcome.REFUSE, "story_closed")


def duplicate(_submission: Submission, facts: Facts) -> Finding | None:
    """Refuse what the same sender has just said in the same place."""
    if not facts.duplicate_of:
        return None
    return Finding(Outcome.REFUSE, "duplicate", {"comment": facts.duplicate_of})


def trap(submission: Submission, _facts: Facts) -> Finding | None:
    """Keep as spam what fills the field that people cannot see."""
    return Finding(Outcome.SPAM, "trap") if submission.trap else None


def form(_submission: Submission, facts: Facts) -> Finding | None:
    """Hold what was sent without the form, or faster than people write."""
    if facts.known:
        return None
    if facts.form_age is None:
        return Finding(Outcome.HOLD, "no_form_token")
    if facts.form_age < TOO_FAST:
        return Finding(Outcome.HOLD, "too_fast", {"seconds": round(facts.form_age, 1)})
    return None


def staff(_submission: Submission, facts: Facts) -> Finding | None:
    """Publish what the newsroom itself writes."""
    return Finding(Outcome.PUBLISH, "staff") if facts.staff else None


def many_links(submission: Submission, _facts: Facts) -> Finding | None:
    """Hold what carries several links."""
    count = len(texts.links(submission.text))
    if count < LINKS_HELD_FROM:
        return None
    return Finding(Outcome.HOLD, "links", {"links": count})


def mode(_submission: Submission, facts: Facts) -> Finding | None:
    """Publish where replies are open; hold where a moderator reads them first."""
    if facts.premoderated:
        return Finding(Outcome.HOLD, "premoderated")
    return Finding(Outcome.PUBLISH, "open")


PHASES: tuple[Phase, ...] = (size, story_open, duplicate, trap, form, staff, many_links, mode)

# How often what was found turns out to be unwanted: rough, until there are decisions to learn from.
RISKS = {"trap": 0.98, "too_fast": 0.7, "links": 0.5, "no_form_token": 0.3}


def screen(submission: Submission, facts: Facts, phases: Sequence[Phase] = PHASES) -> Verdict:
    """Return the verdict: the first phase that ends it, else held by default."""
    held: list[Finding] = []
    for phase in phases:
        finding = _asked(phase, submission, facts)
        if finding is None:
            continue
        if finding.outcome is Outcome.HOLD:
            held.append(finding)
        elif not (finding.outcome is Outcome.PUBLISH and held):
            return Verdict(finding.outcome, (*held, finding))
    return Verdict(Outcome.HOLD, tuple(held) or (Finding(Outcome.HOLD, "default"),))


def _asked(phase: Phase, submission: Submission, facts: Facts) -> Finding | None:
    try:
        return phase(submission, facts)
    except Exception:  # noqa: BLE001 - whatever broke, the reply waits for a person
        return Finding(Outcome.HOLD, f"phase_failed:{phase.__name__}")

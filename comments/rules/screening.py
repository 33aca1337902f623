"""What happens to a reply when it arrives, or is edited?

The phases stand in one list, in the order in which they are asked. Each looks at the submission
and at facts that were found beforehand, and says nothing, or what it found. A hold, and a wish to
read it afterwards, are noted and the next phase is asked; anything else ends the screening. A
phase that breaks holds: nothing is ever published because something failed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Protocol

from comments.rules import render
from comments.rules import text as texts

DECIDED_AT_LEAST = 4  # replies of a reader, before their share of rejections says anything


class Outcome(StrEnum):
    """What becomes of it. Refused: it is not stored, and the sender is told why."""

    REFUSE = "refuse"
    SPAM = "spam"
    REJECT = "reject"
    HOLD = "hold"
    REVIEW = "review"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Submission:
    """What was sent: the cleaned text, what they say of themselves, and the invisible field.

    `network` is the sender's address; it is looked at here and kept nowhere.
    """

    text: str
    trap: str = ""
    name: str = ""
    email: str = ""
    url: str = ""
    network: str = ""

    @property
    def shown(self) -> str:
        """Return the words as readers will see them, where marks stand between the letters."""
        marked = "*" in self.text or "\\" in self.text
        return render.words_of(render.html_of(self.text)) if marked else ""


@dataclass(frozen=True, slots=True)
class Caught:
    """An entry of a list was found: its line (from 1), and where in the text it stands."""

    line: int
    entry: str
    start: int
    end: int


class List(Protocol):
    """A list that can be looked through, ready for use (rules.blocklist)."""

    def find(self, text: str) -> Caught | None:
        """Return the first entry that the text contains."""


class Aid(Protocol):
    """What has learned from moderators' decisions."""

    version: str

    def score(self, text: str) -> float:
        """Return the chance, 0 to 1, that a moderator rejects the text."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The newsroom's lists; None where there is none."""

    blocked: List | None = None
    suspect: List | None = None
    links: List | None = None
    emails: List | None = None
    networks: List | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """The newsroom's numbers (models.ScreeningRules); 0 switches a phase off.

    The aid's are chances of rejection, None where it only puts the queue in order.
    """

    too_fast_seconds: int = 3
    links_held_from: int = 2
    suspect_reviewed: bool = False
    newcomers_held: int = 0
    history_held_from: float = 0.5
    aid_holds_from: float | None = None
    aid_rejects_from: float | None = None
    aid_publishes_below: float | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the newsroom's own program outside says; `trouble` when it said nothing in time."""

    outcome: str = ""
    reason: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What became of the sender's earlier replies."""

    published: int = 0
    rejected: int = 0

    @property
    def rejected_share(self) -> float:
        """Return the share of the decided replies that were rejected; 0 while few are decided."""
        decided = self.published + self.rejected
        return self.rejected / decided if decided >= DECIDED_AT_LEAST else 0.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about the story, the sender and the moment.

    `policy` and `repliers` are what is in force (articles.rules.reply_rules). `form_age` is in
    seconds, None without a form. `known` is a sender with an account, `verified` one whose address
    is confirmed. `banned` says until when ("" not banned, "for good").
    """

    policy: str
    repliers: str = "everybody"
    form_age: float | None = None
    duplicate_of: str = ""
    banned: str = ""
    known: bool = False
    verified: bool = False
    staff: bool = False
    premoderated: bool = False
    history: History = field(default_factory=History)
    lists: Lists = field(default_factory=Lists)
    numbers: Numbers = field(default_factory=Numbers)
    aid: Aid | None = None
    opinion: Opinion | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one phase found, with its evidence."""

    outcome: Outcome
    code: str
    evidence: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return what is kept for moderators while the reply is kept."""
        return {"code": self.code, **self.evidence}

    def for_the_log(self) -> dict[str, Any]:
        """Return what is kept for ever: the code and numbers, no words of anybody."""
        numbers = {name: v for name, v in self.evidence.items() if isinstance(v, int | float)}
        return {"code": self.code, **numbers}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of the submission, everything that was found, and what the aid says of it.

    `chance` is the aid's, 0 to 1, and `version` its version; None and "" while it says nothing.
    """

    outcome: Outcome
    findings: tuple[Finding, ...]
    chance: float | None = None
    version: str = ""

    @property
    def needs_review(self) -> bool:
        """Return whether a moderator reads it although it is published."""
        wished = any(finding.outcome is Outcome.REVIEW for finding in self.findings)
        return self.outcome is Outcome.PUBLISH and wished

    @property
    def risk(self) -> float:
        """Return the chance, 0 to 1, that a moderator will reject it, by all that is known."""
        by_rules = risk_of(finding.code for finding in self.findings)
        return by_rules + (1 - by_rules) * (self.chance or 0.0)

    @property
    def score(self) -> float:
        """Return what the log keeps: the aid's chance where it said one, else the rules' risk."""
        return self.risk if self.chance is None else self.chance

    @property
    def by_aid(self) -> bool:
        """Return whether the aid alone decided."""
        last = self.findings[-1]
        return last.code in ACTS_OF_THE_AID and last.outcome is self.outcome is not Outcome.HOLD


Phase = Callable[[Submission, Facts], Finding | None]


def size(submission: Submission, _facts: Facts) -> Finding | None:
    """Refuse what is no reply: too short, too long, too many lines or links."""
    code = texts.unfit(submission.text)
    return Finding(Outcome.REFUSE, code) if code else None


def story_open(_submission: Submission, facts: Facts) -> Finding | None:
    """Refuse replies to a story that takes none."""
    return Finding(Outcome.REFUSE, "story_closed") if facts.policy == "closed" else None


def banned(_submission: Submission, facts: Facts) -> Finding | None:
    """Refuse who may not reply."""
    return Finding(Outcome.REFUSE, "banned", {"until": facts.banned}) if facts.banned else None


def allowed(submission: Submission, facts: Facts) -> Finding | None:
    """Refuse whom the story does not take; hold who has yet to confirm the address."""
    if facts.known or facts.repliers == "everybody":
        return None
    if facts.repliers == "members":
        return Finding(Outcome.REFUSE, "members_only")
    if facts.verified:
        return None
    if not submission.email:
        return Finding(Outcome.REFUSE, "verification_needed")
    return Finding(Outcome.HOLD, "unverified")


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
    if facts.form_age < facts.numbers.too_fast_seconds:
        return Finding(Outcome.HOLD, "too_fast", {"seconds": round(facts.form_age, 1)})
    return None


def staff(_submission: Submission, facts: Facts) -> Finding | None:
    """Publish what the newsroom itself writes."""
    return Finding(Outcome.PUBLISH, "staff") if facts.staff else None


def commenter_premoderated(_submission: Submission, facts: Facts) -> Finding | None:
    """Hold whatever comes from somebody whom a moderator reads first."""
    return Finding(Outcome.HOLD, "commenter_premoderated") if facts.premoderated else None


def blocked_words(submission: Submission, facts: Facts) -> Finding | None:
    """Reject what contains a blocked word, in the text, the name or the web address."""
    return _listed(submission, facts.lists.blocked, "blocked_word", Outcome.REJECT)


def suspect_words(submission: Submission, facts: Facts) -> Finding | None:
    """Hold, or let a moderator read afterwards, what contains a suspect word."""
    outcome = Outcome.REVIEW if facts.numbers.suspect_reviewed else Outcome.HOLD
    return _listed(submission, facts.lists.suspect, "suspect_word", outcome)


def _listed(
    submission: Submission, words: List | None, code: str, outcome: Outcome
) -> Finding | None:
    for where in ("text", "shown", "name", "url") if words else ():
        if words and (caught := words.find(getattr(submission, where))):
            return Finding(outcome, code, {"where": where, **_evidence(caught)})
    return None


def _evidence(caught: Caught) -> dict[str, Any]:
    return {
        "line": caught.line,
        "entry": caught.entry,
        "start": caught.start,
        "end": caught.end,
    }


def listed_sender(submission: Submission, facts: Facts) -> Finding | None:
    """Hold what comes from an address, a domain or a network on a list."""
    lists = facts.lists
    for kind, words, said in (
        ("emails", lists.emails, submission.email),
        ("networks", lists.networks, submission.network),
    ):
        if words and said and (caught := words.find(said)):
            return Finding(Outcome.HOLD, "listed_sender", {"list": kind, "line": caught.line})
    return None


def links(submission: Submission, facts: Facts) -> Finding | None:
    """Hold what leads to a listed host, or carries several links."""
    found = texts.links(submission.text)
    for address in [*found, submission.url]:
        if facts.lists.links and address and (caught := facts.lists.links.find(address)):
            return Finding(Outcome.HOLD, "listed_link", _evidence(caught))
    most = facts.numbers.links_held_from
    return Finding(Outcome.HOLD, "links", {"links": len(found)}) if 0 < most <= len(found) else None


def history(_submission: Submission, facts: Facts) -> Finding | None:
    """Hold what comes from somebody whose replies are rejected too often."""
    share, most = facts.history.rejected_share, facts.numbers.history_held_from
    if not most or share < most:
        return None
    return Finding(Outcome.HOLD, "history", {"rejected": facts.history.rejected})


def learned(submission: Submission, facts: Facts) -> Finding | None:
    """Reject or hold what the learned aid takes for unwanted, where it was told to."""
    chance = facts.aid.score(submission.text) if facts.aid else 0.0
    for outcome, start in (
        (Outcome.REJECT, facts.numbers.aid_rejects_from),
        (Outcome.HOLD, facts.numbers.aid_holds_from),
    ):
        if facts.aid and start is not None and chance >= start:
            return Finding(outcome, "learned", {"score": round(chance, 4)})
    return None


def outside(_submission: Submission, facts: Facts) -> Finding | None:
    """Do what the newsroom's own program says; hold when it said nothing in time."""
    said = facts.opinion
    if said is None:
        return None
    if said.trouble:
        return Finding(Outcome.HOLD, said.trouble)
    outcome = OPINIONS[said.outcome]
    return Finding(outcome, "outside", {"reason": said.reason[:80]}) if outcome else None


OPINIONS: dict[str, Outcome | None] = {
    "none": None,
    "review": Outcome.REVIEW,
    "hold": Outcome.HOLD,
    "reject": Outcome.REJECT,
    "spam": Outcome.SPAM,
}


def newcomer(_submission: Submission, facts: Facts) -> Finding | None:
    """Hold the first replies of somebody."""
    if facts.history.published >= facts.numbers.newcomers_held:
        return None
    return Finding(Outcome.HOLD, "newcomer", {"published": facts.history.published})


def afterwards(_submission: Submission, facts: Facts) -> Finding | None:
    """Let a moderator read afterwards what is published, where the story wants it so."""
    if facts.policy != "postmoderated":
        return None
    return Finding(Outcome.REVIEW, "postmoderated")


def learned_fine(submission: Submission, facts: Facts) -> Finding | None:
    """Publish what would be read first and the aid takes for fine, where it was told to."""
    below = facts.numbers.aid_publishes_below
    if facts.aid is None or below is None or facts.policy != "premoderated":
        return None
    chance = facts.aid.score(submission.text)
    if chance >= below:
        return None
    return Finding(Outcome.PUBLISH, "learned_fine", {"score": round(chance, 4)})


def mode(_submission: Submission, facts: Facts) -> Finding | None:
    """Publish where replies are open; hold where a moderator reads them first."""
    if facts.policy in {"open", "postmoderated"}:
        return Finding(Outcome.PUBLISH, "open")
    return Finding(Outcome.HOLD, "premoderated")


PHASES: tuple[Phase, ...] = (
    size,
    story_open,
    banned,
    allowed,
    duplicate,
    trap,
    form,
    staff,
    commenter_premoderated,
    blocked_words,
    suspect_words,
    listed_sender,
    links,
    history,
    learned,
    outside,
    newcomer,
    afterwards,
    learned_fine,
    mode,
)
ACTS_OF_THE_AID = {"learned", "learned_fine"}

# How often what was found turns out to be unwanted: rough, and all there is while the aid is new.
RISKS = {
    "trap": 0.98,
    "blocked_word": 0.95,
    "too_fast": 0.7,
    "listed_link": 0.7,
    "history": 0.6,
    "suspect_word": 0.5,
    "links": 0.5,
    "listed_sender": 0.4,
    "outside": 0.5,
    "no_form_token": 0.3,
}


def risk_of(codes: Iterable[str]) -> float:
    """Return the chance, 0 to 1, that a reply with these findings is unwanted."""
    fine = 1.0
    for code in codes:
        fine *= 1 - RISKS.get(code, 0.0)
    return 1 - fine


def screen(submission: Submission, facts: Facts, phases: Sequence[Phase] = PHASES) -> Verdict:
    """Return the verdict: the first phase that ends it, else held by default."""
    verdict = _by_phases(submission, facts, phases)
    if facts.aid is None or verdict.outcome is Outcome.REFUSE:
        return verdict
    try:
        chance = facts.aid.score(submission.text)
    except Exception:  # noqa: BLE001 - the phases have held it by then
        return verdict
    return replace(verdict, chance=chance, version=facts.aid.version)


def _by_phases(submission: Submission, facts: Facts, phases: Sequence[Phase]) -> Verdict:
    noted: list[Finding] = []
    held = False
    for phase in phases:
        finding = _asked(phase, submission, facts)
        if finding is None:
            continue
        if finding.outcome in {Outcome.HOLD, Outcome.REVIEW}:
            noted.append(finding)
            held = held or finding.outcome is Outcome.HOLD
        elif not (finding.outcome is Outcome.PUBLISH and held):
            return Verdict(finding.outcome, (*noted, finding))
    return Verdict(Outcome.HOLD, tuple(noted) or (Finding(Outcome.HOLD, "default"),))


def _asked(phase: Phase, submission: Submission, facts: Facts) -> Finding | None:
    try:
        return phase(submission, facts)
    except Exception:  # noqa: BLE001 - whatever broke, the reply waits for a person
        return Finding(Outcome.HOLD, f"phase_failed:{phase.__name__}")

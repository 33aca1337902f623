"""How good is the learned aid at the moment, by what it said before moderators decided?"""

from collections.abc import Sequence
from dataclasses import dataclass

from comments.queries.aid import version_of
from comments.queries.aid_memory import Damaged, Outdated, live_at, recalled
from comments.rules import quality
from comments.rules.learning import ENOUGH
from comments.rules.quality import Bin

LAST = 1000  # decisions that are looked at
TOP = 0.1  # of the queue


@dataclass(frozen=True, slots=True)
class Figures:
    """What was learned, and how well what was said beforehand agrees with the last decisions.

    `auc`, `precision_at_top` (of the tenth with the highest chances), `accuracy` and
    `calibration_error` are 0 to 1, None while too little was said; `wanted` is how many more
    lessons of the rarer kind it takes before anything is said. `outdated` is damaged so that the
    texts are to be read anew.
    """

    damaged: bool = False
    outdated: bool = False
    version: str = ""
    accepted: int = 0
    rejected: int = 0
    wanted: int = 0
    measured: int = 0
    auc: float | None = None
    accuracy: float | None = None
    precision_at_top: float | None = None
    calibration_error: float | None = None
    reliability: Sequence[Bin] = ()


def figures(last: int = LAST) -> Figures:
    """Look at the last decisions that taught something; two statements."""
    try:
        memory = recalled()
    except Damaged as damage:
        return Figures(damaged=True, outdated=isinstance(damage, Outdated))
    counts = memory.learned.counts
    newest = live_at(memory.number).order_by("-id")
    rows = list(newest.values_list("said", "rejected")[:last])
    if len(rows) > memory.learned.lessons:  # steps were lost, and nothing that held them was left
        return Figures(damaged=True)
    said = [(chance, was) for chance, was in rows if chance is not None]
    return Figures(
        version=version_of(memory),
        accepted=counts.accepted,
        rejected=counts.rejected,
        wanted=max(0, ENOUGH - min(counts.accepted, counts.rejected)),
        measured=len(said),
        auc=quality.auc(said),
        accuracy=quality.accuracy(said),
        precision_at_top=quality.precision_at_top(said, TOP),
        calibration_error=quality.calibration_error(said),
        reliability=tuple(quality.reliability(said)),
    )

"""What would the learned aid have said of texts whose labels are known?"""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from comments.rules import quality
from comments.rules.labelled import Labelled
from comments.rules.learning import Pupil
from comments.rules.quality import Said

STARTS = (25, 50, 100, 200, 500, 1000, 2000, 4000)
SHARES = (0.01, 0.05, 0.1, 0.2)


def trial(
    rows: Sequence[Labelled],
    *,
    tests: Sequence[Labelled] | None = None,
    after: int | None = None,
    tell: Callable[[int], None] = lambda _done: None,
) -> dict[str, Any]:
    """Return as JSON how good the chances were, each said before its text was learned.

    Measured on the rows from the number `after` on (half of them when None), or on `tests` when
    all rows have been learned. `tell` is told how many rows are done.
    """
    pupil = Pupil()
    said: list[Said] = []
    spent = {"score": 0.0, "learn": 0.0}
    for done, row in enumerate(rows, 1):
        said.append((_timed(spent, row, pupil), row.rejected))
        began = time.process_time()
        pupil.learn(row.text, rejected=row.rejected, category=row.category)
        spent["learn"] += time.process_time() - began
        tell(done)
    start = len(said) // 2 if after is None else after
    measured = said[start:]
    if tests is not None:
        measured = [(pupil.chance(row.text, row.category), row.rejected) for row in tests]
    return {
        "learned": len(rows),
        "measured": len(measured),
        "measured_on": "test" if tests is not None else f"rows from {start} on",
        **_figures(measured),
        "auc_after": {str(n): _rounded(quality.auc(said[n:])) for n in STARTS if n < len(said)},
        "milliseconds": {
            name: round(1000 * seconds / (len(rows) or 1), 3) for name, seconds in spent.items()
        },
    }


def _timed(spent: dict[str, float], row: Labelled, pupil: Pupil) -> float:
    began = time.process_time()
    chance = pupil.chance(row.text, row.category)
    spent["score"] += time.process_time() - began
    return chance


def _figures(said: Sequence[Said]) -> dict[str, Any]:
    return {
        "rejected": sum(1 for _chance, was in said if was),
        "auc": _rounded(quality.auc(said)),
        "accuracy": _rounded(quality.accuracy(said)),
        "precision_at_top": {
            str(share): _rounded(quality.precision_at_top(said, share)) for share in SHARES
        },
        "caught_at_1_percent_false_alarms": _rounded(quality.caught(said, 0.01)),
        "calibration_error": _rounded(quality.calibration_error(said)),
        "reliability": [
            {name: _rounded(value) for name, value in asdict(one).items()}
            for one in quality.reliability(said)
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

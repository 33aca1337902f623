"""How are the figures shown?"""

from collections.abc import Mapping, Sequence
from statistics import median

from tests.benchmarks.load import Burst

YARDSTICK = "empty view, default middleware"


def figures(bursts: Mapping[str, Sequence[Burst]]) -> dict[str, dict[str, float]]:
    """Return the figures of each call.

    CPU and its ratio come from the quietest round, because noise only ever adds; the rest are
    medians of the rounds.
    """
    floor = _quietest(bursts[YARDSTICK])
    return {
        name: {
            "cpu_ms": round(_quietest(rounds), 4),
            "ratio": round(_quietest(rounds) / floor, 2),
            "p50_ms": round(median(one.p50_ms for one in rounds), 2),
            "p99_ms": round(median(one.p99_ms for one in rounds), 2),
            "per_second": round(median(one.per_second for one in rounds)),
        }
        for name, rounds in bursts.items()
    }


def _quietest(rounds: Sequence[Burst]) -> float:
    return min(one.cpu_ms for one in rounds)


def table(rows: Mapping[str, Mapping[str, float]]) -> str:
    """Return the figures as text."""
    head = f"{'call':32}{'CPU ms':>9}{'ratio':>8}{'p50 ms':>9}{'p99 ms':>9}{'req/s':>9}"
    lines = [
        f"{name:32}{row['cpu_ms']:9.3f}{row['ratio']:8.2f}"
        f"{row['p50_ms']:9.2f}{row['p99_ms']:9.2f}{row['per_second']:9.0f}"
        for name, row in rows.items()
    ]
    return "\n".join([head, *lines])

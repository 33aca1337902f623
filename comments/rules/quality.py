"""How good were chances that were said beforehand, against what was decided then?

All functions take pairs: the chance of rejection, 0 to 1, and whether it was rejected.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Said = tuple[float, bool]
BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Texts of like chances: what was said on average, and how many of them were rejected."""

    count: int
    said: float
    rejected: float


def auc(pairs: Iterable[Said]) -> float | None:
    """Return how often a rejected text stood above an accepted one, ties half; None without both.

    The area under the ROC curve by ranks (Mann and Whitney 1947).
    """
    said = sorted(pairs)
    rejected = sum(1 for _chance, was in said if was)
    accepted = len(said) - rejected
    if not rejected or not accepted:
        return None
    ranks, start = 0.0, 0
    while start < len(said):
        end = start
        while end < len(said) and said[end][0] == said[start][0]:
            end += 1
        ranks += (start + end + 1) / 2 * sum(1 for _chance, was in said[start:end] if was)
        start = end
    return (ranks - rejected * (rejected + 1) / 2) / (rejected * accepted)


def accuracy(pairs: Sequence[Said]) -> float | None:
    """Return the share that stood on the right side of one half; None without pairs."""
    if not pairs:
        return None
    return sum(1 for chance, was in pairs if (chance >= 0.5) == was) / len(pairs)  # noqa: PLR2004


def precision_at_top(pairs: Sequence[Said], share: float) -> float | None:
    """Return how many of the texts with the highest chances (0 to 1 of all) were rejected."""
    count = round(len(pairs) * share)
    if not count:
        return None
    top = sorted(pairs, key=lambda pair: -pair[0])[:count]
    return sum(1 for _chance, was in top if was) / count


def caught(pairs: Sequence[Said], false_alarms: float) -> float | None:
    """Return the share of the rejected above the chance at which so few accepted ones stand."""
    accepted = sorted((chance for chance, was in pairs if not was), reverse=True)
    rejected = [chance for chance, was in pairs if was]
    if not accepted or not rejected:
        return None
    bar = accepted[int(len(accepted) * false_alarms)]
    return sum(1 for chance in rejected if chance > bar) / len(rejected)


def reliability(pairs: Iterable[Said]) -> list[Bin]:
    """Return ten bins of equal width with what was said and what came; empty ones are left out."""
    bins: list[list[Said]] = [[] for _bin in range(BINS)]
    for chance, was in pairs:
        bins[min(int(chance * BINS), BINS - 1)].append((chance, was))
    return [
        Bin(
            count=len(one),
            said=sum(chance for chance, _was in one) / len(one),
            rejected=sum(1 for _chance, was in one if was) / len(one),
        )
        for one in bins
        if one
    ]


def calibration_error(pairs: Sequence[Said]) -> float | None:
    """Return the expected calibration error: how far what was said is from what came, 0 to 1."""
    if not pairs:
        return None
    bins = reliability(pairs)
    return sum(one.count * abs(one.said - one.rejected) for one in bins) / len(pairs)

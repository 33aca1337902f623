"""How much does a report weigh, and when do reports take a reply back from readers?

A report weighs as much as its reader was right before: nearly nothing from one of whom nothing is
known, up to one from one who is always right. The second report from the same network weighs half,
the third a quarter. What weighs little counts together no more than LITTLE_AT_MOST, and the
newsroom cannot set the threshold so low: however many fresh readers report, they alone never take a
reply away from the others.
"""

import math
from collections.abc import Sequence

# Laplace's rule with a prior of one right and three wrong: a fresh reader weighs a quarter.
RIGHT_BEFORE, WRONG_BEFORE = 1, 3
LITTLE = 0.5  # below, a report weighs little: two right ones and no wrong one reach it
LITTLE_AT_MOST = 1.5
LEAST_THRESHOLD = 2.0
ANEW = 3  # readers who must report what a moderator has kept, before it counts again


def weight(*, right: int, wrong: int, from_network: int) -> float:
    """Return what a report weighs, 0 to 1.

    `right` and `wrong` are the reader's earlier reports that moderators agreed with or not,
    `from_network` the earlier reports of the same reply from the same network.
    """
    record = (right + RIGHT_BEFORE) / (right + wrong + RIGHT_BEFORE + WRONG_BEFORE)
    return record * 2.0 ** -min(from_network, 60)


def together(weights: Sequence[float], *, kept: bool) -> float:
    """Return what open reports weigh together, the same in whatever order they came.

    `kept`: a moderator has read this wording with its reports before and kept it.
    """
    if kept and len(weights) < ANEW:
        return 0.0
    much = math.fsum(one for one in weights if one >= LITTLE)
    little = math.fsum(one for one in weights if one < LITTLE)
    return much + min(little, LITTLE_AT_MOST)

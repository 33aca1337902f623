"""Where do the middle and the slow end of some numbers lie?"""

import math
from collections.abc import Sequence


def percentile(numbers: Sequence[float], share: float) -> float | None:
    """Return the smallest number that at least `share` (0 to 1) of them do not exceed.

    The nearest-rank method: always one of the numbers; None of none.
    """
    if not numbers:
        return None
    ordered = sorted(numbers)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]

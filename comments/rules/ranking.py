"""Which reply do readers value, and which divides them?"""

from math import sqrt

Z = 1.96  # 95 %


def wilson(up: int, down: int) -> float:
    """Return the lower bound of the share of votes for, 0 to 1 (E. B. Wilson, 1927).

    Few votes say little: 1 of 1 ranks below 60 of 100.
    """
    n = up + down
    if not n:
        return 0.0
    share = up / n
    spread = Z * sqrt((share * (1 - share) + Z * Z / (4 * n)) / n)
    return (share + Z * Z / (2 * n) - spread) / (1 + Z * Z / n)


def controversy(up: int, down: int) -> float:
    """Return how much readers are divided: many votes, as many for as against; 0 when agreed."""
    if not up or not down:
        return 0.0
    return float((up + down) ** (min(up, down) / max(up, down)))

"""Where in the tree of replies does one stand?

A path is the chain of ids from the root, each written in base 36 with eight characters, so that
the order of the paths is the order of reading: every reply after the one it answers, the older
before the younger. What stands below a reply is one range of paths.
"""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WIDTH = 8  # characters in a segment: 36^8 = 2.8 * 10^12 replies
DEEPEST = 31  # a root is at 0: 32 levels, so a path has at most 256 characters
LONGEST = WIDTH * (DEEPEST + 1)
AFTER_ALL = "z" * (WIDTH + 1)  # after every segment, in any collation: some ignore signs


def segment(number: int) -> str:
    """Return the number in base 36, in eight characters.

    Raises ValueError when it does not fit.
    """
    if not 0 <= number < 36**WIDTH:
        raise ValueError(number)
    digits = []
    for _place in range(WIDTH):
        number, digit = divmod(number, 36)
        digits.append(DIGITS[digit])
    return "".join(reversed(digits))


def depth_of(path: str) -> int:
    """Return how many replies stand above: 0 for a root."""
    return len(path) // WIDTH - 1


def ancestors(path: str) -> list[str]:
    """Return the paths above, the nearest first."""
    return [path[:end] for end in range(len(path) - WIDTH, 0, -WIDTH)]


def below(path: str) -> tuple[str, str]:
    """Return the open range in which the paths of all descendants lie."""
    return path, path + AFTER_ALL


def thread(path: str) -> tuple[str, str]:
    """Return from which path on, and before which, the thread lies that the path is in."""
    root = path[:WIDTH]
    return root, root + AFTER_ALL


def attach_to(path: str) -> str:
    """Return the path to hang a reply under: the one answered, or the deepest one allowed."""
    return path[: WIDTH * DEEPEST]

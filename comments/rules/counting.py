"""What would every count of a story's replies be, counted anew?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comments.rules import tree
from comments.rules.states import BURYING, State, weight


@dataclass(slots=True)
class Node:
    """One reply, in reading order, and what is counted for it."""

    pk: int
    path: str
    state: State
    buried: int = 0
    reply_count: int = 0
    visible_descendants: int = 0


def recounted(rows: Iterable[tuple[int, str, str]]) -> tuple[int, list[Node]]:
    """Return how many replies readers see, and every reply with its counts.

    `rows` are (id, path, state) of one story, ordered by path.
    """
    nodes: list[Node] = []
    total = 0
    open_nodes: list[Node] = []
    for pk, path, state in rows:
        for closed in _closed(open_nodes, path):
            total += _add_up(closed, open_nodes)
        node = Node(pk, path, State(state))
        node.buried = sum(above.state in BURYING for above in open_nodes)
        open_nodes.append(node)
        nodes.append(node)
    for closed in _closed(open_nodes, ""):
        total += _add_up(closed, open_nodes)
    return total, nodes


def _closed(open_nodes: list[Node], path: str) -> Iterator[Node]:
    """Take off, deepest first, the replies that the path does not stand below."""
    while open_nodes and not (path and path.startswith(open_nodes[-1].path)):
        yield open_nodes.pop()


def _add_up(node: Node, above: list[Node]) -> int:
    """Add a finished reply to the one above it; return what it adds to the story."""
    own = weight(node.state, node.visible_descendants)
    if not above:
        return own
    above[-1].visible_descendants += own
    if tree.depth_of(node.path) == tree.depth_of(above[-1].path) + 1:
        above[-1].reply_count += node.state is State.PUBLISHED
    return 0

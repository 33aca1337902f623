"""Which lists does the newsroom screen by, ready for use?"""

from functools import lru_cache

from comments.models import BlockList, ListKind
from comments.rules.blocklist import BlockedWords
from comments.rules.screening import Lists


def lists() -> Lists:
    """Return the lists as they are now; one statement, and compiled anew when one changed."""
    rows = BlockList.objects.exclude(text="").values_list("kind", "version")
    return Lists(**{kind: _compiled(kind, version) for kind, version in rows})


@lru_cache(maxsize=2 * len(ListKind))
def _compiled(kind: str, version: int) -> BlockedWords:
    text = BlockList.objects.filter(kind=kind, version=version).values_list("text", flat=True)
    return BlockedWords((text.first() or "").splitlines())

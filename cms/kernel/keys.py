"""By which keys do caches know what is in an answer, and which stand for many?

A key names one thing (`article-12`) or a list (`articles`). When a key is purged its broader one
is purged as well, so an answer may carry that in place of many: it is forgotten no later.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

EVERYTHING = "*"
# Varnish takes 8 kB in one header, name and all (http_resp_hdr_len); Fastly and Cloudflare 16 kB.
LONGEST = 7_500  # bytes
_PLURALS = {"category": "categories"}


def broader(key: str) -> str:
    """Return the key that is purged with this one: `tag-4` gives `tags`, a list's gives itself.

    Lists of the stories under something (`articles-tag-4`) belong to `articles`.
    """
    if key.startswith("articles-"):
        return "articles"
    kind, _dash, number = key.rpartition("-")
    return _PLURALS.get(kind, f"{kind}s") if number.isdigit() else key


def with_broader(keys: Iterable[str]) -> list[str]:
    """Return the keys with the broader ones, each once."""
    return list(dict.fromkeys(each for key in keys for each in (key, broader(key))))


@lru_cache(maxsize=256)
def fitted(keys: str) -> str:
    """Return keys (parted by spaces) that fit into a header: where they are too long, broader ones.

    The kind that takes most room gives way first.
    """
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for key in dict.fromkeys(keys.split()):
        kinds[broader(key)].append(key)
    while _length(kinds) > LONGEST:
        most = max(kinds, key=lambda kind: sum(map(len, kinds[kind])) + len(kinds[kind]))
        kinds[most] = [most]
    return " ".join(key for each in kinds.values() for key in each)


def _length(kinds: dict[str, list[str]]) -> int:
    return sum(len(key) + 1 for each in kinds.values() for key in each)

"""By which ways do readers pass a story on, and which address opens each?

The addresses are made here, so that no page of the newspaper needs a script of a third party:
- facebook.com/sharer/sharer.php?u=
- x.com/intent/tweet?url=&text= (docs.x.com)
- t.me/share/url?url=&text= (core.telegram.org/widgets/share)
- bsky.app/intent/compose?text= (docs.bsky.app: 300 graphemes, 3,000 bytes)
- mailto: (RFC 6068: a space is %20, never "+")
A new way is one entry in NETWORKS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import category
from urllib.parse import quote

from articles.rules.graphemes import cut

Address = Callable[[str, str], str]
BLUESKY_GRAPHEMES, BLUESKY_BYTES = 300, 3_000


@dataclass(frozen=True, slots=True)
class Network:
    """One way to pass a story on: `address(url, title)` opens it, where a link can."""

    code: str
    address: Address | None = None


def _at(base: str, **fields: str) -> str:
    return base + "?" + "&".join(f"{name}={_coded(value)}" for name, value in fields.items())


def _coded(text: str) -> str:
    return quote(text, safe="", errors="replace")


def _bluesky(url: str, title: str) -> str:
    room, size = BLUESKY_GRAPHEMES - len(url) - 1, BLUESKY_BYTES - len(url.encode()) - 1
    short = cut(title, graphemes=room, size=size)
    return _at("https://bsky.app/intent/compose", text=f"{short} {url}")


NETWORKS = (
    Network("facebook", lambda url, _: _at("https://www.facebook.com/sharer/sharer.php", u=url)),
    Network("x", lambda url, title: _at("https://x.com/intent/tweet", url=url, text=title)),
    Network("telegram", lambda url, title: _at("https://t.me/share/url", url=url, text=title)),
    Network("whatsapp", lambda url, title: _at("https://wa.me/", text=f"{title} {url}")),
    Network(
        "linkedin", lambda url, _: _at("https://www.linkedin.com/sharing/share-offsite/", url=url)
    ),
    Network(
        "reddit", lambda url, title: _at("https://www.reddit.com/submit", url=url, title=title)
    ),
    Network("bluesky", _bluesky),
    Network(
        "threads",
        lambda url, title: _at("https://www.threads.com/intent/post", text=title, url=url),
    ),
    Network("email", lambda url, title: _at("mailto:", subject=title, body=f"{title}\n\n{url}")),
    Network("copy"),
    Network("native"),
    Network("print"),
)
CODES = tuple(network.code for network in NETWORKS)


def links(url: str, title: str) -> dict[str, str]:
    """Return the address that opens each network, by its code, for a public page and headline.

    Control characters and line breaks of the headline become spaces.
    """
    title = _one_line(title)
    return {n.code: n.address(url, title) for n in NETWORKS if n.address}


def _one_line(title: str) -> str:
    return " ".join("".join(" " if category(c) == "Cc" else c for c in title).split())


def in_order(counts: dict[str, int]) -> dict[str, int]:
    """Return a count for every network, 0 where there is none, in the order of NETWORKS.

    Networks that are offered no longer come last: what was counted stays counted.
    """
    return dict.fromkeys(CODES, 0) | counts

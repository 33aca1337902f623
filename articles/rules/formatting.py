"""Did more than the words of a passage change: its links, or how it is set?"""

import html
import re
from dataclasses import dataclass

_LINK = re.compile(r"</?a\b[^>]*>")
_HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Formatting:
    """The addresses that links lead to, before and after, and whether only the setting changed."""

    links_before: tuple[str, ...] = ()
    links_after: tuple[str, ...] = ()
    is_all: bool = False

    @property
    def links_changed(self) -> bool:
        """Return whether a link was added, taken away or led elsewhere."""
        return self.links_before != self.links_after


def formatting(before: str, after: str, *, same_words: bool) -> Formatting:
    """Return what changed in clean HTML beside its words; `is_all` where these are the same."""
    set_anew = _LINK.sub("", before) != _LINK.sub("", after)
    return Formatting(_links(before), _links(after), is_all=same_words and set_anew)


def _links(text: str) -> tuple[str, ...]:
    return tuple(html.unescape(href) for href in _HREF.findall(text))

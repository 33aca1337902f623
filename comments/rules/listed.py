"""Is a web address, an e-mail address or a network on a list?

Hosts and domains are compared by whole labels from the right, so that an entry covers what stands
below it: spam.example is also www.spam.example, and not notspam.example.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from comments.rules.screening import Caught

REMARK = "#"
Network = IPv4Network | IPv6Network

_HOST_IN = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/?#@\s]*@)?([^/?#:\s]+)", re.IGNORECASE)
# One class and no alternatives: what readers send must not make the looking slow.
_LABEL = r"[^\s\x00-,./:-@\[-^`{-\x7f]+"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_EMAIL = re.compile(rf"[^@\s]+@({_DOMAIN.pattern})")


def entries(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Return the number (from 1) and the entry of every line that is no remark and not blank."""
    for number, line in enumerate(lines, start=1):
        if (entry := line.strip()) and not entry.startswith(REMARK):
            yield number, entry


def host_of(said: str) -> str:
    """Return the host that an entry or an address names, as it is looked for; "" for none."""
    found = _HOST_IN.match(said.strip().removeprefix("*."))
    return domain_of(found[1]) if found else ""


def domain_of(said: str) -> str:
    """Return a domain as it is looked for, xn-- labels in their letters; "" for none."""
    domain = unicodedata.normalize("NFKC", said.strip().strip(".")).casefold()
    letters = ".".join(map(_in_letters, domain.split(".")))
    return letters if _DOMAIN.fullmatch(letters) else ""


def _in_letters(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode().decode("punycode")
    except UnicodeError:
        return label


def email_of(said: str) -> str:
    """Return an address (with @) or a domain as it is looked for; "" for neither."""
    small = said.strip().casefold()
    if small.startswith(("@", "*.")) or "@" not in small:
        return domain_of(small.lstrip("@*"))
    return small if _EMAIL.fullmatch(small) else ""


def network_of(said: str) -> Network | None:
    """Return the network that an address or a range (CIDR) names; None for neither."""
    try:
        return ip_network(said.strip().strip("[]"), strict=False)
    except ValueError:
        return None


class _Listed:
    """Entries by what is looked for, each with its line; of two that are the same the first."""

    def __init__(self, lines: Iterable[str], read: Callable[[str], str]) -> None:
        self.lines: dict[str, tuple[int, str]] = {}
        for number, entry in entries(lines):
            if key := read(entry):
                self.lines.setdefault(key, (number, entry))

    def at(self, name: str) -> tuple[int, str] | None:
        """Return the entry for a domain, or the nearest one above it."""
        while name:
            if name in self.lines:
                return self.lines[name]
            name = name.partition(".")[2]
        return None


class ListedHosts(_Listed):
    """Hosts, each with what stands below it."""

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__(lines, host_of)

    def find(self, text: str) -> Caught | None:
        """Return the entry that covers the host of a web address."""
        found = _HOST_IN.match(text)
        entry = self.at(host_of(text)) if found else None
        return Caught(*entry, *found.span(1)) if entry and found else None


class ListedEmails(_Listed):
    """E-mail addresses, and domains with what stands below them."""

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__(lines, email_of)

    def find(self, text: str) -> Caught | None:
        """Return the entry for an e-mail address: itself, else its domain."""
        small = text.strip().casefold()
        if small in self.lines:
            return Caught(*self.lines[small], 0, len(text))
        entry = self.at(domain_of(small.rpartition("@")[2]))
        return Caught(*entry, text.rfind("@") + 1, len(text)) if entry else None


class ListedNetworks:
    """Addresses and ranges, IPv4 and IPv6."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines: dict[tuple[int, int], dict[int, tuple[int, str]]] = {}
        for number, entry in entries(lines):
            if network := network_of(entry):
                same = self.lines.setdefault((network.version, network.prefixlen), {})
                same.setdefault(int(network.network_address), (number, entry))
        self.sizes = sorted(self.lines, reverse=True)

    def find(self, text: str) -> Caught | None:
        """Return the narrowest entry that covers an address; None for what is no address."""
        try:
            address = ip_address(text.strip().partition("%")[0])
        except ValueError:
            return None
        if isinstance(address, IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        for version, size in self.sizes:
            if version == address.version:
                unused = address.max_prefixlen - size
                if entry := self.lines[version, size].get(int(address) >> unused << unused):
                    return Caught(*entry, 0, len(text))
        return None

"""Is the text of a list fit to be one, and which of its lines say nothing new?"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from comments.rules import entries, listed
from comments.rules.blocklist import BlockedWords
from comments.rules.listed import ListedEmails, ListedHosts, ListedNetworks

MOST_LINES = 200_000
MOST_BYTES = 8 * 1024 * 1024
MOST_TOLD = 100  # lines that are named at once

Compiled = BlockedWords | ListedHosts | ListedEmails | ListedNetworks


class Listing(StrEnum):
    """The lists by what they name (models.ListKind)."""

    BLOCKED = "blocked"
    SUSPECT = "suspect"
    LINKS = "links"
    EMAILS = "emails"
    NETWORKS = "networks"


@dataclass(frozen=True, slots=True)
class Remark:
    """What there is to say of one line: a code, and the earlier line that it repeats."""

    line: int
    code: str
    earlier: int = 0


def lines_of(text: str) -> list[str]:
    """Return the lines of a list, as they are numbered in what is told of them."""
    return text.split("\n")


def decoded(raw: bytes) -> tuple[str, int]:
    """Return the text of a file (UTF-8, without its mark), and 0; else "" and the broken line."""
    try:
        return raw.decode("utf-8-sig"), 0
    except UnicodeDecodeError as trouble:
        return "", raw[: trouble.start].count(b"\n") + 1


def compiled(kind: str, text: str) -> Compiled:
    """Return the list ready to be looked through."""
    lines = lines_of(text)
    if kind == Listing.LINKS:
        return ListedHosts(lines)
    if kind == Listing.EMAILS:
        return ListedEmails(lines)
    if kind == Listing.NETWORKS:
        return ListedNetworks(lines)
    return BlockedWords(lines)


def too_large(text: str) -> str:
    """Return why it cannot be kept: `too_many_lines`, `too_many_bytes`, `bad_characters`, or ""."""
    if text.count("\n") > MOST_LINES:
        return "too_many_lines"
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in set(text)):
        return "bad_characters"
    return "too_many_bytes" if len(text.encode()) > MOST_BYTES else ""


def is_entry(line: str) -> bool:
    """Return whether a line is neither blank nor a remark."""
    said = line.strip()
    return bool(said) and not said.startswith(listed.REMARK)


def key_of(kind: str, line: str) -> Any:
    """Return what is equal for lines that ask for the same; false for one that asks for nothing.

    Two-letter entries are keyed as they are read, so that nothing is lost by folding.
    """
    entry = entries.read(line) if kind in {Listing.BLOCKED, Listing.SUSPECT} else None
    if entry:
        return None if entries.is_too_short(entry) else entry.key
    reads: dict[str, Callable[[str], Any]] = {
        Listing.LINKS: listed.host_of,  # "" for none
        Listing.EMAILS: listed.email_of,
        Listing.NETWORKS: listed.network_of,
    }
    return reads[kind](line) if kind in reads else None


WRONG = {
    Listing.BLOCKED: "entry_too_short",
    Listing.SUSPECT: "entry_too_short",
    Listing.LINKS: "not_a_host",
    Listing.EMAILS: "not_an_email",
    Listing.NETWORKS: "not_a_network",
}


def looked_over(kind: str, text: str) -> tuple[list[Remark], list[Remark]]:
    """Return what is wrong with lines, and what is only worth telling (`blank`, `repeated`)."""
    wrong: list[Remark] = []
    notes: list[Remark] = []
    seen: dict[Hashable, int] = {}
    lines = lines_of(text)
    for number, line in enumerate(lines, start=1):
        if not is_entry(line):
            if not line.strip() and number < len(lines):
                notes.append(Remark(number, "blank"))
            continue
        key = key_of(kind, line)
        if not key:
            wrong.append(Remark(number, WRONG[Listing(kind)]))
        elif seen.setdefault(key, number) != number:
            notes.append(Remark(number, "repeated", seen[key]))
    return wrong, notes


def count_of(text: str) -> int:
    """Return the number of entries."""
    return sum(map(is_entry, lines_of(text)))


def with_added(text: str, added: Iterable[str]) -> str:
    """Return the text with lines after its last; what is there already stays where it is."""
    new = "".join(f"{line}\n" for line in added)
    return f"{text}\n{new}" if new and text and not text.endswith("\n") else text + new


def not_yet_in(kind: str, text: str, lines: Iterable[str]) -> list[str]:
    """Return the lines that ask for something new, remarks included; blank ones are left out."""
    lines = [line.rstrip("\r") for line in lines if line.strip()]
    known = {key_of(kind, line) for line in lines_of(text) if is_entry(line)} if lines else set()
    new = []
    for line in lines:
        key = key_of(kind, line) if is_entry(line) else None
        if key is None or key not in known:
            new.append(line)
            known.add(key)
    return new


def without(kind: str, text: str, removed: Iterable[str]) -> tuple[str, int]:
    """Return the text without the entries that ask for the same, and how many were not there.

    Remarks and the order stay.
    """
    wanted = {key for line in removed if is_entry(line) and (key := key_of(kind, line))}
    gone = set()
    kept = []
    for line in lines_of(text):
        key = key_of(kind, line) if is_entry(line) else None
        if key in wanted:
            gone.add(key)
        else:
            kept.append(line)
    return "\n".join(kept), len(wanted - gone)


def searched(text: str, words: str) -> list[tuple[int, str]]:
    """Return the lines, with their numbers from 1, in which the words stand, whatever their case.

    Blank lines, and the end after the last line, are none.
    """
    wanted = words.strip().casefold()
    numbered = enumerate(lines_of(text), start=1)
    return [(n, line) for n, line in numbered if line.strip() and wanted in line.casefold()]

"""What does a line of a file from elsewhere say, and is it a reply?

One JSON object on each line: `id`, `article` (a slug), `language`?, `parent`? (an id of the file),
`author`? {`name`?, `email`?, `url`?}, `text` (plain, or HTML as other systems keep it), `at` (RFC
3339), `state`? (published), `up`?, `down`? (votes without voters).
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from comments.rules import names
from comments.rules import text as texts
from comments.rules.states import State

STATES = {State.PUBLISHED, State.PENDING, State.REJECTED, State.SPAM, State.REMOVED}
KNOWN = {
    "id", "article", "language", "parent", "author", "text", "at", "state", "up", "down",
}  # fmt: skip
IN_AUTHOR = {"name", "email", "url"}
LONGEST_ID = 150
LONGEST_EMAIL = 254
MOST_VOTES = 2**31 - 1
EARLIEST = 1990  # the year: there were no replies before

# Why a line is not taken; the last four depend on what else is there (actions.bring_in).
IN_WORDS = {
    "not_json": "this is not one JSON object",
    "unknown_field": f"only these fields are known: {', '.join(sorted(KNOWN))}",
    "bad_author": "author is an object with name, email and url, and nothing else",
    "bad_state": f"state is one of {', '.join(sorted(STATES))}",
    "bad_id": f"id is 1 to {LONGEST_ID} ASCII signs without spaces, or a whole number",
    "bad_parent": "parent is the id of another reply",
    "no_article": "article, the slug of the story, is missing",
    **{f"bad_{name}": f"{name} is not valid text" for name in (
        *("article", "language", "name", "email", "url", "text"),
    )},
    "too_short": f"the text has fewer than {texts.SHORTEST} characters",
    "too_long": f"the text has more than {texts.LONGEST} characters",
    "bad_at": f"at is a time like 2026-01-31T12:00:00Z, not before {EARLIEST}, not in the future",
    "bad_up": "up is a whole number of votes, not below 0",
    "bad_down": "down is a whole number of votes, not below 0",
    "twice": "an earlier line has the same id",
    "unknown_story": "no story has this slug, or several have it and language does not say which",
    "unknown_parent": "what it answers is neither in the file nor here",
    "parent_of_other_story": "what it answers belongs to another story",
}  # fmt: skip

_MARKUP = re.compile(
    r"</?(?:p|br|a|em|strong|b|i|blockquote|ul|ol|li|code|pre|div|span)\b", re.IGNORECASE
)
_BLOCKS = {"p", "div", "blockquote", "ul", "ol", "pre"}
_UNSAID = {"script", "style"}


class BadLine(Exception):
    """The line is no reply; the code says why."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A reply from elsewhere, cleaned; `parent` is "" for an answer to the story itself."""

    id: str
    article: str
    language: str
    parent: str
    name: str
    email: str
    url: str
    text: str
    at: datetime
    state: State
    up: int
    down: int


def brought(line: str, now: datetime) -> Brought:
    """Return what the line says. Raises BadLine."""
    said = _object(line)
    author = said.get("author") or {}
    if not isinstance(author, dict) or set(author) - IN_AUTHOR:
        raise BadLine("bad_author")
    state = said.get("state", State.PUBLISHED)
    if not isinstance(state, str) or state not in STATES:
        raise BadLine("bad_state")
    url = _text(author, "url")
    return Brought(
        id=_identifier(said, "id"),
        article=_text(said, "article") or _missing("no_article"),
        language=_text(said, "language"),
        parent=_identifier(said, "parent") if said.get("parent") is not None else "",
        name=_name(_text(author, "name")),
        email=_email(_text(author, "email")),
        url="" if not url or names.unfit_url(url) else url,
        text=_words(_text(said, "text"), State(state)),
        at=_moment(said.get("at"), now),
        state=State(state),
        up=_votes(said, "up"),
        down=_votes(said, "down"),
    )


def _object(line: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine("not_json") from None
    if not isinstance(said, dict):
        raise BadLine("not_json")
    if set(said) - KNOWN:
        raise BadLine("unknown_field")
    return said


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or not texts.is_text(value):
        raise BadLine(f"bad_{name}")
    return value


def _missing(code: str) -> str:
    raise BadLine(code)


def _identifier(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    plain = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(plain, str) or not re.fullmatch(rf"[\x21-\x7e]{{1,{LONGEST_ID}}}", plain):
        raise BadLine(f"bad_{name}")
    return plain


def _name(typed: str) -> str:
    name = re.sub(r"[<>@\n\u2028\u2029]+", " ", names.clean_name(typed))
    return names.clean_name(name)[: names.LONGEST].strip()


def _email(typed: str) -> str:
    fine = re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+", typed.strip())
    return typed.strip() if fine and len(typed) <= LONGEST_EMAIL else ""


def _words(typed: str, state: State) -> str:
    text = texts.clean(plain(typed) if _MARKUP.search(typed) else typed)
    if state is State.REMOVED:
        return ""
    if len(text) < texts.SHORTEST:
        raise BadLine("too_short")
    if len(text) > texts.LONGEST:
        raise BadLine("too_long")
    return text


def _moment(said: Any, now: datetime) -> datetime:
    try:
        at = datetime.fromisoformat(said)
        utc = at.astimezone(UTC) if at.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        raise BadLine("bad_at") from None
    if utc is None or utc > now or utc.year < EARLIEST:
        raise BadLine("bad_at")
    return utc


def _votes(said: dict[str, Any], name: str) -> int:
    value = said.get(name, 0)
    if type(value) is not int or not 0 <= value <= MOST_VOTES:
        raise BadLine(f"bad_{name}")
    return value


def plain(html: str) -> str:
    """Return the words of HTML as we write them: paragraphs, > quotes, *emphasis*, addresses."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.said)


class _Reader(HTMLParser):
    """Listens to tags and keeps words; whatever it does not know is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unsaid = 0
        self._quoted = 0
        self._begins_line = True
        self._leads_to: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, a line, an emphasis or a link."""
        if tag in _UNSAID:
            self._unsaid += 1
        elif tag in _BLOCKS:
            self._quoted += tag == "blockquote"
            self._break("\n\n")
        elif tag in {"br", "li"}:
            self._break("\n")
        elif tag in {"em", "i"}:
            self._say("*")
        elif tag == "a":
            self._leads_to.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        """End it; a link says where it leads, where its words do not."""
        if tag in _UNSAID:
            self._unsaid = max(0, self._unsaid - 1)
        elif tag in _BLOCKS:
            self._quoted = max(0, self._quoted - (tag == "blockquote"))
            self._break("\n\n")
        elif tag in {"em", "i"}:
            self._say("*")
        elif tag == "a" and self._leads_to:
            self._tell(self._leads_to.pop())

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if not self._unsaid:
            self._say(re.sub(r"\s+", " ", data))

    def _say(self, words: str) -> None:
        said = words.lstrip() if self._begins_line else words
        if said:
            self.said.append("> " + said if self._begins_line and self._quoted else said)
            self._begins_line = False

    def _tell(self, address: str) -> None:
        told = "".join(self.said[-3:])
        if address.startswith(("http://", "https://")) and address not in told:
            self._say(f" ({address})")

    def _break(self, lines: str) -> None:
        self.said.append(lines)
        self._begins_line = True

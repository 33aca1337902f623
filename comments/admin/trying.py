"""How does the admin show what the lists say of a text?"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext_lazy as _

from comments.actions.found import in_words
from comments.models import ListKind
from comments.queries.trying import LONGEST, Place, tried
from comments.rules.screening import Outcome, Submission
from comments.rules.text import is_text

FIELDS = {
    "text": _("Text"),
    "name": _("Name"),
    "url": _("Web address"),
    "email": _("E-mail"),
    "network": _("IP address"),
}
SAYS = {
    Outcome.REJECT: _("It would be rejected."),
    Outcome.HOLD: _("It would wait for a moderator."),
    Outcome.PUBLISH: _("Nothing here stands in its way."),
}
LISTS = {
    ListKind.BLOCKED: _("Blocked words"),
    ListKind.SUSPECT: _("Suspect words"),
    ListKind.LINKS: _("Links"),
    ListKind.EMAILS: _("E-mail addresses"),
    ListKind.NETWORKS: _("Networks"),
}


def tried_in_words(posted: Mapping[str, str]) -> dict[str, Any]:
    """Return for the page: what was typed, what would become of it, and every place."""
    known = {one.name for one in fields(Submission)}
    typed = {name: str(posted.get(name, "")).replace("\r\n", "\n") for name in FIELDS}
    if any(len(said) > LONGEST or not is_text(said) for said in typed.values()):
        return {"typed": typed, "unfit": _("This is too long, or not valid text.")}
    submission = Submission(**{name: said for name, said in typed.items() if name in known})
    done = tried(submission)
    verdict = done.verdict
    says = _("It would be published, and read afterwards.")
    return {
        "typed": typed,
        "outcome": verdict.outcome.value,
        "says": says if verdict.needs_review else SAYS[verdict.outcome],
        "found": [in_words(one.as_json()) for one in verdict.findings if one.code != "open"],
        "places": [
            {
                "list": LISTS[ListKind(place.kind)],
                "kind": place.kind,
                "line": place.line,
                "entry": place.entry,
                "where": FIELDS[place.where],
                "words": typed[place.where][place.start : place.end],
            }
            for place in done.places
        ],
        "marked": [
            (FIELDS[name], list(marked(said, [one for one in done.places if one.where == name])))
            for name, said in typed.items()
            if said and any(one.where == name for one in done.places)
        ],
    }


def marked(said: str, places: list[Place]) -> Iterator[tuple[str, bool]]:
    """Return the pieces of what was typed, and whether each is caught; together they are it."""
    done = 0
    for start, end in _merged(places):
        yield said[done:start], False
        yield said[start:end], True
        done = end
    yield said[done:], False


def _merged(places: list[Place]) -> list[tuple[int, int]]:
    """Return the stretches that are caught, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((one.start, one.end) for one in places):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged

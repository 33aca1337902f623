"""What does a page say that was pasted, sent or read from a file? The one road for all doors."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from articles.models import Expert, ExpertName
from articles.rules.page import (
    KnownPerson,
    Manuscript,
    Note,
    Proposal,
    Told,
    UnknownGuess,
    accept,
    propose,
    read_html,
    read_plain,
    with_markup,
)
from cms.kernel.errors import DomainError

MOST_PASTED = 500_000  # characters, tags of HTML included


class PageTooLong(DomainError):
    """More was sent than a page can be."""

    code = "too_large"
    status = 413
    message = _("A page may have {most:,} characters; this one has {count:,}.")


class PageEmpty(DomainError):
    """There is not one word in what was sent."""

    code = "empty_page"
    status = 422
    message = _("There is no text in this.")


class GuessUnknown(DomainError):
    """Something is refused that was not proposed."""

    code = "unknown_guess"
    status = 422
    message = _("The plan has no guess called {ids}.")


@dataclass(frozen=True, slots=True)
class Pasted:
    """A page as it came: as HTML or else as plain text, and the guesses that were refused."""

    text: str = ""
    html: str = ""
    refused: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the page says, and the manuscript that it was read from."""

    manuscript: Manuscript
    proposal: Proposal


def read_page(pasted: Pasted, *, most: int = MOST_PASTED) -> Reading:
    """Return the story that a page proposes; nothing is written.

    Raises PageTooLong (413), PageEmpty (422), GuessUnknown (422).
    """
    count = max(len(pasted.text), len(pasted.html))
    if count > most:
        raise PageTooLong(most=most, count=count)
    manuscript = read_html(pasted.html) if pasted.html else read_plain(pasted.text)
    if not manuscript.text.strip():
        raise PageEmpty
    proposal = propose(manuscript.text, known_people=known_people())
    try:
        proposal = accept(proposal, pasted.refused)
    except UnknownGuess as wrong:
        raise GuessUnknown(ids=", ".join(wrong.ids)[:200]) from None
    proposal = with_markup(proposal, manuscript.markup)
    notes = (*proposal.notes, *_left_out(manuscript))
    return Reading(manuscript, replace(proposal, notes=notes))


def _left_out(manuscript: Manuscript) -> list[Note]:
    return [
        Note("", code, (), Told(code, {"count": str(count)}), sure=True)
        for code, count in manuscript.left_out.items()
        if count
    ]


def known_people() -> list[KnownPerson]:
    """Return the experts whom a page may name, with every name they are found by."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    for pk, name in ExpertName.objects.exclude(name="").values_list("expert", "name"):
        names[pk].append(name)
    rows = Expert.objects.filter(merged_into=None).order_by("pk").values_list("pk", "name", "kind")
    return [
        KnownPerson(
            name=name,
            aliases=tuple(names[pk]),
            id=pk,
            kind="organisation" if kind == "organisation" else "person",
        )
        for pk, name, kind in rows
    ]

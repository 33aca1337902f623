"""What does the checklist name, and where does each of its lines lead?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from articles.actions.lacking import said
from articles.admin import words
from articles.queries.lookalikes import Claimed
from articles.rules.copy import ArticleCopy, Figure, Quote
from articles.rules.lacks import lacks

_FIELDS = {
    "headline": "id_headline",
    "standfirst": "id_standfirst",
    "slug": "id_slug",
    "category": "id_category",
    "lead": "lead",
}
_LEAD = {"caption": "id_lead_caption", "credit": "id_lead_credit", "alt": "id_lead_alt"}
_DEPTH = 3  # names of a pointer that leads to a block
_TAKEN = _("The address “{slug}” belongs to “{headline}”: choose another.")


@dataclass(frozen=True, slots=True)
class Missing:
    """One line: what is missing, where in words, and what to jump to.

    `key` is the id of the section or block; where it has none yet, `nth` tells it by its kind and
    place ("quote:2").
    """

    says: str
    where: str
    target: str
    key: str
    nth: str = ""


def checklist(copy: ArticleCopy, claims: Sequence[Claimed] = ()) -> list[Missing]:
    """Return all that keeps the story from being published, in reading order."""
    taken = [_taken(copy.slug, claim) for claim in claims if claim.is_taken]
    return [*taken, *(_missing(lack.field, said(lack)["message"], copy) for lack in lacks(copy))]


def _taken(slug: str, claim: Claimed) -> Missing:
    says = str(_TAKEN).format(slug=slug, headline=claim.headline)
    return Missing(says, "", "id_slug", "")


def _missing(pointer: str, says: str, copy: ArticleCopy) -> Missing:
    where, key = words.place(pointer, copy)
    names = pointer.strip("/").split("/")
    target = _LEAD.get(names[-1]) if names[0] == "lead" and len(names) > 1 else None
    return Missing(says, where, target or _FIELDS.get(names[0], "id_body"), key, _nth(names, copy))


def _nth(names: list[str], copy: ArticleCopy) -> str:
    """Return the kind and the place among its kind of the part that a pointer names."""
    if names[0] != "sections" or len(names) < _DEPTH:
        return ""
    section = int(names[1])
    if len(names) <= _DEPTH or names[2] != "blocks":
        return f"heading:{sum(bool(s.heading) for s in copy.sections[:section])}"
    before = [block for s in copy.sections[:section] for block in s.blocks]
    mine = copy.sections[section].blocks
    place = int(names[3])
    kinds = {Quote: "quote", Figure: "photo"}
    kind = kinds.get(type(mine[place]), "text")
    same = [b for b in (*before, *mine[:place]) if kinds.get(type(b), "text") == kind]
    return f"{kind}:{len(same)}"

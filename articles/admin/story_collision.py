"""Which words stay where two editors changed one place, and what is said when none clash?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.actions.save_typed import Choices, Clashing, Saved, savers
from articles.admin import words
from articles.admin.telling import FACTS, KINDS, Piece, compared, names_of, told
from articles.models import Revision
from articles.queries.names import Names
from articles.rules.copy import ArticleCopy, Figure
from articles.rules.difference import Difference
from articles.rules.merge import Clash

_CHOICE = "clash-"
_CHOOSE = {
    "mine": gettext_lazy("Mine"),
    "theirs": gettext_lazy("Theirs"),
    "both": gettext_lazy("Both, mine first"),
}
# What an editor does to readers with words: not with words that nobody has read together.
_NEEDS_READING = ("_publish", "_schedule", "_correct", "_submit")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two versions of a place: its words in pieces, and its picture; or it is gone."""

    choice: str
    says: str
    chosen: bool
    gone: bool
    pieces: list[Piece]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One place that both changed."""

    name: str
    title: str
    where: str
    sides: list[Side]
    both: bool
    both_chosen: bool
    jump: str
    target: str


@dataclass(frozen=True, slots=True)
class Collision:
    """All that has to be chosen, against the version `shown`."""

    shown: int
    says: str
    panels: list[Panel]


def chosen(data: Any, shown: int | None) -> Choices | None:
    """Return what was chosen in the panels of a form; None when there were none."""
    if shown is None:
        return None
    picked = {k.removeprefix(_CHOICE): data[k] for k in data if k.startswith(_CHOICE)}
    return Choices(shown, picked)


def collision(refusal: Clashing, mine: ArticleCopy, seen: int) -> Collision:
    """Return the panels for what clashes; a constant number of queries."""
    sides = [(clash.key, side) for clash in refusal.clashes for side in (clash.mine, clash.theirs)]
    names = names_of(sides)
    places = dict(_places(mine))
    panels = [
        _panel(clash, refusal.chosen.get(clash.key, ""), names, places) for clash in refusal.clashes
    ]
    return Collision(refusal.version, _explained(refusal, seen), panels)


def _explained(refusal: Clashing, seen: int) -> str:
    message = _(
        "{who} saved this story at {when}, while you were writing; it is now version {version}."
        " Nothing was overwritten, and all that you typed is still here."
    )
    row = Revision.objects.filter(article=refusal.article_id, number=refusal.version).first()
    return message.format(
        who=_listed(savers(refusal.article_id, seen, refusal.version)),
        when=words.moment(row.at) if row else "-",
        version=refusal.version,
    )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or _("Somebody")


def _places(copy: ArticleCopy) -> Iterator[tuple[str, str]]:
    """Yield the heading under which each block stands."""
    for section in copy.sections:
        for block in section.blocks:
            yield f"block-{block.id}", section.heading or _("the opening")


def _panel(clash: Clash, choice: str, names: Names, places: dict[str, str]) -> Panel:
    texts = [told(clash.key, side, names) for side in (clash.mine, clash.theirs)]
    sides = [
        Side(
            choice=which,
            says=str(_CHOOSE[which]),
            chosen=choice == which,
            gone=side is None and clash.kind != "fact",
            pieces=pieces,
            picture=_picture(side, names),
        )
        for which, side, pieces in zip(
            ("mine", "theirs"), (clash.mine, clash.theirs), compared(*texts), strict=True
        )
    ]
    known = clash.key in places
    return Panel(
        name=f"{_CHOICE}{clash.key}",
        title=str(FACTS[clash.key] if clash.kind == "fact" else KINDS[clash.kind]),
        where=_("in “{heading}”").format(heading=places[clash.key]) if known else "",
        sides=sides,
        both=clash.may_keep_both,
        both_chosen=choice == "both",
        jump=clash.key.partition("-")[2] if clash.kind != "fact" else "",
        target="id_body" if clash.kind != "fact" else f"id_{clash.key}",
    )


def _picture(side: Any, names: Names) -> str:
    photo = names.photos.get(side.photo or 0) if isinstance(side, Figure) else None
    return photo["thumbnail"] if photo else ""


def keeps_back(move: str, saved: Saved | None) -> bool:
    """Return whether a button is not carried out because nobody has read the merged text."""
    return saved is not None and saved.merged_with is not None and move in _NEEDS_READING


def tell(request: HttpRequest, saved: Saved | None, move: str) -> bool:
    """Tell the editor what came in from whom, and what was not done for that reason.

    Return whether there was anything to tell.
    """
    if saved is None or saved.merged_with is None:
        return False
    message = _("Saved together with what {who} saved meanwhile (version {version}): {what}.")
    text = message.format(
        who=_listed(saved.names), version=saved.merged_with, what=what_changed(saved.came_in)
    )
    messages.success(request, text)
    if keeps_back(move, saved):
        messages.warning(
            request,
            _(
                "Only saved: nobody has read the two texts together yet. Read the story, then"
                " press the button again."
            ),
        )
    return True


def what_changed(change: Difference) -> str:
    """Return in a few words what a difference consists of."""
    parts = [str(FACTS.get(c.field.strip("/"), c.field.strip("/"))) for c in change.facts]
    counts = {
        kind: sum(1 for c in (*change.sections, *change.blocks) if c.change == kind)
        for kind in ("changed", "added", "removed", "moved")
    }
    said = {
        "changed": ngettext("{n} part changed", "{n} parts changed", counts["changed"]),
        "added": ngettext("{n} part added", "{n} parts added", counts["added"]),
        "removed": ngettext("{n} part taken away", "{n} parts taken away", counts["removed"]),
        "moved": ngettext("{n} part moved", "{n} parts moved", counts["moved"]),
    }
    parts += [said[kind].format(n=n) for kind, n in counts.items() if n]
    return ", ".join(parts) or _("nothing that differs")

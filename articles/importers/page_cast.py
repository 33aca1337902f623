"""Who on a page is known here already, and who is new? Nobody is made twice."""

from collections.abc import Collection, Iterable

from django.db.models import Field, Model

from articles.actions.add_expert import add_expert
from articles.actions.people import remember_name
from articles.models import Author, Expert, ExpertName, Tag
from articles.rules.names import folded, slug_of
from articles.rules.page import Person, Proposal


def make_experts(
    people: Iterable[Person], *, may_add: bool = True, surely_new: Collection[str] = ()
) -> dict[str, int]:
    """Return the expert of each person by key: the known one, or one of that name, or a new one.

    Who is `surely_new` (by key) is not looked for by name. Without `may_add` nobody is made and
    no name learned: those who are not here already are not in the answer.
    """
    ids: dict[str, int] = {}
    for person in people:
        called = None if person.key in surely_new else _expert_called(person)
        found = person.known or called
        if not (found or may_add):
            continue
        ids[person.key] = found or _new_expert(person)
        for name in filter(_tells_who, person.aliases if may_add else ()):
            if folded(name) != folded(person.name):
                remember_name(ids[person.key], _cut(ExpertName, "name", name))
    return ids


def make_authors(proposal: Proposal, *, may_add: bool = True) -> list[int]:
    """Return the authors that the byline names, in order, each once."""
    parts = [part for piece in proposal.byline for part in piece.parts if part.name == "name"]
    return _rows(Author, [part.text for part in parts], may_add=may_add)


def make_tags(proposal: Proposal, *, may_add: bool = True) -> list[int]:
    """Return the tags that the page proposes."""
    return _rows(Tag, [piece.name for piece in proposal.tags], may_add=may_add)


def _rows(model: type[Model], names: Iterable[str], *, may_add: bool) -> list[int]:
    found = (_named(model, name, may_add=may_add) for name in names)
    return list(dict.fromkeys(number for number in found if number is not None))


def _expert_called(person: Person) -> int | None:
    """Return the one expert of this kind who has exactly the name; None if there are several."""
    wanted = folded(person.name)
    rows = Expert.objects.filter(merged_into=None, kind=person.kind)
    found = {pk for pk, name in rows.values_list("pk", "name") if folded(name) == wanted}
    found |= set(rows.filter(other_names__folded=wanted).values_list("pk", flat=True))
    return found.pop() if len(found) == 1 else None


def _new_expert(person: Person) -> int:
    expert = add_expert(
        name=_cut(Expert, "name", person.name),
        role=_cut(Expert, "role", person.role),
        organisation=_cut(Expert, "organisation", person.organisation),
        kind=person.kind,
    )
    return expert.pk


def _cut(model: type[Model], name: str, text: str) -> str:
    """Return the text, cut to what the column takes."""
    column = model._meta.get_field(name)
    most = column.max_length if isinstance(column, Field) else None
    return text[:most].rstrip() if most else text


def _tells_who(name: str) -> bool:
    """Return whether the name leads to one person on other pages too: not "the expert"."""
    return " " in name and not name[0].islower()


def _named(model: type[Model], name: str, *, may_add: bool) -> int | None:
    """Return the row of that name, made if there is none and the editor may."""
    name = _cut(model, "name", name)
    manager = model._default_manager
    wanted = folded(name)
    for pk, known in manager.order_by("pk").values_list("pk", "name"):
        if folded(known) == wanted:
            return int(pk)
    if not may_add:
        return None
    slug = wanted_slug = slug_of(name, fallback="name")[:74].rstrip("-")
    number = 1
    while manager.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted_slug}-{number}"
    return int(manager.create(slug=slug, name=name).pk)

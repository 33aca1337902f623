"""What is a form filled with when an editor takes a pasted page, and who is made for it?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.importers.page_address import free_slug
from articles.importers.page_cast import make_authors, make_experts, make_tags
from articles.importers.page_copy import Named, copy_of
from articles.models import Author, Expert, Tag
from articles.queries.desk import expert_labels
from articles.rules.copy import ArticleCopy
from articles.rules.page import Person, Proposal
from cms.kernel.errors import Invalid, at_field

MATCH = "match:"  # with what the id of such a guess begins


@dataclass(frozen=True, slots=True)
class Choice:
    """Who a person of the page is: a known expert, or somebody new with these facts."""

    expert: int | None = None
    name: str = ""
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """Whom and what the editor may make."""

    experts: bool = False
    authors: bool = False
    tags: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What the form is filled with; names by number, and what has to be said about it."""

    copy: ArticleCopy
    speakers: Mapping[int, str]
    authors: Mapping[int, str]
    tags: Mapping[int, str]
    told: tuple[str, ...] = field(default=())


@transaction.atomic
def take_page(
    proposal: Proposal,
    choices: Mapping[str, Choice],
    rights: Rights,
    *,
    language: str,
    story: int | None = None,
) -> Taken:
    """Make the experts, authors and tags that the page needs, as far as the editor may.

    Raises Invalid (400) for a chosen expert who does not exist, and a new one without a name.
    """
    _demand_known(choices)
    people = [_chosen(person, choices.get(person.key)) for person in proposal.people]
    new = {key for key, choice in choices.items() if not choice.expert} | _not_meant(proposal)
    experts = make_experts(people, may_add=rights.experts, surely_new=new)
    authors = make_authors(proposal, may_add=rights.authors)
    tags = make_tags(proposal, may_add=rights.tags)
    unmade = {person.key: person.name for person in people if person.key not in experts}
    copy = copy_of(proposal, Named(experts, authors, tags, names=unmade))
    slug = free_slug(copy.headline, language, but_for=story) if copy.headline else ""
    copy = replace(copy, language=language, slug=slug)
    author_names = _names(Author, authors)
    tag_names = _names(Tag, tags)
    return Taken(
        copy,
        expert_labels(copy.sections),
        author_names,
        tag_names,
        tuple(_told(proposal, unmade, author_names, tag_names)),
    )


def _demand_known(choices: Mapping[str, Choice]) -> None:
    wanted = {choice.expert for choice in choices.values() if choice.expert}
    rows = Expert.objects.filter(pk__in=wanted, merged_into=None)
    there = set(rows.values_list("pk", flat=True))
    errors = [
        at_field(f"/people/{key}/expert", "unknown", _("There is no such expert."))
        for key, choice in choices.items()
        if choice.expert and choice.expert not in there
    ]
    if errors:
        raise Invalid(errors)


def _not_meant(proposal: Proposal) -> set[str]:
    """Return who is not the expert of that name: the editor refused to take them for the same."""
    refused = [note.id for note in proposal.notes if note.refused]
    return {one.removeprefix(MATCH) for one in refused if one.startswith(MATCH)}


def _chosen(person: Person, choice: Choice | None) -> Person:
    if choice is None:
        return person
    if choice.expert:
        return replace(person, known=choice.expert)
    return replace(
        person,
        known=None,
        name=choice.name or person.name,
        role=choice.role,
        organisation=choice.organisation,
    )


def _names(model: type[Author] | type[Tag], numbers: list[int]) -> dict[int, str]:
    """Return the names of rows by number, in the order asked for."""
    rows = dict(model._default_manager.filter(pk__in=numbers).values_list("pk", "name"))
    return {number: rows[number] for number in numbers}


def _told(
    proposal: Proposal,
    unmade: Mapping[str, str],
    authors: Mapping[int, str],
    tags: Mapping[int, str],
) -> Iterator[str]:
    """Say what the editor may not make, and where its words are."""
    if unmade:
        said = _("You may not add experts; these names stand beside their quotes: {names}.")
        yield str(said).format(names=", ".join(unmade.values()))
    bylines = [p.text for piece in proposal.byline for p in piece.parts if p.name == "name"]
    if len(authors) < len(set(bylines)):
        said = _("You may not add authors; the page names: {names}.")
        yield str(said).format(names=", ".join(bylines))
    if len(tags) < len({tag.name for tag in proposal.tags}):
        said = _("You may not add tags; the page names: {names}.")
        yield str(said).format(names=", ".join(tag.name for tag in proposal.tags))

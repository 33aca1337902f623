"""Who and what do the stories of a large newsroom refer to?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from django.db.models import Model

from articles.models import Author, Category, Expert, Tag
from articles.models.people import ExpertKind
from cms.seeding.manuscripts import manuscripts
from cms.seeding.prose import WORDS
from cms.seeding.references import take_in_photo

PHOTOS = 6
EXPERTS, AUTHORS, ORGANISATION_EVERY = 500, 50, 10


@dataclass(frozen=True, slots=True)
class Cast:
    """The ids of everything; experts with their names, photos with their alternative text."""

    categories: Sequence[int]
    tags: Sequence[int]
    authors: Sequence[int]
    experts: Sequence[tuple[int, str]]
    photos: Sequence[tuple[int, str]]


def make_cast() -> Cast:
    """Make what is not there yet: 20 categories, 200 tags, 50 authors, 500 experts, 6 photos."""
    names = [
        f"{first} {last}" for last, first in product(WORDS["last_names"], WORDS["first_names"])
    ]
    experts = [_expert(number, name) for number, name in enumerate(names[:EXPERTS])]
    expert_ids = _made(experts)
    said = manuscripts().newsroom["photos"][:PHOTOS]
    return Cast(
        categories=_made(
            [
                Category(slug=_slug(name), name=name, position=n)
                for n, name in enumerate(WORDS["categories"])
            ]
        ),
        tags=_made(
            [
                Tag(slug=_slug(f"{thread} {what}"), name=f"{thread} {what}")
                for what, thread in product(WORDS["of_what"], WORDS["threads"])
            ]
        ),
        authors=_made([Author(slug=_slug(name), name=name) for name in names[-AUTHORS:]]),
        experts=[(pk, row.name) for pk, row in zip(expert_ids, experts, strict=True)],
        photos=[(take_in_photo(photo, by=None), photo["alt"]) for photo in said],
    )


def _expert(number: int, name: str) -> Expert:
    kind, role = ExpertKind.PERSON, _nth(WORDS["roles"], number)
    if number % ORGANISATION_EVERY == 0:
        founded = number // ORGANISATION_EVERY + 1
        name = f"{name.split()[1]} {_nth(WORDS['institutes'], founded)} {founded}"
        kind, role = ExpertKind.ORGANISATION, ""
    return Expert(slug=_slug(name), name=name, role=role, kind=kind)


def _nth(words: Sequence[str], number: int) -> str:
    return words[number % len(words)]


def _made(rows: Sequence[Category | Tag | Author | Expert]) -> list[int]:
    """Insert the rows whose slug is not there yet; return the ids in order."""
    model: type[Model] = type(rows[0])
    manager = model._default_manager
    manager.bulk_create(rows, ignore_conflicts=True, batch_size=200)
    slugs = [row.slug for row in rows]
    ids = dict(manager.filter(slug__in=slugs).values_list("slug", "pk"))
    return [ids[slug] for slug in slugs]


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")

"""What do the demo's stories refer to? People, headings and photos, as rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model

from articles.actions.people import remember_name
from articles.models import Author, Category, Expert, Tag
from cms.seeding.manuscripts import Written, photo_file
from media.actions.take_in import take_in

PEOPLE_AND_HEADINGS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "categories": (Category, ("name", "description")),
    "tags": (Tag, ("name",)),
    "authors": (Author, ("name", "bio")),
    "experts": (Expert, ("name", "role", "organisation", "kind", "bio")),
}


@dataclass(frozen=True, slots=True)
class References:
    """The ids of what stories name: by slug, photos by the stem of their file."""

    categories: Mapping[str, int]
    tags: Mapping[str, int]
    authors: Mapping[str, int]
    experts: Mapping[str, int]
    photos: Mapping[str, int]


def make_references(newsroom: Written, photos: Mapping[str, int]) -> References:
    """Make what is not there yet, and return the ids of all of it."""
    ids = {
        name: {said["slug"]: _row(model, said, facts).pk for said in newsroom[name]}
        for name, (model, facts) in PEOPLE_AND_HEADINGS.items()
    }
    for position, category in enumerate(newsroom["categories"]):
        Category.objects.filter(slug=category["slug"]).update(position=position)
    for expert in newsroom["experts"]:
        for name in expert.get("aliases", ()):
            remember_name(ids["experts"][expert["slug"]], name)
    return References(photos=photos, **ids)


def _row(model: type[Model], said: Written, facts: Iterable[str]) -> Any:
    defaults = {fact: said[fact] for fact in facts if fact in said}
    row, _made = model._default_manager.get_or_create(slug=said["slug"], defaults=defaults)
    return row


def take_in_photo(said: Written, *, by: AbstractBaseUser | None) -> int:
    """Take one of the demo's photos into the archive and return its number."""
    file = photo_file(said["file"])
    photo = take_in(
        data=file.read_bytes(),
        name=file.name,
        by=by,
        caption=said["caption"],
        credit=said["credit"],
        alt=said["alt"],
        focal=(said["focal"][0], said["focal"][1]),
    )
    return photo.pk

"""What would become of each chosen story, and what stands in its way?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.actions.lacking import said
from articles.admin import words
from articles.models import Address, Article
from articles.queries.desk import stands, with_standing
from articles.queries.working_copy import load
from articles.rules.lacks import lacks
from articles.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Planned:
    """A story, its state as (code, word), what would be done, or why it cannot be."""

    story: Any
    state: tuple[str, str]
    says: str
    reasons: tuple[str, ...] = ()


def chosen(numbers: Sequence[int], now: datetime) -> list[Any]:
    """Return the stories that are still there, in the order of their choice."""
    rows = with_standing(Article.objects.filter(pk__in=numbers), now)
    found = {row.pk: row for row in rows.select_related("category")}
    return [found[number] for number in dict.fromkeys(numbers) if number in found]


def publishing(stories: Iterable[Any], now: datetime) -> list[Planned]:
    """Say of each story what publishing it now would do."""
    rows = list(stories)
    taken = _taken(rows)
    return [_published(story, stands(story, now), story.pk in taken) for story in rows]


def _published(story: Any, standing: Standing, taken: bool) -> Planned:  # noqa: FBT001 - a fact
    state = words.badge(standing)
    if standing.code == "live" and not standing.unseen:
        return Planned(story, state, "", (str(_("Readers see its newest text already.")),))
    reasons = [said(lack)["message"] for lack in lacks(load(story))]
    if taken:
        reasons.append(str(_("Its address belongs to another story.")))
    says = {
        "live": _("Readers see the newest text at once."),
        "withdrawn": _("It comes back: readers see it again at once."),
        "expired": _("It comes back: readers see it again at once."),
    }.get(standing.code, _("Readers see it at once."))
    told = f"{says} {words.calls_off(standing)}".strip()
    return Planned(story, state, told, tuple(dict.fromkeys(reasons)))


def _taken(stories: Sequence[Any]) -> set[int]:
    """Return the stories whose address another one has; one query."""
    slugs = {story.slug for story in stories if story.slug}
    rows = Address.objects.filter(slug__in=slugs).values_list("slug", "language", "article")
    owners = {(slug, language): article for slug, language, article in rows}
    return {
        story.pk
        for story in stories
        if owners.get((story.slug, story.language), story.pk) != story.pk
    }


def withdrawing(stories: Iterable[Any], now: datetime) -> list[Planned]:
    """Say of each story what withdrawing it would do."""
    return [_withdrawn(story, stands(story, now), now) for story in stories]


def _withdrawn(story: Any, standing: Standing, now: datetime) -> Planned:
    state, first = words.badge(standing), story.first_published_at
    if first is None or first > now:
        return Planned(story, state, "", (str(_("Readers never saw it.")),))
    if standing.code == "withdrawn" or (story.desk_withdrawn_at and standing.code == "scheduled"):
        return Planned(story, state, "", (str(_("It is withdrawn already.")),))
    says = str(_("Its address tells readers that it was withdrawn."))
    if standing.next_at:
        says = f"{says} {_('What is scheduled for it is called off.')}"
    return Planned(story, state, says)


def tagging(stories: Iterable[Any], now: datetime) -> list[Planned]:
    """Say of each story what new tags would do: readers see them with its next publication."""
    return [_tagged(story, stands(story, now)) for story in stories]


def _tagged(story: Any, standing: Standing) -> Planned:
    says = _("It is saved as one revision.")
    if standing.code == "live":
        says = _("It is saved as one revision; readers see its tags when it is published again.")
    return Planned(story, words.badge(standing), str(says))

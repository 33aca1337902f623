"""How does what stories name leave the house: an expert, an author, a category or a tag?"""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.actions.people import KINDS
from articles.actions.write_copy import StaleCopy
from articles.models import Author, Category, Expert, Tag
from articles.queries.named_in import stories_naming
from cms.kernel.announce import announce
from cms.kernel.errors import DomainError

Named = Expert | Author | Category | Tag
MOST_TOLD = 20  # stories that a refusal names
WAYS_OUT: dict[type[Named], Any] = {
    Expert: _(
        "Merge the expert into another one, or take the quotes out of these stories and publish"
        " them."
    ),
    Author: _("Put another author into these bylines, and publish the stories."),
    Category: _("File these stories elsewhere, and publish them."),
    Tag: _("Take the tag off these stories, and publish them."),
}


class StillNamed(DomainError):
    """Stories name it: facts `story_count`, the numbers of the first (`stories`), `way_out`."""

    code = "still_named"
    message = _("It cannot be deleted. Stories that name it: {story_count}. {way_out}")


class NeededElsewhere(DomainError):
    """Something that is no story rests on it; the fact `what` says what."""

    code = "needed_elsewhere"
    message = _("It cannot be deleted. Change what rests on it first: {what}.")


class MergedAway(DomainError):
    """The expert became another one, the fact `into`, and the former addresses lead there."""

    code = "merged_away"
    message = _("This expert was merged into another one, to whom the former addresses lead.")


@transaction.atomic
def discard_named(model: type[Named], pk: int, *, version: int | None = None) -> None:
    """Delete an expert, author, category or tag that no story names, nor any edition.

    Held first, so that whoever names it meanwhile either comes before, and is counted, or finds it
    gone. An expert takes along those who were merged into him: readers find none of them any more.
    Raises `model.DoesNotExist`, StaleCopy (412, experts only), StillNamed, NeededElsewhere,
    MergedAway (409).
    """
    row: Any = model._default_manager.select_for_update().get(pk=pk)
    if version is not None and version != row.version:
        raise StaleCopy(version=row.version)
    demand_unnamed(row)
    if model is Expert:
        Expert.objects.filter(merged_into=pk).delete()
    try:
        row.delete()
    except ProtectedError as wrong:
        raise NeededElsewhere(what=_told(wrong)) from None
    announce(f"{KINDS[model].name.lower()}.deleted", str(pk))


def demand_unnamed(row: Named) -> None:
    """Raise MergedAway or StillNamed (409) unless nothing before readers or editors names it."""
    if isinstance(row, Expert) and row.merged_into_id:
        raise MergedAway(into=row.merged_into_id)
    stories = stories_naming(row)
    if count := stories.count():
        first = list(stories.order_by("pk").values_list("pk", flat=True)[:MOST_TOLD])
        raise StillNamed(story_count=count, stories=first, way_out=str(WAYS_OUT[type(row)]))


def _told(wrong: ProtectedError) -> str:
    names = {str(row._meta.verbose_name_plural) for row in wrong.protected_objects}
    return capfirst(", ".join(sorted(names)))

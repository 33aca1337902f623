"""How is one photo put in the place of another in everything that is being written?"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.actions.write_copy import Who, write_copy
from articles.models import Article, Figure
from articles.queries.where_used import stories_drafting
from articles.queries.working_copy import load
from articles.rules.swapped import Print, with_other_photo
from cms.kernel.errors import DomainError, Invalid, Missing, at_field
from media.models import Photo

WHY = "photo replaced"


@dataclass(slots=True)
class Swap:
    """What came of it: the stories that changed, and those that could not, with the reason."""

    stories: list[int] = field(default_factory=list)
    refused: list[tuple[int, DomainError]] = field(default_factory=list)


def swap_photo(*, old: int, new: int, by: Who) -> Swap:
    """Show `new` wherever a working copy shows `old`; every story gets a revision of its own.

    Readers go on seeing what was published until a story is published again. Each story is
    written for itself, so that a long archive keeps nobody waiting; what was done stays done, and
    the same again does the rest. Raises Missing for photos that are not there, Invalid when both
    are the same.
    """
    if old == new:
        raise Invalid([at_field("/with", "itself", _("Choose another photo."))])
    was, now = _print(old), _print(new)
    swap = Swap()
    for story in stories_drafting(old):
        try:
            if _swapped(story, was, now, by):
                swap.stories.append(story)
        except DomainError as refusal:
            swap.refused.append((story, refusal))
    return swap


def _print(number: int) -> Print:
    photo = Photo.objects.filter(pk=number).first()
    if photo is None:
        raise Missing
    longest = Figure._meta.get_field("credit").max_length
    return Print(photo.pk, photo.caption, photo.credit[:longest], photo.alt)


@transaction.atomic
def _swapped(story: int, was: Print, now: Print, by: Who) -> bool:
    """Write one story; return whether it still showed the former photo."""
    article: Article = Article.objects.locked(story)
    copy = load(article)
    other = with_other_photo(copy, was, now)
    if other == copy:
        return False
    write_copy(story, other, by=by, version=article.version, why=WHY)
    return True

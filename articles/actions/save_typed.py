"""How does what an editor typed become the working copy, whoever saved the story meanwhile?

A stale version never overwrites: both sets of changes are merged, and where they clash nothing is
written until the editor has chosen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.actions.write_copy import Who, cleaned, write_copy
from articles.models import Article, Revision, RollingRevision
from articles.queries.working_copy import load
from articles.rules.copy import ArticleCopy
from articles.rules.difference import Difference, difference
from articles.rules.document import read
from articles.rules.flow_tidy import without_blank_lines
from articles.rules.merge import Clash, Merged, merge, settled, unsettled
from cms.kernel.errors import DomainError


class Clashing(DomainError):
    """Two editors changed the same places; nothing was written.

    `clashes` are those that the present version makes, `chosen` the choices that still hold.
    """

    code = "clashing"
    message = _("Somebody changed the same places meanwhile; it is now version {version}.")

    def __init__(
        self, article: Article, clashes: tuple[Clash, ...], chosen: dict[str, str]
    ) -> None:
        self.article_id, self.version = article.pk, article.version
        self.clashes, self.chosen = clashes, chosen
        super().__init__(version=article.version)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the editor chose for each clash of the version that was shown."""

    shown: int
    by_key: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Saved:
    """The story as it was saved; `merged_with` is the version that it was merged with, if any.

    `came_in` is what others changed meanwhile, `names` are theirs.
    """

    article: Article
    merged_with: int | None = None
    came_in: Difference = field(default_factory=Difference)
    names: tuple[str, ...] = ()


@transaction.atomic
def save_typed(
    article_id: int,
    copy: ArticleCopy,
    *,
    by: AbstractBaseUser | None,
    seen: int,
    choices: Choices | None = None,
) -> Saved:
    """Save what was typed into the version `seen`, and forget the rolling revision of it.

    A save that changes nothing keeps the version. Raises Clashing (409), Invalid (400).
    """
    article: Article = Article.objects.locked(article_id)
    forget_typed(article.pk, by=by)
    present = load(article)
    if seen == article.version:
        if as_compared(copy) != as_compared(present):
            article = write_copy(article.pk, copy, by=by, version=seen)
        return Saved(article)
    return _saved_together(article, present, copy, by=by, seen=seen, choices=choices)


def _saved_together(
    article: Article,
    present: ArticleCopy,
    copy: ArticleCopy,
    *,
    by: Who,
    seen: int,
    choices: Choices | None,
) -> Saved:
    version = article.version
    base = copy_at(article.pk, seen)
    mine, theirs = as_compared(copy), as_compared(present)
    merged = merge(base, mine, theirs)
    chosen = _holding(article.pk, base, mine, merged, choices) if choices else {}
    if unsettled(merged, chosen):
        raise Clashing(article, merged.clashes, chosen)
    result = settled(merged, chosen)
    if result != theirs:
        why = f"merged with version {version}"
        article = write_copy(article.pk, result, by=by, version=version, why=why)
    came_in = difference(base, theirs) if base else Difference()
    return Saved(article, version, came_in, savers(article.pk, seen, version))


def _holding(
    article_id: int, base: ArticleCopy | None, mine: ArticleCopy, merged: Merged, choices: Choices
) -> dict[str, str]:
    """Return the choices for clashes whose other side is still the one that was shown."""
    shown = copy_at(article_id, choices.shown)
    if shown is None:
        return {}
    known = {clash.key: clash.theirs for clash in merge(base, mine, shown).clashes}
    return {
        clash.key: choices.by_key[clash.key]
        for clash in merged.clashes
        if clash.key in choices.by_key and known.get(clash.key, ()) == clash.theirs
    }


def copy_at(article_id: int, number: int) -> ArticleCopy | None:
    """Return the story as it was at a version, ready to be compared; None if nobody kept it."""
    row = Revision.objects.filter(article=article_id, number=number).values_list("tree").first()
    return as_compared(read(row[0])) if row else None


def as_compared(copy: ArticleCopy) -> ArticleCopy:
    """Return the copy without what makes no difference: blank lines, the order of tags."""
    copy = cleaned(copy)
    return replace(
        copy,
        tags=tuple(sorted(copy.tags)),
        sections=without_blank_lines(copy.sections),
        # Notes for readers are written by a correction, never by a save.
        corrections=(),
    )


def savers(article_id: int, after: int, until: int) -> tuple[str, ...]:
    """Return who saved the versions after one and until another, each once."""
    rows = Revision.objects.filter(article=article_id, number__gt=after, number__lte=until)
    named = rows.filter(by__isnull=False).order_by("number").select_related("by").defer("tree")
    return tuple(dict.fromkeys(row.by.get_username() for row in named if row.by))


def forget_typed(article_id: int, *, by: Who) -> None:
    """Take away what an editor typed and did not save."""
    if by is not None:
        RollingRevision.objects.filter(article=article_id, by_id=by.pk).delete()

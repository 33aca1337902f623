"""How are the people and headings that stories refer to put right, everywhere at once?"""

from collections.abc import Iterator
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model, TextField
from django.utils.translation import gettext_lazy as _

from articles.actions.render_editions import render_anew, render_mentioning
from articles.actions.write_copy import StaleCopy
from articles.models import (
    Author,
    Category,
    Edition,
    Expert,
    ExpertName,
    Mention,
    Quote,
    QuoteInPrint,
    Tag,
)
from articles.models.editions import MentionKind
from articles.rules.clean import clean_text
from articles.rules.names import slug_of
from cms.kernel.announce import announce
from cms.kernel.errors import DomainError, Invalid, at_field

Heading = TypeVar("Heading", Tag, Category, Author)
SHORTEST_SLUG = 80  # characters that the slugs of all of them can hold
KINDS: dict[type[Model], MentionKind] = {
    Tag: MentionKind.TAG,
    Category: MentionKind.CATEGORY,
    Author: MentionKind.AUTHOR,
    Expert: MentionKind.EXPERT,
}


class CannotMerge(DomainError):
    """An expert cannot become itself, or one that is merged away already."""

    code = "cannot_merge"
    message = _("These two cannot be merged.")


@transaction.atomic
def enter(model: type[Heading], *, name: str, slug: str = "", **facts: Any) -> Heading:
    """Make a new tag, category or author; without a slug it gets one from its name.

    Raises Invalid (400).
    """
    row = model(slug=slug or slug_of(name)[:SHORTEST_SLUG].rstrip("-"))
    _fill(row, {"name": name, "slug": row.slug, **facts})
    row.save()
    announce(f"{KINDS[model].name.lower()}.created", str(row.pk))
    return row


@transaction.atomic
def correct(row: Tag | Category | Author, **facts: Any) -> int:
    """Change facts of a tag, category or author; return how many editions were rendered anew.

    Raises Invalid (400).
    """
    _fill(row, facts)
    row.save(update_fields=list(facts))
    kind = KINDS[type(row)]
    announce(f"{kind.name.lower()}.updated", str(row.pk))
    return render_mentioning(kind, row.pk)


@transaction.atomic
def correct_expert(expert_id: int, *, version: int | None = None, **facts: Any) -> int:
    """Change facts of an expert; a former slug keeps working.

    Live editions are rendered anew at once (their number is returned); each quote keeps the name
    as it was printed. Raises StaleCopy (412), Invalid (400) for a slug that is taken and for what
    the row cannot hold.
    """
    facts = _fill(Expert.objects.get(pk=expert_id), facts)
    before = Expert.objects.select_for_update().get(pk=expert_id)
    if version is not None and version != before.version:
        raise StaleCopy(version=before.version)
    slug = facts.get("slug", before.slug)
    if slug != before.slug:
        _demand_free(slug, expert_id)
        ExpertName.objects.filter(expert=before, slug=slug).delete()
        ExpertName.objects.create(expert=before, slug=before.slug)
    if facts.get("name", before.name) != before.name:
        remember_name(expert_id, before.name)
    Expert.objects.filter(pk=expert_id).update(**facts, version=F("version") + 1)
    announce("expert.updated", str(expert_id))
    return render_mentioning(MentionKind.EXPERT, expert_id)


def _fill(row: Model, facts: dict[str, Any]) -> dict[str, Any]:
    """Put clean facts into the row, which is not saved, and return them."""
    texts = {f.name for f in row._meta.fields if isinstance(f, TextField)}
    tidy = {
        name: _tidy(value, lines=name in texts) if isinstance(value, str) else value
        for name, value in facts.items()
    }
    for name, value in tidy.items():
        setattr(row, name, value)
    others = {field.name for field in row._meta.fields} - set(facts)
    try:
        row.full_clean(exclude=others, validate_constraints=False)
    except ValidationError as wrong:
        raise Invalid(list(_errors(wrong))) from None
    return tidy


def _tidy(text: str, *, lines: bool) -> str:
    return clean_text(text) if lines else " ".join(clean_text(text).split())


def _errors(wrong: ValidationError) -> Iterator[dict[str, str]]:
    for name, refusals in wrong.error_dict.items():
        for refusal in refusals:
            code = "slug_taken" if refusal.code == "unique" else refusal.code or "invalid"
            yield at_field(f"/{name}", code, refusal.messages[0])


def _demand_free(slug: str, expert_id: int) -> None:
    others = ExpertName.objects.filter(slug=slug).exclude(expert=expert_id)
    if others.exists() or Expert.objects.filter(slug=slug).exclude(pk=expert_id).exists():
        raise Invalid([at_field("/slug", "slug_taken", _("Somebody else has this address."))])


def remember_name(expert_id: int, name: str) -> None:
    """Keep another spelling by which the expert is found; known ones stay once."""
    row = ExpertName(expert_id=expert_id, name=name)
    known = ExpertName.objects.filter(expert=expert_id, name=name)
    if name and not known.exists():
        row.save()


@transaction.atomic
def merge_experts(*, keep: int, away: int) -> Expert:
    """Make two experts one: quotes move to `keep`; the slugs of `away` go on working.

    Raises CannotMerge (409).
    """
    rows = Expert.objects.select_for_update().in_bulk([keep, away])
    if keep == away or len(rows) < 2 or any(r.merged_into_id for r in rows.values()):  # noqa: PLR2004
        raise CannotMerge
    touched = list(
        Mention.objects.filter(kind=MentionKind.EXPERT, target_id=away).values_list(
            "edition", flat=True
        )
    )
    Quote.objects.filter(expert=away).update(expert=keep)
    QuoteInPrint.objects.filter(expert=away).update(expert=keep)
    _move_mentions(keep, away)
    ExpertName.objects.filter(expert=away).update(expert=keep)
    Expert.objects.filter(merged_into=away).update(merged_into=keep)
    Expert.objects.filter(pk=away).update(merged_into=keep)
    remember_name(keep, rows[away].name)
    render_anew(Edition.objects.filter(pk__in=touched))
    announce("expert.updated", str(keep), merged=away)
    return rows[keep]


def _move_mentions(keep: int, away: int) -> None:
    both = Mention.objects.filter(kind=MentionKind.EXPERT, target_id=keep).values("edition")
    moving = Mention.objects.filter(kind=MentionKind.EXPERT, target_id=away)
    moving.filter(edition__in=both).delete()
    moving.update(target_id=keep)

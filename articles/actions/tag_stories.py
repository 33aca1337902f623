"""How does a story get tags, or lose them, without anything else of it being touched?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.actions.allowed import demand
from articles.actions.write_copy import StaleCopy, Who, write_copy
from articles.models import Article, Tag
from articles.queries.working_copy import load
from articles.rules.names import folded, slug_of
from cms.kernel import clock
from cms.kernel.errors import Invalid, at_field

LONGEST = 80


@transaction.atomic
def tag_story(
    article_id: int,
    *,
    by: Who,
    version: int | None,
    add: Collection[int] = (),
    remove: Collection[int] = (),
) -> bool:
    """Add tags and take tags off; return whether that changed anything.

    One revision says which; a story that has it so already stays as it is. A tag that is both
    added and removed is removed. Raises StaleCopy (412), Invalid (400) for unknown tags,
    NotAllowed (403) for who may not change the story.
    """
    article: Article = Article.objects.locked(article_id)
    if version is not None and version != article.version:
        raise StaleCopy(version=article.version)
    if by is not None:
        demand(by, "change", article, clock.now())
    copy = load(article)
    tags = [pk for pk in dict.fromkeys((*copy.tags, *add)) if pk not in remove]
    if set(tags) == set(copy.tags):
        return False
    why = _why(set(tags) - set(copy.tags), set(copy.tags) - set(tags))
    write_copy(article_id, replace(copy, tags=tuple(tags)), by=by, version=version, why=why)
    return True


def _why(added: set[int], removed: set[int]) -> str:
    names: Mapping[int, Tag] = Tag.objects.in_bulk(added | removed)
    signs = [(sign, pk) for sign, pks in (("+", added), ("-", removed)) for pk in pks]
    return (
        f"tags: {' '.join(sorted(f'{sign}{names[pk].slug}' for sign, pk in signs if pk in names))}"
    )


@transaction.atomic
def tags_called(names: Iterable[str]) -> list[Tag]:
    """Return the tags of these names, making those that do not exist.

    Case and accents make no difference. Raises Invalid (400) for a name that is too long.
    """
    wanted = {folded(name): " ".join(name.split()) for name in names if folded(name)}
    if any(len(name) > LONGEST for name in wanted.values()):
        raise Invalid([at_field("/tags", "too_long", _("This is too long."))])
    there = {folded(tag.name): tag for tag in Tag.objects.order_by("-pk")} if wanted else {}
    return [there.get(key) or _make(name) for key, name in wanted.items()]


def _make(name: str) -> Tag:
    wanted = slug_of(name, fallback="tag")[: LONGEST - 5].rstrip("-")
    taken = set(Tag.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    tag: Tag = Tag.objects.create(slug=slug, name=name)
    return tag

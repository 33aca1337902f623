"""How does a story come into the search index, and how is it kept true there?"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Author, Category, Edition, Expert, Mention, Tag
from articles.models.editions import MentionKind, SearchText
from articles.models.search import SearchSlip
from articles.models.search_index import write
from articles.rules import document
from articles.rules.copy import ArticleCopy
from articles.rules.search_slip import filed_language, number_of, slip_of
from articles.rules.search_terms import FORM
from cms.kernel.chores import soon

ROWS = 500  # in one statement
AT_ONCE = 100  # editions in one transaction: others write in between
INDEXING, MOST_AT_A_TIME = "what searches look in", 1_000
MARKS = {
    MentionKind.CATEGORY: ("c", Category),
    MentionKind.TAG: ("t", Tag),
    MentionKind.AUTHOR: ("a", Author),
    MentionKind.EXPERT: ("e", Expert),
}
Mentions = Mapping[int, Sequence[tuple[int, int]]]


@transaction.atomic
def index_search(editions: Sequence[tuple[Edition, ArticleCopy]]) -> None:
    """Write or rewrite what is searched of editions, whose mentions stand.

    The number of queries grows with the number of rows by the batch only.
    """
    ids = [edition.pk for edition, _copy in editions]
    SearchSlip.objects.filter(edition__in=ids).delete()
    SearchText.objects.filter(edition__in=ids).delete()
    mentions = _mentions(ids)
    names = _names(mentions)
    numbers = _numbers([edition for edition, _copy in editions])
    rows, texts, terms = [], [], []
    for edition, copy in editions:
        mine = mentions[edition.pk]
        slip = slip_of(copy, [name for one in mine if (name := names.get(one))])
        filed = " ".join([filed_language(edition.language), *(_mark(*one) for one in mine)])
        number = numbers[edition.pk]
        rows.append(_row(edition, number, filed, slip.telling))
        texts.append(SearchText(edition=edition, text=slip.text, **slip.where._asdict()))
        terms.append((number, filed, slip))
    SearchSlip.objects.bulk_create(rows, batch_size=ROWS)
    SearchText.objects.bulk_create(texts, batch_size=ROWS)
    write(terms)


def _row(edition: Edition, number: int, filed: str, telling: str) -> SearchSlip:
    return SearchSlip(
        number=number,
        edition=edition,
        live_from=edition.live_from,
        live_until=edition.live_until,
        form=FORM,
        filed=filed,
        telling=telling,
    )


def _mentions(edition_ids: Iterable[int]) -> Mentions:
    """Return what is searched for of what editions refer to, in order; one query."""
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = Mention.objects.filter(edition__in=list(edition_ids), kind__in=list(MARKS))
    for pk, *one in rows.order_by("position").values_list("edition_id", "kind", "target_id"):
        found[pk].append((one[0], one[1]))
    return found


def _names(mentions: Mentions) -> dict[tuple[int, int], str]:
    """Return the names of today by kind and number; one query for each kind."""
    wanted = {one for mine in mentions.values() for one in mine}
    models: list[tuple[MentionKind, type[Any]]] = [(kind, of) for kind, (_m, of) in MARKS.items()]
    return {
        (kind, pk): name
        for kind, model in models
        for pk, name in model.objects.filter(
            pk__in=[pk for of, pk in wanted if of == kind]
        ).values_list("pk", "name")
    }


def _mark(kind: int, target_id: int) -> str:
    return f"{MARKS[MentionKind(kind)][0]}{target_id}"


def _numbers(editions: Sequence[Edition]) -> dict[int, int]:
    """Return a number for each edition's slip that no other has; one query, mostly."""
    numbers = {edition.pk: number_of(edition.published_at, edition.pk) for edition in editions}
    taken = _taken(numbers.values())
    found: dict[int, int] = {}
    for pk, number in numbers.items():
        free = number
        while free in taken:
            free += 1
            taken |= _taken([free])
        taken.add(free)
        found[pk] = free
    return found


def _taken(numbers: Iterable[int]) -> set[int]:
    rows = SearchSlip.objects.filter(number__in=list(numbers))
    return set(rows.values_list("number", flat=True))


def index_anew(
    *,
    missing: bool = False,
    most: int | None = None,
    told: Callable[[int, int], object] = lambda _done, _of: None,
) -> int:
    """Index editions anew, all or those that are missing or of an older form; return how many.

    A hundred at a time, each hundred in a transaction of its own; `told` hears how many of how
    many are done. Searches go on meanwhile, and what is broken off is simply begun again.
    """
    ids = list(_to_index(missing=missing).order_by("pk").values_list("pk", flat=True)[:most])
    for start in range(0, len(ids), AT_ONCE):
        _index_batch(ids[start : start + AT_ONCE])
        told(min(start + AT_ONCE, len(ids)), len(ids))
    return len(ids)


def _to_index(*, missing: bool) -> QuerySet[Edition]:
    up_to_date = SearchSlip.objects.filter(edition=OuterRef("pk"), form=FORM)
    return Edition.objects.filter(~Exists(up_to_date)) if missing else Edition.objects.all()


@transaction.atomic
def _index_batch(ids: Sequence[int]) -> None:
    """Index editions that are still there, and hold them: nobody takes them away meanwhile."""
    held = Edition.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    editions = list(held.defer("card", "detail", "keys"))
    index_search([(edition, document.read(json.loads(edition.content))) for edition in editions])


def index_missing() -> None:
    """Index some of what is missing, after an upgrade or a copy of the database: the chore."""
    if index_anew(missing=True, most=MOST_AT_A_TIME) == MOST_AT_A_TIME:
        soon(INDEXING)

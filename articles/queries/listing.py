"""What does a list say beside its stories, and which of them does a search mean?"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from articles.models import Article, Author, Byline, Expert, ExpertName, Quote, Revision
from articles.rules.names import folded

MOST_WORDS = 8  # of a search; what follows them narrows nothing any more


def bylines_of(stories: Sequence[Article]) -> dict[int, list[str]]:
    """Return the names under which stories stand, in order; one query."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    rows = Byline.objects.filter(article__in=stories).order_by("position", "pk")
    for pk, name in rows.values_list("article", "author__name"):
        names[pk].append(name)
    return names


def last_hands(stories: Sequence[Article]) -> dict[int, str]:
    """Return who saved each story last, by name; one query."""
    rows = Revision.objects.filter(
        article__in=stories, number=F("article__version"), by__isnull=False
    )
    return {row.article_id: _name(row.by) for row in rows.select_related("by").defer("tree")}


def _name(user: Any) -> str:
    return str(user.get_full_name() or user.get_username())


def saying(stories: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Return the stories that hold all the words, each once.

    A word is looked for in the headline, the standfirst, the address, the byline's names and the
    names of who is quoted.
    """
    for word in words.split()[:MOST_WORDS]:
        authors = Byline.objects.filter(author__in=_authors(word)).values("article")
        quoting = Quote.objects.filter(expert__in=_experts(word)).values("section__article")
        told = _in(word, "headline", "standfirst", "slug")
        stories = stories.filter(told | Q(pk__in=authors) | Q(pk__in=quoting))
    return stories


def _authors(word: str) -> QuerySet[Any]:
    return Author.objects.filter(_in(word, "name")).values("pk")


def _experts(word: str) -> QuerySet[Any]:
    """Return the experts one of whose names holds the word; who was merged counts as the other."""
    other = ExpertName.objects.filter(folded__contains=folded(word) or word).values("expert")
    return Expert.objects.filter(_in(word, "name") | Q(pk__in=other)).values("pk")


def _in(word: str, *columns: str) -> Q:
    """Match a word, capital or not: SQLite knows the capitals of ASCII only."""
    said = Q()
    for spelling in {word, word.casefold(), word.capitalize()}:
        for column in columns:
            said |= Q(**{f"{column}__icontains": spelling})
    return said

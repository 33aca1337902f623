"""How many words do the stories of a list have?

A version never changes, so its words are counted once and kept in the cache.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.core.cache import cache

from articles.models import Article, Figure, Passage, Quote, Section
from articles.rules.clean import as_plain
from articles.rules.words import words_in

KEPT = 7 * 86_400  # seconds


def word_counts(stories: Iterable[Article]) -> dict[int, int]:
    """Return the words of the bodies by story; four queries, none for what is known already."""
    keys = {f"articles.words.{story.pk}.{story.version}": story.pk for story in stories}
    known = cache.get_many(keys)
    fresh = _counted({pk for key, pk in keys.items() if key not in known})
    cache.set_many({key: fresh[pk] for key, pk in keys.items() if pk in fresh}, KEPT)
    return {keys[key]: count for key, count in known.items()} | fresh


def _counted(article_ids: set[int]) -> dict[int, int]:
    """Count what rules.words counts, of many stories at once."""
    if not article_ids:
        return {}
    counts: defaultdict[int, int] = defaultdict(int)
    for pk, text in _texts(article_ids):
        counts[pk] += words_in(text)
    return {pk: counts[pk] for pk in article_ids}


def _texts(article_ids: set[int]) -> Iterable[tuple[int, str]]:
    """Return each text a reader reads below the standfirst, with its story."""
    inside = {"section__article__in": article_ids}
    yield from Section.objects.filter(article__in=article_ids).values_list("article", "heading")
    for pk, html in Passage.objects.filter(**inside).values_list("section__article", "html"):
        yield pk, as_plain(html)
    rows = Quote.objects.filter(**inside).values_list("section__article", "text", "attribution")
    for pk, text, attribution in rows:
        yield pk, f"{text} {attribution}"
    yield from Figure.objects.filter(**inside).values_list("section__article", "caption")

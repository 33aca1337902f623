"""Which editions of a list hold all the words of a search? For lists that keep their own order."""

from django.db.models.expressions import RawSQL

from articles.queries.search import languages
from articles.queries.search_match import engine, match
from articles.rules.search_query import MOST_WORDS, Sought, sought


def editions_saying(text: str) -> RawSQL | None:
    """Return the numbers of editions that hold all the words, each as the beginning of one.

    To be compared with `pk__in`: the database looks them up in the index of searches. None where
    there is no word in the text. One statement, for the languages that there are.
    """
    words = sought(text, beginnings=True)
    wanted = Sought(words.wanted[:MOST_WORDS], words.unwanted[:MOST_WORDS])
    terms = wanted.in_languages(languages())
    if not wanted.wanted or not terms:
        return None
    by = engine()
    found = by.found.format(by.param)
    return RawSQL(f"SELECT s.edition_id FROM {found}", [match(terms, named=False)])  # noqa: S611, S608

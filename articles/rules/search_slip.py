"""What does the search index hold of a story?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from articles.rules.clean import as_plain
from articles.rules.copy import ArticleCopy, Figure, Passage, Quote
from articles.rules.search_score import BELOW, telling
from articles.rules.search_terms import Placed, base_of, folded_word, placed, spellings, terms
from articles.rules.words import body_texts

MOST_TERMS = 16_000  # of one story; PostgreSQL counts no further
_SINCE = datetime(1970, 1, 1, tzinfo=UTC)
_OTHER = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class Slip:
    """The terms of a story, by where they stand; `spelt` are words that their term does not begin.

    `text` is what extracts are cut from, `where` its words stand, `telling` what it is scored by.
    """

    headline: Sequence[str]
    rest: Sequence[str]
    spelt: Sequence[str]
    text: str
    where: Placed
    telling: str


def slip_of(copy: ArticleCopy, names: Iterable[str]) -> Slip:
    """Return what is indexed of a published copy; `names` are of people, tags and category."""
    language, blocks = copy.language, copy.blocks()
    quotes = [block for block in blocks if isinstance(block, Quote)]
    captions = [b.caption for b in (copy.lead, *blocks) if isinstance(b, Figure)]
    named = [copy.standfirst, *names, *(quote.printed_name for quote in quotes)]
    aside = [section.heading for section in copy.sections]
    aside += [*captions, *(quote.text for quote in quotes)]
    passages = [as_plain(block.html) for block in blocks if isinstance(block, Passage)]
    parts = [copy.standfirst, *body_texts(copy), copy.lead.caption if copy.lead else ""]
    text = "\n".join(line for part in parts if (line := " ".join(part.split())))
    whole = "\n".join([text, *named[1:]])
    headline, rest = terms(copy.headline, language), terms(whole, language)[:MOST_TERMS]
    return Slip(
        headline=headline,
        rest=rest,
        spelt=_spelt(f"{copy.headline}\n{whole}", {*headline, *rest}),
        text=text,
        where=placed(text, base_of(language)),
        telling=telling(
            headline,
            terms("\n".join(named), language),
            terms("\n".join(aside), language),
            terms("\n".join(passages), language),
        ),
    )


def _spelt(text: str, known: set[str]) -> list[str]:
    """Return the folded words that are not terms themselves: what a beginning may be of."""
    return sorted({said for word in spellings(text) if (said := folded_word(word))} - known)


def number_of(published_at: datetime, edition_id: int) -> int:
    """Return the number of a slip: the later a story was published, the higher.

    So the order of the index is the order of time, and the newest are found first.
    """
    return beginning_of(published_at) + edition_id % (1 << BELOW)


def beginning_of(moment: datetime) -> int:
    """Return the lowest number of a story that was published at the moment."""
    return (moment - _SINCE) // timedelta(milliseconds=1) << BELOW


def filed_language(language: str) -> str:
    """Return the mark of a language, as the index holds it."""
    return f"l{_OTHER.sub('', language.lower())}"

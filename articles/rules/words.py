"""How long is a story, in words and in minutes?"""

import math
import re

from articles.rules.clean import as_plain
from articles.rules.copy import ArticleCopy, Figure, Passage, Quote

# Brysbaert 2019, "How many words do we read per minute?", doi 10.1016/j.jml.2019.104047:
# the mean of silent reading of English non-fiction over 190 studies.
WORDS_PER_MINUTE = 238
_WORD = re.compile(r"[\w’'-]+")


def body_texts(copy: ArticleCopy) -> list[str]:
    """Return the texts a reader reads below the standfirst, in order, as plain text."""
    texts: list[str] = []
    for section in copy.sections:
        texts.append(section.heading)
        for block in section.blocks:
            match block:
                case Passage():
                    texts.append(as_plain(block.html))
                case Quote():
                    texts.append(f"{block.text} {block.attribution}")
                case Figure():
                    texts.append(block.caption)
    return [text for text in texts if text.strip()]


def word_count(copy: ArticleCopy) -> int:
    """Return the number of words of the body."""
    return sum(words_in(text) for text in body_texts(copy))


def words_in(text: str) -> int:
    """Return the number of words of a plain text."""
    return len(_WORD.findall(text))


def reading_minutes(words: int) -> int:
    """Return whole minutes of silent reading, at least one."""
    return max(1, math.ceil(words / WORDS_PER_MINUTE))

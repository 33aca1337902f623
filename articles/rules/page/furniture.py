"""Which lines of a page are no part of the story: buttons, forms, lists of other stories, dates."""

import re
from collections.abc import Sequence

from articles.rules.page.lines import Paragraph
from articles.rules.page.pieces import Furniture, Part, Reason, Told
from articles.rules.page.vocabulary import FURNITURE, FURNITURE_ENDS_STORY, FURNITURE_STARTS
from articles.rules.page.words import word_count, words

_LONGEST = 160
_COUNT = re.compile(r"^\(?\d[\d,.]*\)?\s+|\s*\(?\d[\d,.]*\)?$")
_FOOTER = re.compile(r"^(?:copyright )?(?:©|\(c\)) *(?:19|20)\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b")


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DATE_WORDS = _listed(
    """
    published updated posted modified last on at by date am pm utc gmt cet cest est edt bst msk
    min read minute minutes hours hour days ago today yesterday st nd rd th of
    jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july
    august september october november december mon tue tues wed thu thur thurs fri sat sun
    monday tuesday wednesday thursday friday saturday sunday
    januar februar märz mai juni juli oktober dezember uhr janvier février mars avril juin juillet
    août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto
    septiembre octubre noviembre diciembre de
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    """
)
_DATE_MOST_WORDS = 14
_STORY_WORDS = 12
_STORY_ENDS = (".", "!", "?", "…", "”", '"', "»")


def furniture(paragraph: Paragraph) -> Furniture | None:
    """Return the paragraph as furniture if its words say so."""
    text = paragraph.text.casefold()
    if len(text) > _LONGEST:
        return None
    if ends_story(paragraph) or text.startswith(FURNITURE_STARTS) or _FOOTER.match(text):
        return _piece(paragraph, "page_furniture", "furniture")
    if _bare(text) in FURNITURE:
        return _piece(paragraph, "page_furniture", "furniture_button", sure=False)
    if _is_date(text):
        return _piece(paragraph, "date_line", "furniture_date")
    return None


def ends_story(paragraph: Paragraph) -> bool:
    """Say whether a page usually lists other things than the story behind this line."""
    return (
        len(paragraph.text) <= _LONGEST and _bare(paragraph.text.casefold()) in FURNITURE_ENDS_STORY
    )


def story_ends(paragraphs: Sequence[Paragraph]) -> int:
    """Return the index behind which nothing but furniture comes (the length, if none does)."""
    for index in range(len(paragraphs) - 1, -1, -1):
        if _tells_a_story(paragraphs[index]):
            break
    else:
        return len(paragraphs)
    for after in range(index + 1, len(paragraphs)):
        if ends_story(paragraphs[after]):
            return after
    return len(paragraphs)


def behind_the_story(paragraph: Paragraph) -> Furniture:
    """Return a line that stands in a list behind the story."""
    return _piece(paragraph, "page_furniture", "furniture_behind", sure=False)


def _piece(paragraph: Paragraph, code: str, what: str, *, sure: bool = True) -> Furniture:
    return Furniture(
        id=f"furniture:{paragraph.line}",
        parts=(Part("text", paragraph.text, paragraph.line),),
        printed=(paragraph,),
        reason=Reason(code, Told(what, {"words": _short(paragraph.text)}), sure),
    )


def _short(text: str) -> str:
    most = 60
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _bare(text: str) -> str:
    return _COUNT.sub("", text.strip(" :.!*«»<>|•#→←↓↑-")).strip(" :.!*")


def _is_date(text: str) -> bool:
    if not _YEAR.search(text):
        return False
    listed = words(text)
    return len(listed) <= _DATE_MOST_WORDS and all(
        word in _DATE_WORDS or not word[0].isalpha() for word in listed
    )


def _tells_a_story(paragraph: Paragraph) -> bool:
    return paragraph.text.endswith(_STORY_ENDS) and word_count(paragraph.text) >= _STORY_WORDS

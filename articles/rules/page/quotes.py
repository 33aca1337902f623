"""Which paragraphs, or parts of them, are what somebody said.

A quotation becomes a quote when it is a statement with an attribution beside it, or a paragraph
of its own. Words in quotation marks inside a sentence stay where they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.rules.page.attributions import (
    Attribution,
    attribution_after,
    attribution_before,
    signature,
)
from articles.rules.page.lines import Paragraph
from articles.rules.page.marks import DASHES, OPENING, closing, openings
from articles.rules.page.pieces import Part, Passage, Piece, Quote, Reason, Told, passage
from articles.rules.page.spans import LIST_MARKS, Reading, Span, inside, span_from
from articles.rules.page.words import word_count

_ENDS = frozenset(".!?…")
_POINTS = frozenset(",.!?…;:" + DASHES)
_FEW_WORDS = 4
_BEFORE = 320


def with_quotes(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with the quotes of their running text as pieces of their own."""
    settled: list[Piece] = []
    run: list[Paragraph] = []
    for piece in pieces:
        if isinstance(piece, Passage):
            run.append(piece.printed[0])
        else:
            settled += [*_read(run), piece]
            run = []
    return _signed([*settled, *_read(run)])


def _read(texts: Sequence[Paragraph]) -> list[Piece]:
    reading = Reading(texts)
    while reading.index < len(texts):
        _next_quote(reading)
    return reading.pieces


def _next_quote(reading: Reading) -> None:
    """Settle the text up to the end of the next quote, or the rest of the paragraph."""
    found = _find(reading)
    if found is not None:
        _settle(reading, found)
        return
    _prose(reading, len(reading.text))
    reading.index, reading.at = reading.index + 1, 0


def _find(reading: Reading) -> "_Found | None":
    """Return the next quote that begins in the paragraph; what does not close ends the search."""
    searched = reading.at
    for start in openings(reading.text, reading.at):
        if start < searched:
            continue
        before = _before(reading.text, reading.at, start)
        span = span_from(reading, start) if before.plausible else inside(reading, start)
        found = _judge(reading, span, before) if span and before.plausible else None
        if found is not None or span is None or span.last != reading.index:
            return found
        searched = span.end + 1
    return None


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before an opening mark."""

    opens_paragraph: bool
    opens_sentence: bool
    attribution: Attribution | None

    @property
    def plausible(self) -> bool:
        return self.opens_paragraph or self.opens_sentence or self.attribution is not None


def _before(text: str, settled: int, start: int) -> _Before:
    begin = max(settled, start - _BEFORE)
    before = text[begin:start]
    bare = before.strip(LIST_MARKS)
    opens_paragraph = begin == 0 and not bare
    found = None if not bare else attribution_before(before)
    if found is not None:
        found = Attribution(begin + found.start, start, found.words, found.subject)
    return _Before(opens_paragraph, not bare or bare[-1] in _ENDS, found)


def _judge(reading: Reading, span: Span, before: _Before) -> "_Found | None":
    """Return the quote if the quotation is one: a statement with somebody who says it."""
    text = reading.texts[span.last].text
    said = text[: span.end] if span.last != span.first else text[span.start + 1 : span.end]
    behind = text[span.end + 1 : span.end + 1 + _BEFORE]
    if not word_count(said) or (not said.strip() and span.first == span.last):
        return None
    if before.attribution is not None:
        ends = _complete(said, behind[:1]) or not word_count(behind)
        return _Found(span, before.attribution, None) if ends else None
    after = attribution_after(text, span.end + 1)
    if after is not None and _statement(said, behind):
        return _Found(span, None, after)
    alone = before.opens_paragraph and not behind.strip(" .,;:!?…" + DASHES) and span.sure
    return _Found(span, None, None) if alone else None


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    before: Attribution | None
    after: Attribution | None


def _complete(said: str, behind: str) -> bool:
    return said.rstrip()[-1:] in _ENDS or behind in _ENDS


def _statement(said: str, behind: str) -> bool:
    """A few words without a stop are a name in quotation marks, not a statement."""
    pointed = said.rstrip()[-1:] in _POINTS or behind.lstrip()[:1] in _POINTS
    return pointed or word_count(said[:200]) > _FEW_WORDS


def _settle(reading: Reading, found: _Found) -> None:
    """Write down the text before the quote, then the quote; go on behind it."""
    span = found.span
    begin = found.before.start if found.before else _list_mark(reading, span.start)
    _prose(reading, begin)
    parts, end = _closed(reading, found)
    parts = [*_attributed(found.before, reading.texts[span.first].line), *parts]
    end = _past_points(reading.texts[span.last].text, end)
    reading.pieces.append(_quote(reading, span, slice(begin, end), parts))
    reading.move(span.last, end)


def _closed(reading: Reading, found: _Found) -> tuple[list[Part], int]:
    """Return what is said and who says it behind, and where that ends."""
    span, paragraph = found.span, reading.texts[found.span.last]
    parts = list(_said(reading, span))
    if found.after is None:
        return parts, span.end + 1
    parts += _attributed(found.after, paragraph.line)
    resumed = _resumed(paragraph, found.after.end)
    return (_smooth(parts, resumed[0]), resumed[1]) if resumed else (parts, found.after.end)


def _list_mark(reading: Reading, begin: int) -> int:
    text = reading.text
    return begin if text[reading.at : begin].strip(LIST_MARKS) else reading.at


def _past_points(text: str, end: int) -> int:
    while end < len(text) and text[end] in _POINTS:
        end += 1
    return end


def _attributed(found: Attribution | None, line: int) -> Iterator[Part]:
    if found is not None and found.words:
        yield Part("attribution", found.words, line)


def _said(reading: Reading, span: Span) -> Iterator[Part]:
    for index in range(span.first, span.last + 1):
        paragraph = reading.texts[index]
        sign = reading.texts[span.first].text[span.start]
        text = paragraph.text[: span.end] if index == span.last else paragraph.text
        if index == span.first:
            text = text[span.start + 1 :]
        elif text.lstrip(LIST_MARKS).startswith(sign):
            text = text.lstrip(LIST_MARKS)[1:]
        yield Part("said", text.strip(), paragraph.line)


def _resumed(paragraph: Paragraph, end: int) -> tuple[Part, int] | None:
    """Return the second half of a quotation that its attribution cut in two."""
    text = paragraph.text
    while end < len(text) and text[end].isspace():
        end += 1
    start = end
    if text[start : start + 1] not in OPENING:
        return None
    close = closing(text, start)
    if close is None or not word_count(text[start + 1 : close]):
        return None
    after = attribution_after(text, close + 1)
    if after is not None:
        return None
    said = text[start + 1 : close]
    if not _complete(said, text[close + 1 : close + 2]) and word_count(
        text[close + 1 : close + 1 + _BEFORE]
    ):
        return None
    return Part("said", said.strip(), paragraph.line), close + 1


def _smooth(parts: list[Part], resumed: Part) -> list[Part]:
    """The comma before an attribution stands for the full stop of what was said."""
    first = next(index for index in range(len(parts) - 1, -1, -1) if parts[index].name == "said")
    half = parts[first]
    if half.text.endswith(",") and resumed.text[:1].isupper():
        parts[first] = Part("said", half.text[:-1] + ".", half.line)
    return [*parts, resumed]


def _quote(reading: Reading, span: Span, cut: slice, parts: list[Part]) -> Quote:
    """Make the quote of the paragraphs of a span, of which the last and first are cut."""
    printed = list(reading.texts[span.first : span.last + 1])
    line = printed[0].line
    printed[-1] = Paragraph(printed[-1].line, printed[-1].text[: cut.stop].strip())
    printed[0] = Paragraph(line, printed[0].text[cut.start :].strip())
    return Quote(
        id=f"quote:{line}" + (f".{cut.start}" if cut.start else ""),
        parts=tuple(_without_comma(parts)),
        printed=tuple(printed),
        reason=_reason(span, parts),
    )


def _without_comma(parts: list[Part]) -> list[Part]:
    """The comma before the last attribution is no part of what was said."""
    last = max(index for index, part in enumerate(parts) if part.name == "said")
    said = parts[last]
    parts[last] = Part("said", said.text.removesuffix(","), said.line)
    return parts


def _reason(span: Span, parts: Sequence[Part]) -> Reason:
    if not span.sure:
        return Reason("quote_marks_unpaired", Told("quote_marks_unpaired"), sure=False)
    if not any(part.name == "attribution" for part in parts):
        return Reason("quote_unattributed", Told("quote_unattributed"), sure=False)
    return Reason("quote", Told("quote"), sure=True)


def _prose(reading: Reading, end: int) -> None:
    paragraph = reading.texts[reading.index]
    text = paragraph.text[reading.at : end].strip()
    if word_count(text):
        part = f".{reading.at}" if reading.at else ""
        reading.pieces.append(passage(Paragraph(paragraph.line, text), part=part))


def _signed(pieces: Sequence[Piece]) -> list[Piece]:
    """A line like "- Jane Roe, a baker" behind a quote without a name belongs to the quote."""
    signed: list[Piece] = []
    for piece in pieces:
        last = signed[-1] if signed else None
        if isinstance(last, Quote) and not last.attribution and _is_signature(piece):
            line = piece.printed[0]
            words = line.text.strip(" ." + DASHES)
            signed[-1] = Quote(
                id=last.id,
                parts=(*last.parts, Part("attribution", words, line.line)),
                printed=(*last.printed, line),
                reason=Reason("quote", Told("quote_signed"), sure=True),
            )
        else:
            signed.append(piece)
    return signed


def _is_signature(piece: Piece) -> bool:
    return isinstance(piece, Passage) and signature(piece.text) is not None

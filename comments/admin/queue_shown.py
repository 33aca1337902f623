"""What does a moderator see of a reply in the queue, and how does it become HTML?

One template for each piece, whether the page brings it or a door below it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from articles.queries.addresses import page_url
from comments.actions.found import in_words
from comments.admin.deciding import WORDS, first_words
from comments.admin.queue_asked import address_of
from comments.admin.trying import marked
from comments.models import Comment, ListKind, Reason
from comments.queries.aid import Said, Weighed
from comments.queries.beside import Beside, beside
from comments.queries.block_lists import lists
from comments.queries.records import Record
from comments.queries.scope import Scope
from comments.queries.screening_numbers import duties
from comments.queries.trying import Place
from comments.rules.blocklist import BlockedWords
from comments.rules.states import Move

KEY_OF = dict(zip(Reason.values, "123456789do", strict=True))  # each reason has one key
RISKY, UNSURE = 0.7, 0.4
LEVELS = {
    "high": _("high risk by the rules"),
    "some": _("some risk by the rules"),
    "low": _("low risk by the rules"),
}
# What weighs less is noise: in log odds, as a share of the heaviest, in letters.
LEAST_WEIGHT, LEAST_SHARE, LEAST_LETTERS = 0.1, 0.05, 2


def items(
    rows: Sequence[Comment], request: HttpRequest, at: datetime, scope: Scope
) -> list[dict[str, Any]]:
    """Return each reply as HTML, its line and its card; eight statements for all."""
    return [
        {
            "key": one["comment"].key,
            "version": one["comment"].version,
            "words": one["words"],
            "moves": [move.value for move in one["comment"].moves],
            "line": html("line", one, request),
            "card": html("card", one, request),
        }
        for one in shown(rows, request, at, scope)
    ]


def html(piece: str, one: dict[str, Any], request: HttpRequest) -> str:
    """Return a piece of the page."""
    return render_to_string(f"admin/comments/queue/{piece}.html", one, request)


def shown(
    rows: Sequence[Comment], request: HttpRequest, at: datetime, scope: Scope
) -> Iterator[dict[str, Any]]:
    """Return what the templates need of each reply; `scope` is that of who reads them."""
    around = beside(rows, at, scope)
    found = lists()
    words = [one for one in (found.blocked, found.suspect) if isinstance(one, BlockedWords)]
    same = {"scoped": scope.is_part, "stating": duties().states_reasons}
    for row in rows:
        yield {**_shown(row, around, words, request, at), **same}


def _shown(
    row: Comment, around: Beside, words: list[BlockedWords], request: HttpRequest, at: datetime
) -> dict[str, Any]:
    story = around.stories.get(row.article_id)
    level = "high" if row.risk >= RISKY else "some" if row.risk >= UNSURE else "low"
    return {
        "comment": row,
        "now": at,
        "words": first_words(row),
        "story": story and {**story, "url": _url_of(story)},
        "parts": list(marked(row.text, _caught(row, words))),
        "found": [in_words(finding) for finding in row.held_for],
        "reports": around.reports.get(row.pk, []),
        "record": around.records.get(row.identity, Record()),
        "known": around.commenters.get(row.identity),
        "ban": around.bans.get(row.pk),
        "claim": _claim(row, request, at),
        "risk": round(100 * row.risk),
        "aid": _aid(*around.opinions[row.pk]),
        "level": level,
        "level_words": LEVELS[level],
        "moves": [(move.value, _word(row, move)) for move in row.moves if move is not Move.REJECT],
        "may_reject": Move.REJECT in row.moves,
        "reasons": [(code, words, KEY_OF[code]) for code, words in Reason.choices],
        "may_answer": row.state == "pending",
        "query": address_of(request)[1:],
    }


def _aid(said: Said, why: list[Weighed]) -> dict[str, Any] | None:
    """Return what the aid says, and which parts of the text speak for and against rejecting it."""
    if said.chance is None:
        return None
    parts = [
        (str(_("the category")) if one.said == "category" else one.said, one)
        for one in _telling(why)
    ]
    return {
        "chance": round(100 * said.chance),
        "because": [words for words, one in parts if one.weight > 0],
        "despite": [words for words, one in parts if one.weight < 0],
    }


def _telling(why: list[Weighed]) -> list[Weighed]:
    """Return the parts that say something to a person; the score counts all of them."""
    least = max(LEAST_WEIGHT, LEAST_SHARE * max((abs(one.weight) for one in why), default=0))
    return [
        one
        for one in why
        if abs(one.weight) >= least and sum(map(str.isalnum, one.said)) >= LEAST_LETTERS
    ]


def _word(row: Comment, move: Move) -> Any:
    """Return what the button says: what is published already is kept."""
    keeps = move is Move.APPROVE and row.state == "published"
    return _("Keep") if keeps else WORDS[move]


def _claim(row: Comment, request: HttpRequest, at: datetime) -> dict[str, Any] | None:
    """Return who else is reading it."""
    until = row.claimed_until
    if row.claimed_by is None or until is None or until <= at:
        return None
    return {"by": row.claimed_by, "mine": row.claimed_by_id == request.user.pk, "until": until}


def _url_of(story: dict[str, Any]) -> str:
    return page_url(story["slug"], story["language"])


def _caught(row: Comment, words: list[BlockedWords]) -> list[Place]:
    """Return what is to be marked: what was found when it arrived, and what lists say now."""
    now = [(one.start, one.end) for each in words for one in each.find_all(row.text)]
    then = [
        (finding.get("start", 0), finding.get("end", 0))
        for finding in row.held_for
        if finding.get("where") == "text"
    ]
    return [
        Place(ListKind.BLOCKED, "text", 0, "", start, end)
        for start, end in now + then
        if 0 <= start < end <= len(row.text)
    ]

"""What do the answers that are kept ready say to who wrote a reply?"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from comments.actions.found import HELD_FOR
from comments.models import CannedReply, Comment
from comments.queries.canned import canned_in
from comments.queries.queue import stories
from comments.rules.canned import filled


@dataclass(frozen=True, slots=True)
class CannedAnswer:
    """One that fits: `text` has its places filled."""

    row: CannedReply
    text: str


def canned_answers(comment: Comment, *, at: datetime) -> list[CannedAnswer]:
    """Return the answers for a reply in their order, in the words of its language."""
    rows = canned_in(comment.language)
    if not rows:
        return []
    story = stories([comment.article_id], at).get(comment.article_id)
    with translation.override(comment.language or None):
        facts = {
            "name": comment.author_name,
            "story": str(story["headline"]) if story else "",
            "reason": _why(comment),
        }
    return [CannedAnswer(row, filled(row.text, facts)) for row in rows]


def example(text: str) -> str:
    """Return how a text looks to a commenter who is made up."""
    facts = {"name": "Rhea", "story": _("Dockers strike for a third day"), "reason": _example()}
    return filled(text, facts)


def _why(comment: Comment) -> str:
    """Return what held it, without the entry of a list: readers see this."""
    codes = [str(finding.get("code", "")).partition(":")[0] for finding in comment.held_for]
    return ", ".join(str(HELD_FOR[code]) for code in codes if code in HELD_FOR)


def _example() -> str:
    return str(HELD_FOR["links"])

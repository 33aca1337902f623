"""What does a caller want of each story? `fields`, `omit` and `format_text`.

`fields` names what is kept, `omit` what is then taken away from that. Both go deeper with dots, and
through lists: `sections.blocks.text` is the text of every block that has one.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.api.public.shapes import ARTICLE_NAMES, CARD_NAMES
from articles.api.public.text_forms import with_text_forms
from articles.queries import live
from articles.queries.assembled import parsed
from cms.kernel.answers import dumps
from cms.kernel.params import bad_parameter
from cms.kernel.picking import chosen, drop, keep

PICKING = ("fields", "omit", "format_text")
FORMS = ("html", "markdown", "plain")


class Picking:
    """What is wanted of each story."""

    def __init__(self, query: QueryDict) -> None:
        """Read the query. Raises BadParameter (400): `unknown_format`, `unknown_field`."""
        self.form = query.get("format_text", "")
        if self.form and self.form not in FORMS:
            known = _("Give one of: %(known)s.") % {"known": ", ".join(FORMS)}
            raise bad_parameter("format_text", "unknown_format", known)
        self.fields = (
            chosen("fields", query.get("fields", ""), ARTICLE_NAMES) if "fields" in query else None
        )
        self.omit = chosen("omit", query.get("omit", ""), ARTICLE_NAMES) if "omit" in query else {}

    @property
    def whole(self) -> bool:
        """Whether a list item needs more than the stored card."""
        wanted = set(self.fields or ())
        return bool(wanted - set(CARD_NAMES))

    @property
    def any(self) -> bool:
        """Whether anything but the stored form is wanted."""
        return bool(self.fields is not None or self.omit or self.form in {"markdown", "plain"})

    def of(self, article: dict[str, Any]) -> dict[str, Any]:
        """Return what is wanted of one story."""
        if self.form in {"markdown", "plain"}:
            article = with_text_forms(article, self.form)
        if self.fields is not None:
            article = keep(article, self.fields)
        return drop(article, self.omit) if self.omit else article


def items(editions: Sequence[int], picks: Picking, at: datetime) -> list[bytes]:
    """Return the list items of live editions, in their order: as stored, or what is wanted."""
    return list(items_by_edition(editions, picks, at).values())


def items_by_edition(editions: Sequence[int], picks: Picking, at: datetime) -> dict[int, bytes]:
    """Return the list items of those editions that are still there, by edition, in their order."""
    if picks.whole:
        stories = live.stories(editions, at)
        return {story.edition_id: dumps(picks.of(parsed(story))) for story in stories}
    cards = live.cards_of(editions)
    return dict(zip(cards, picked(cards.values(), picks), strict=True))


def picked(cards: Iterable[bytes], picks: Picking) -> list[bytes]:
    """Return what is wanted of stored cards."""
    return [dumps(picks.of(json.loads(card))) for card in cards] if picks.any else list(cards)

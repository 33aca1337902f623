"""The door to what changed: what a static site, a search index or a copy elsewhere must follow.

Without `since` it begins with every story that readers see or saw; each answer's `cursor` is what
to ask with next. A story comes once for all that happened to it, in its present state.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.api.public.base import listed
from articles.api.public.change_shapes import ChangesShape
from articles.api.public.kept import KeptRead
from articles.api.public.openapi import read_schema
from articles.api.public.picked import PICKING, Picking, items_by_edition
from articles.queries.addresses import page_url
from articles.queries.changes import Position, Standing, beginning, standings, told_since
from articles.queries.shown import keys_shown
from cms.kernel import clock
from cms.kernel.answers import Answer, dumps
from cms.kernel.asked import origin_of
from cms.kernel.clock import EPOCH, rfc3339
from cms.kernel.params import bad_parameter, whole_number

MICROSECOND = timedelta(microseconds=1)
_signer = signing.Signer(salt="changes", sep="~")


class Changes(KeptRead):
    """What changed on the public side since a cursor, what is gone included."""

    operation = "changes_list"
    params = ("since", "limit", *PICKING)

    @extend_schema(**read_schema(ChangesShape, params, gone=False))
    def get(self, request: Request, **kwargs: Any) -> Any:
        """List stories that changed since a cursor; without one, all that readers ever saw."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **_kwargs: Any) -> Answer:
        """Return the stories that changed, each in its present state."""
        at, query = clock.now(), request.query_params
        limit, picks = whole_number(query, "limit", 100, least=1, most=500), Picking(query)
        said = query.get("since", "")
        position = read_cursor(said) if said else beginning(at)
        ids, behind, more = told_since(position, at, limit)
        cursor = said if said and behind == position else write_cursor(behind)
        told, cards = _told(ids, picks, at)
        again = urlencode({**query.dict(), "since": cursor})
        following = f"{origin_of(request)}{request.path}?{again}" if more else None
        head = {"cursor": cursor, "next": following}
        listing = b",".join(
            dumps(_facts(one))[:-1] + b',"article":' + cards.get(one.edition or 0, b"null") + b"}"
            for one in told
        )
        body = dumps(head)[:-1] + b',"results":[' + listing + b"]}"
        live = list(cards) if picks.whole else []
        return listed(body, ["changes", *keys_shown(live, whole=True)], at)


def write_cursor(position: Position) -> str:
    """Return the position as a caller keeps it: signed, of characters that need no quoting."""
    moment = (position.moment - EPOCH) // MICROSECOND
    return _signer.sign(f"{position.number}.{moment}.{position.edition}")


def read_cursor(said: str) -> Position:
    """Return the position that a caller kept. Raises BadParameter (400): `bad_cursor`."""
    try:
        plain = _signer.unsign(said)
        number, moment, edition = map(int, plain.split("."))
    except (signing.BadSignature, ValueError):
        raise bad_parameter("since", "bad_cursor", _("This cursor was not made here.")) from None
    return Position(number, EPOCH + moment * MICROSECOND, edition)


def _told(
    ids: Sequence[int], picks: Picking, at: datetime
) -> tuple[list[Standing], dict[int, bytes]]:
    """Return how the stories stand, and the list items of those that are live, by edition.

    One whose edition has just gone is left out: it has changed again, and comes behind the cursor.
    """
    told = standings(ids, at)
    live = [one.edition for one in told if one.edition is not None]
    cards = items_by_edition(live, picks, at)
    return [one for one in told if one.edition is None or one.edition in cards], cards


def _facts(one: Standing) -> dict[str, Any]:
    slug, language = one.address or (None, None)
    return {
        "id": one.article_id,
        "state": one.state,
        "slug": slug,
        "language": language,
        "url": page_url(*one.address) if one.address else None,
        "former": [
            {"slug": s, "language": lang, "url": page_url(s, lang)} for s, lang in one.former
        ],
        "note": one.note,
        "withdrawn_at": rfc3339(one.at),
        "into": one.into,
    }

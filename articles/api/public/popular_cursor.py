"""Where did the last page of a ranking end? Signed, and bound to the ranking it was made for."""

from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.queries.most_popular import Place
from cms.kernel.answers import dumps, fingerprint
from cms.kernel.params import bad_parameter

LOOSE = {"cursor", "limit", "fields", "omit"}  # what may change from page to page
_signer = signing.Signer(salt="ranking")


def cursor_at(place: Place, query: QueryDict, *, back: bool) -> str:
    """Return the cursor to what stands below a place, or above it."""
    said = [place.value, place.article_id, place.rank, int(back), _bound_to(query)]
    return _signer.sign_object(said)


def place_of(query: QueryDict) -> tuple[Place | None, Place | None]:
    """Return (the place to go on below, the place to go back above): at most one of them.

    Raises BadParameter (400): `bad_cursor`, `cursor_mismatch`.
    """
    said = query.get("cursor", "")
    if not said:
        return None, None
    try:
        value, article_id, rank, back, bound_to = _signer.unsign_object(said)
    except (signing.BadSignature, ValueError, UnicodeError):
        raise bad_parameter("cursor", "bad_cursor", _("This cursor was not made here.")) from None
    if bound_to != _bound_to(query):
        message = _("This cursor was made with other filters.")
        raise bad_parameter("cursor", "cursor_mismatch", message)
    place = Place(value, article_id, rank)
    return (None, place) if back else (place, None)


def _bound_to(query: QueryDict) -> str:
    given = sorted((name, values) for name, values in query.lists() if name not in LOOSE)
    return fingerprint(dumps(given))[:12]

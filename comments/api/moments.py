"""Up to which moment has a reader followed a discussion?"""

from django.core import signing
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from cms.kernel.params import bad_parameter
from comments.queries.changes import Since

_signer = signing.Signer(salt="comments.since")


def cursor(article_id: int, moment: Since) -> str:
    """Return the moment as an opaque text that only goes with the story."""
    path = "" if moment == Since(moment.change) else moment.path
    said = signing.b64_encode(f"{moment.change} {path}".encode()).decode()
    return f"{said}:{_signature(article_id, said)}"


def _signature(article_id: int, said: str) -> str:
    return _signer.signature(f"{article_id} {said}")  # no story's cursor fits another


def moment(article_id: int, cursor: str) -> Since:
    """Return the moment that a cursor stands for.

    Raises BadParameter (400, `bad_cursor`) for one that was not made here, for this story.
    """
    said, _colon, signature = cursor.partition(":")
    if not constant_time_compare(signature, _signature(article_id, said)):
        message = _("This cursor was not made here, or is of another story.")
        raise bad_parameter("after", "bad_cursor", message)
    change, _space, path = signing.b64_decode(said.encode()).decode().partition(" ")
    return Since(int(change), path) if path else Since(int(change))

"""Up to which moment has a reader followed a discussion?"""

from django.core import signing
from django.utils.translation import gettext as _

from cms.kernel.params import bad_parameter
from comments.queries.changes import Since


def _signer(article_id: int) -> signing.Signer:
    return signing.Signer(salt=f"comments.since.{article_id}")  # no story's cursor fits another


def cursor(article_id: int, moment: Since) -> str:
    """Return the moment as an opaque text that only goes with the story."""
    whole = moment == Since(moment.change)
    return _signer(article_id).sign_object([moment.change, *([] if whole else [moment.path])])


def moment(article_id: int, said: str) -> Since:
    """Return the moment that a cursor stands for.

    Raises BadParameter (400, `bad_cursor`) for one that was not made here, for this story.
    """
    try:
        return Since(*_signer(article_id).unsign_object(said))
    except (signing.BadSignature, ValueError, UnicodeError):
        message = _("This cursor was not made here, or is of another story.")
        raise bad_parameter("after", "bad_cursor", message) from None

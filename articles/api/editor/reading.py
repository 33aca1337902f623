"""How is a story read from what was sent?"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from articles.rules.copy import ArticleCopy
from articles.rules.document import DocumentError
from cms.kernel.errors import Invalid, at_field

SAYS = {
    "bad_id": _("An id is one that you were given, or empty."),
    "not_a_boolean": _("Give true or false."),
    "not_a_date": _("Give a day as 2026-11-22."),
    "not_a_list": _("Give a list."),
    "not_a_time": _("Give a time of RFC 3339."),
    "not_an_id": _("Give the number of a row that exists."),
    "not_an_object": _("Give an object."),
    "not_text": _("Give text."),
    "null_character": _("This is not valid text."),
    "read_only": _("This is not changed here."),
    "required": _("This is needed."),
    "unknown_field": _("There is no such field."),
    "unknown_type": _("A block is of type text, quote or photo."),
}


def sound(read: Callable[[], ArticleCopy]) -> ArticleCopy:
    """Return the copy that `read` makes.

    Raises Invalid (400) with the JSON pointer of the first thing that is not right.
    """
    try:
        return read()
    except DocumentError as wrong:
        message = SAYS.get(wrong.code, _("This cannot be read."))
        raise Invalid([at_field(wrong.field, wrong.code, message)]) from None


def below(refusal: Invalid, start: str) -> Invalid:
    """Return the refusal with pointers into the part of the document that was sent."""
    return Invalid(
        [error | {"field": error["field"].removeprefix(start)} for error in refusal.errors]
    )

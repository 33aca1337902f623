"""How does a story come in that is written as one document, in the shape of rules.document?"""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext_lazy as _

from articles.actions.write_copy import create_article
from articles.models import Article
from articles.rules.copy import ArticleCopy
from articles.rules.document import DocumentError, read
from cms.kernel.errors import Invalid, at_field


def bring_in(
    document: dict[str, Any], *, by: AbstractBaseUser | None, source_key: str | None = None
) -> Article:
    """Make a draft of the document.

    Raises Invalid for what is no story, or names rows that do not exist.
    """
    return create_article(copy_of(document), by=by, source_key=source_key, why="imported")


def copy_of(document: dict[str, Any]) -> ArticleCopy:
    """Return the story that the document writes.

    Raises Invalid with the place of the first thing that is wrong.
    """
    try:
        return read(document)
    except DocumentError as wrong:
        message = _("This cannot be read as part of a story.")
        raise Invalid([at_field(wrong.field, wrong.code, message)]) from None

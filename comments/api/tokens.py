"""Was this form made here, and may this reader change that reply?"""

import secrets
from datetime import UTC, datetime, timedelta

from django.core import signing

from comments.actions.own_reply import Token
from comments.models import Comment

FORM_LIFE = 24 * 60 * 60  # seconds
DATED_BACK = timedelta(minutes=10)
AUTHOR = "author"  # the deed that a token is for: edit and remove

_forms = signing.Signer(salt="comments.form")
_edits = signing.Signer(salt="comments.edit")


def form_token(article_id: int, at: datetime) -> str:
    """Return a token for a form under the story, that says when it was made."""
    return _forms.sign_object([article_id, int(at.timestamp() * 1000), secrets.token_hex(4)])


def form_age(token: str, article_id: int, at: datetime) -> float | None:
    """Return how many seconds ago the form was made for the story.

    None when it was not made here, was made for another story, or more than a day ago.
    """
    try:
        story, issued, _nonce = _forms.unsign_object(token)
        age = at.timestamp() - issued / 1000
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return max(0.0, age) if story == article_id and age <= FORM_LIFE else None


def renewed(token: str, article_id: int, at: datetime) -> str:
    """Return another token in place of one that is no good any more.

    Whoever has had our form for the story, however long ago, has not been too fast: the new one
    is dated back.
    """
    try:
        story, _issued, _nonce = _forms.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        story = None
    return form_token(article_id, at - DATED_BACK if story == article_id else at)


def edit_token(comment: Comment) -> str:
    """Return what lets its author change the reply: bound to id, deed, wording and window's end."""
    return _edits.sign_object([comment.key, AUTHOR, comment.revision, _millis(comment)])


def _millis(comment: Comment) -> int:
    until = comment.editable_until
    return int(until.timestamp() * 1000) if until else 0


def opened(token: str) -> Token | None:
    """Return what a token of ours opens (signatures compared in constant time); None for others."""
    try:
        key, deed, revision, until = _edits.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if deed != AUTHOR:
        return None
    return Token(key, revision, datetime.fromtimestamp(until / 1000, UTC))

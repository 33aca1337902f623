"""The rows of replies and of the decisions on them."""

from comments.models.comment import AuthorKind, Comment, CommentRevision, DecidedBy, State
from comments.models.decision import Decision, LogHead, Reason, What

__all__ = [
    "AuthorKind",
    "Comment",
    "CommentRevision",
    "DecidedBy",
    "Decision",
    "LogHead",
    "Reason",
    "State",
    "What",
]

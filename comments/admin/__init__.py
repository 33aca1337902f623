"""Where moderators work in the admin."""

from comments.admin import block_lists, comment, letters, log, readers, scopes, screening

__all__ = ["block_lists", "comment", "letters", "log", "readers", "scopes", "screening"]

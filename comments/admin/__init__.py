"""Where moderators work in the admin."""

from comments.admin import block_lists, comment, log, screening

__all__ = ["block_lists", "comment", "log", "screening"]

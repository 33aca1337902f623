"""Where moderators work in the admin."""

from comments.admin import comment, letters, log, screening

__all__ = ["comment", "letters", "log", "screening"]

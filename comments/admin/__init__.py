"""Where moderators work in the admin."""

from comments.admin import comment, log, screening

__all__ = ["comment", "log", "screening"]

"""Where moderators work in the admin."""

from comments.admin import comment, log

__all__ = ["comment", "log"]

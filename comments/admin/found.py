"""What did the screening find, as people say it? Said in comments.actions.found."""

from comments.actions.found import HELD_FOR, in_words

__all__ = ["HELD_FOR", "in_words"]

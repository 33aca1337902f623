"""What does the reference page say around a story, and in which language?"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

# Read by cms/static/cms/story/*.js as says("key").
SAYS = {
    "by": _("By {names}"),
    "and": _("and"),
    "published": _("Published {when}"),
    "updated": _("Updated {when}"),
    "reading": _("{minutes} min read"),
    "untitled": _("Untitled story"),
    "missingPhoto": _("The photo is missing"),
    "anchor": _("Link to this section"),
    "said": _("Said on {when}"),
    "source": _("Source: {name}"),
    "corrections": _("Corrections"),
    "tags": _("Tags"),
    "share": _("Share this article:"),
    "shares": _("Shared {count} times"),
    "sharedOnce": _("Shared once"),
    "email": _("E-mail"),
    "copy": _("Copy the link"),
    "copied": _("The link is copied."),
    "native": _("Share …"),
    "print": _("Print"),
    "replies": _("Replies"),
    "replyCount": _("{count} replies"),
    "oneReply": _("One reply"),
    "noReplies": _("Nobody has replied yet."),
    "moreReplies": _("Show more replies"),
    "repliesFail": _("The replies cannot be shown just now."),
    "removed": _("This reply was removed."),
    "answer": _("Reply"),
    "answerTo": _("Reply to {name}"),
    "leave": _("Leave a Reply"),
    "closed": _("Replies are closed."),
    "later": _("Replies can be read and left here once the story is published."),
    "someone": _("A reader"),
    "text": _("Your reply"),
    "name": _("Your name"),
    "mail": _("E-mail (optional, never shown)"),
    "post": _("Post reply"),
    "cancel": _("Cancel"),
    "posted": _("Thank you. Your reply is published."),
    "held": _("Thank you. Your reply is held: a moderator reads it before it appears."),
    "waiting": _("Waits for a moderator"),
    "failed": _("The newsroom does not answer. Your text is still here; please try again."),
    "related": _("Read next"),
    "popular": _("Most popular"),
}


def said() -> dict[str, str]:
    """Return the sentences in the language in force."""
    return {key: str(text) for key, text in SAYS.items()}


def spoken(language: str) -> str:
    """Return the language in which the page speaks around a story: the story's, if we know it."""
    known = {code for code, _name in settings.LANGUAGES}
    short = language.split("-", maxsplit=1)[0]
    return next((code for code in (language, short) if code in known), settings.LANGUAGE_CODE)


def direction(language: str) -> str:
    """Return "rtl" for languages that are written from right to left."""
    right_to_left: list[Any] = settings.LANGUAGES_BIDI
    return "rtl" if language.split("-", maxsplit=1)[0] in right_to_left else "ltr"

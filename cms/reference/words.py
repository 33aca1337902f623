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
    "tryAgain": _("Try again"),
    "sortBy": _("Sort by"),
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
    "best": _("Best"),
    "controversial": _("Most disputed"),
    "active": _("Latest activity"),
    "sorted": _("Sorted: {by}."),
    "oneNew": _("One new reply"),
    "manyNew": _("{count} new replies"),
    "linkHere": _("You followed a link to a reply. Its discussion stands first."),
    "linkGone": _("The reply that you followed a link to is not here any more."),
    "wholeThread": _("Show the whole discussion"),
    "removed": _("This reply was removed."),
    "someone": _("A reader"),
    "justNow": _("just now"),
    "edited": _("edited"),
    "inReplyTo": _("In reply to {name}"),
    "isVerified": _("E-mail confirmed"),
    "isMember": _("Member"),
    "isStaff": _("Newsroom"),
    "isExpert": _("Expert"),
    "yours": _("Yours"),
    "pinned": _("Pinned"),
    "featured": _("Picked by the newsroom"),
    "waiting": _("Waits for a moderator"),
    "answer": _("Reply"),
    "answerTo": _("Reply to {name}"),
    "goOn": _("Go on replying"),
    "goOnTo": _("Go on replying to {name}"),
    "votesOn": _("Votes on the reply of {name}"),
    "voteFor": _("Vote for"),
    "voteAgainst": _("Vote against"),
    "voted": _("Your vote is counted."),
    "unvoted": _("Your vote is taken back."),
    "report": _("Report"),
    "reportOf": _("Report the reply of {name}"),
    "reported": _("Reported"),
    "reportedOf": _("The reply of {name} is reported"),
    "reportWho": _("Only moderators see what you report, and nobody sees who did."),
    "reportWhat": _("What is wrong with it?"),
    "reportWhy": _("Choose what is wrong."),
    "reportNote": _("Something else that moderators should know (optional)"),
    "reportMail": _("Your e-mail, if you wish to hear what was decided (optional)"),
    "reportSend": _("Send the report"),
    "reportSent": _("Thank you. A moderator will look at it."),
    "isSpam": _("Spam"),
    "isAbuse": _("It insults somebody"),
    "isHate": _("Hate against a group of people"),
    "isOffTopic": _("It has nothing to do with the story"),
    "isFalse": _("It misleads"),
    "isIllegal": _("It is against the law"),
    "isPersonal": _("It gives away somebody’s private details"),
    "isAdvert": _("Advertising"),
    "isOther": _("Something else"),
    "edit": _("Edit"),
    "editText": _("Your reply, anew"),
    "save": _("Save"),
    "saved": _("Your reply is changed."),
    "editHeld": _("Your reply is changed: a moderator reads it before it appears again."),
    "delete": _("Delete"),
    "deleteIt": _("Delete your reply?"),
    "deleted": _("Your reply is deleted."),
    "timeLeft": _("You can change it for another {time}."),
    "appeared": _("Your reply is published."),
    "leave": _("Leave a Reply"),
    "closed": _("Replies are closed. What was said can still be read."),
    "membersOnly": _(
        "Only readers with an account can reply to this story. Sign in to the newspaper first, "
        "then come back to this page."
    ),
    "readFirst": _("A moderator reads every reply before it appears."),
    "closesAt": _("Replies close on {when}."),
    "later": _("Replies can be read and left here once the story is published."),
    "text": _("Your reply"),
    "textTo": _("Your reply to {name}"),
    "charactersLeft": _("{count} characters left"),
    "tooMany": _("{count} characters too many"),
    "tooShort": _("Write a little more."),
    "tooLong": _("Shorten it by {count} characters."),
    "tooManyLines": _("Write at most {count} lines."),
    "name": _("Your name"),
    "nameOptional": _("Your name (optional)"),
    "nameMissing": _("An e-mail address needs a name beside it."),
    "mail": _("E-mail (optional, never shown)"),
    "mailNeeded": _("E-mail (never shown)"),
    "mailWhy": _(
        "Only readers with a confirmed address can reply to this story. We send you a link; "
        "your reply goes on its way once you have followed it."
    ),
    "mailMissing": _("Give an e-mail address that you can open now."),
    "notify": _("Tell me by e-mail when somebody answers"),
    "howOften": _("How often?"),
    "atOnce": _("At once"),
    "daily": _("Once a day"),
    "confirmed": _("Thank you. Your e-mail address is confirmed."),
    "withPass": _("You reply as a reader with a confirmed address."),
    "forgetPass": _("Forget it on this device"),
    "passForgotten": _("It is forgotten on this device."),
    "rememberMe": _("Remember my name and e-mail on this device"),
    "preview": _("Preview"),
    "previewed": _("So it will look"),
    "post": _("Post reply"),
    "cancel": _("Cancel"),
    "loseText": _("Throw away what you have written?"),
    "lose": _("Throw it away"),
    "keep": _("Keep it"),
    "sending": _("Sending …"),
    "posted": _("Thank you. Your reply is published."),
    "held": _("Thank you. Your reply is held: a moderator reads it before it appears."),
    "heldForMail": _(
        "Thank you. We have sent you an e-mail: your reply goes on its way once you have followed "
        "the link in it."
    ),
    "markedWrong": _("Please look at what is marked."),
    "tooOften": _("That was quick. Please wait {count} seconds, then send it again."),
    "sendNow": _("You can send it now."),
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

"""What does the queue say in the browser, and which keys does it know?"""

from django.utils.translation import gettext_lazy as _

SAYS = {
    "approve": _("Approved: “{words}”"),
    "reject": _("Rejected: “{words}”"),
    "spam": _("Marked as spam: “{words}”"),
    "hold": _("Held: “{words}”"),
    "answer": _("Approved and answered: “{words}”"),
    "skip": _("Skipped: “{words}”. It stands at the end of your list."),
    "cannot": _("This is not possible here."),
    "nothingToUndo": _("There is nothing to undo."),
    "undoing": _("Undoing …"),
    "sending": _("Not sent yet: {count}"),
    "failed": _("The newsroom does not answer. “{words}” is back in the list."),
    "failedMany": _("The newsroom does not answer. Nothing was decided."),
    "broken": _("The newsroom failed at this, and nothing was changed. Its log says why."),
    "signedOut": _("You are signed out, or may not do this. Load the page anew."),
    "refused": _("“{words}”: {said} It is back in the list."),
    "faster": _("“{words}”: {said} It left the list."),
    "anyway": _("Decide anyway"),
    "typed": _("An answer is typed and not sent."),
    "withAnswer": _("Approve and answer"),
    "withoutAnswer": _("Approve without it"),
    "overtaken": _("“{words}”: {said}. Go on with j."),
    "othersDecided": _("Decided by others, and out of your list: {count}"),
    "reworded": _("“{words}”: {said}. You see the earlier words."),
    "anew": _("Show the new words"),
    "readAnew": _("The words were changed. These are the new ones: read them, then decide."),
    "empty": _("Nothing waits here. What arrives appears by itself."),
    "coming": _("The next ones are on their way …"),
    "failedMore": _("The newsroom does not answer. The next ones come when it does."),
    "first": _("This is the first one."),
    "last": _("This is the last one."),
    "selected": _("{count} selected"),
    "noneSelected": _("Select comments with x first."),
    "why": _("Why? Press a key, or Esc."),
    "whyMany": _("Why are {count} comments rejected? Press a key, or Esc."),
    "canned": _("Press the number of an answer, or Esc."),
    "noCanned": _("No answers are kept ready for this language."),
    "cannedTaken": _("Put in: {title}. You may change it; Ctrl+Enter approves and answers."),
    "place": _("{place} of {count}"),
    "keysOn": _("Keys are on."),
    "keysOff": _("Keys are off."),
    "leave": _("Some decisions are not sent yet."),
}
KEYS = (
    ("j", _("next comment")),
    ("k", _("previous comment")),
    ("a", _("approve, or keep")),
    ("r", _("reject: then the key of the reason")),
    ("s", _("spam")),
    ("h", _("hold")),
    ("u", _("undo the last decision")),
    ("z", _("skip: to the end of your list")),
    ("w", _("write an answer, and approve: Ctrl+Enter sends it")),
    ("t", _("answer with a canned reply: then its number")),
    ("c", _("more about this commenter")),
    ("x", _("select for a decision on many")),
    ("Shift", _("with a, r, s or h: decide on all that are selected")),
    ("/", _("search and filter")),
    ("?", _("these keys")),
)


def told() -> dict[str, str]:
    """Return the sentences in the language of the request."""
    return {key: str(text) for key, text in SAYS.items()}


def keys_told() -> list[tuple[str, str]]:
    """Return the keys with what they do."""
    return [(key, str(does)) for key, does in KEYS]

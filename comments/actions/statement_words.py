"""How is an author told why their comment was rejected, and what they can do about it?

In the language that is active. No moderator is named, and no other reader's words are told.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.models import Decision, Reason, State
from comments.rules.statement import Ground, statement_in

REASONS = {
    Reason.SPAM: gettext_lazy("Spam"),
    Reason.ABUSE: gettext_lazy("It insults somebody"),
    Reason.HATE: gettext_lazy("Hate against a group of people"),
    Reason.OFF_TOPIC: gettext_lazy("It has nothing to do with the story"),
    Reason.MISINFORMATION: gettext_lazy("It misleads"),
    Reason.ILLEGAL: gettext_lazy("It is against the law"),
    Reason.PERSONAL_DATA: gettext_lazy("It gives away somebody’s private details"),
    Reason.ADVERT: gettext_lazy("Advertising"),
    Reason.BANNED_WORD: gettext_lazy("It holds words that are not published here"),
    Reason.DUPLICATE: gettext_lazy("It was said already"),
    Reason.OTHER: gettext_lazy("Something else"),
}


def why(decision: Decision) -> list[str]:
    """Return why a comment was rejected, a sentence or two in each paragraph."""
    reason = Reason(decision.reason or Reason.BANNED_WORD)
    said = [_("Reason: {reason}.").format(reason=REASONS[reason])]
    entry = statement_in(decision.evidence)
    return said if entry is None else [*said, *_stated(entry)]


def on_report(decision: Decision) -> list[str]:
    """Return what who reported a comment as illegal is told of the decision, and can do."""
    gone = decision.became in {State.REJECTED, State.SPAM}
    said = _("Readers do not see it any more.") if gone else _("We do not agree: it stays.")
    means = _("A person decided, without automated means.")
    return [f"{said} {means}", *_complaint(decision, free=True)]


def redress(decision: Decision) -> list[str]:
    """Return what its author can do."""
    return _complaint(decision, free=statement_in(decision.evidence) is not None)


def _complaint(decision: Decision, *, free: bool) -> list[str]:
    facts = {"address": settings.COMMENT_APPEALS, "number": decision.comment.key}
    if not free:
        ask = _("If you think that this is wrong, write to {address} and name the number {number}.")
        return [ask.format(**facts)]
    return [
        _(
            "If you think that this is wrong, write to {address} within six months and name the "
            "number {number}. A person will look at it again, at no cost to you."
        ).format(**facts),
        _(
            "You may also turn to a certified body that settles disputes out of court, or to a "
            "court."
        ),
    ]


def _stated(entry: Mapping[str, Any]) -> list[str]:
    return list(filter(None, [_against(entry), str(entry.get("facts", "")), _found(entry)]))


def _against(entry: Mapping[str, Any]) -> str:
    basis = str(entry.get("basis", ""))
    if entry.get("ground") == Ground.ILLEGAL:
        named = _("We take it for illegal content, by {basis}.")
        return named.format(basis=basis) if basis else _("We take it for illegal content.")
    named = _("It does not agree with our terms: {basis}.")
    return named.format(basis=basis) if basis else _("It does not agree with our terms.")


def _found(entry: Mapping[str, Any]) -> str:
    reported = (
        _("A reader had reported it.") if entry.get("reported")
        else _("Nobody had reported it; we look at comments ourselves.")
    )  # fmt: skip
    if entry.get("decided_automatically"):
        means = _("It was found and rejected by automated means.")
    elif entry.get("found_automatically"):
        means = _("Automated means pointed it out; a person decided.")
    else:
        means = _("A person decided, without automated means.")
    return f"{reported} {means}"

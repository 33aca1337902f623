"""What did the screening find, as people say it?"""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

HELD_FOR = {
    "premoderated": _("the story is read first"),
    "postmoderated": _("to be read afterwards"),
    "unverified": _("the address is not confirmed yet"),
    "no_form_token": _("sent without the form"),
    "too_fast": _("faster than people write"),
    "blocked_word": _("a blocked word"),
    "suspect_word": _("a suspect word"),
    "listed_sender": _("a listed address or network"),
    "listed_link": _("a link to a listed host"),
    "links": _("several links"),
    "history": _("often rejected before"),
    "learned": _("the learned aid"),
    "learned_fine": _("the learned aid takes it for fine"),
    "outside": _("the program outside"),
    "newcomer": _("first comment of a newcomer"),
    "reports": _("reported by readers"),
    "trap": _("fell into the trap"),
    "commenter_premoderated": _("a moderator reads this commenter first"),
    "moderator": _("held by a moderator"),
    "edited": _("edited after a decision"),
    "default": _("nothing said it may pass"),
    "phase_failed": _("a check failed"),
    "phase_timeout": _("a check took too long"),
    "open": _("replies are open"),
    "staff": _("written by the newsroom"),
}


def in_words(finding: dict[str, Any]) -> str:
    """Return what was found, with the entry of the list where one was met."""
    code = str(finding.get("code", ""))
    said = str(HELD_FOR.get(code.partition(":")[0], code.replace("_", " ")))
    if entry := finding.get("entry"):
        facts = {"found": said, "entry": entry, "line": finding.get("line")}
        return _now("%(found)s: “%(entry)s” (line %(line)s)") % facts
    return said

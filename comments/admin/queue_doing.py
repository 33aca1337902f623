"""What does the queue's page do when a moderator decides, and what does it say of it?

The page asks with its forms. A script gets JSON, a browser without one is led back with a message.
Each decision goes through the action that the API uses, on the version that was shown.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.kernel.errors import DomainError, Invalid, at_field
from cms.kernel.numbers import row_number, version_number
from comments.actions.answer import approve_and_answer
from comments.actions.decide import Decided, Judgement, decide
from comments.actions.decide_many import MOST, Item, decide_many
from comments.actions.undo import undo
from comments.actions.undo_many import undo_many
from comments.admin.deciding import DONE, deciding, first_words
from comments.models import CannedReply, Reason, What
from comments.rules.states import NEEDS_REASON, Move


def decided_in(request: HttpRequest) -> dict[str, Any]:
    """Decide on one reply, and answer it where an answer was written.

    Returns `said`, `decision` (its number), `changed`, `state`. Raises what `decide` raises.
    """
    judgement = _judgement(request, request.POST.get("comment", ""), request.POST.get("version"))
    who = deciding(request)
    if answer := request.POST.get("answer", "").strip():
        judgement = replace(judgement, note=judgement.note or _note_of(request.POST))
        done, _reply = approve_and_answer(judgement=judgement, text=answer, **who)
    else:
        done = decide(judgement=judgement, **who)
    return {
        "said": _said(done, answered=bool(answer)),
        "decision": done.decision.pk,
        "changed": done.changed,
        "state": done.comment.state,
    }


def _note_of(posted: Any) -> str:
    """Return what the log keeps of the answer that was chosen: its title."""
    number = row_number(posted.get("canned", "")) or 0
    title = CannedReply.objects.filter(pk=number).values_list("title", flat=True).first()
    return _("Canned reply: %(title)s") % {"title": title} if title else ""


def decided_many_in(request: HttpRequest) -> dict[str, Any]:
    """Decide on several; each stands or falls alone.

    `item` is repeated: key and version of each, as "key:version". Returns `said`, `batch`, `done`
    (keys) and `refused` ({key, code, said}). Raises Invalid (400) for none or too many.
    """
    sent = request.POST.getlist("item")
    if not 1 <= len(sent) <= MOST:
        raise Invalid([at_field("/item", "not_so_many", _("Choose up to 200 comments."))])
    pairs = [one.partition(":") for one in sent]
    judgements = [_judgement(request, key, version) for key, _colon, version in pairs]
    batch, items = decide_many(judgements=judgements, **deciding(request))
    return {"batch": batch, **each_in_words(items)}


def undone_in(request: HttpRequest) -> dict[str, Any]:
    """Take a decision back, or a batch of them.

    Returns `said` and `keys` of what is as it was before. Raises what `undo` raises.
    """
    who = deciding(request)
    if batch := request.POST.get("batch", ""):
        _undoing, items = undo_many(batch=batch, **who)
        back = [item.comment for item in items if item.decided]
        refused = [_refused(item) for item in items if item.refusal]
        text = ngettext("Undone: %(n)d comment.", "Undone: %(n)d comments.", len(back))
        return {"said": text % {"n": len(back)}, "keys": back, "refused": refused}
    number = row_number(request.POST.get("decision", "")) or 0
    done = undo(decision_id=number, **who)
    facts = {"words": first_words(done.comment)}
    return {"said": _("Undone: “%(words)s”") % facts, "keys": [done.comment.key], "refused": []}


def refusal_in_words(refusal: DomainError) -> str:
    """Return what stood in the way; who was faster, where somebody was."""
    facts = refusal.facts
    if facts.get("decided_by"):
        words = dict(What.choices).get(facts["decision"], facts["decision"])
        told = {"who": facts["decided_by"], "what": words, "time": _clock(facts.get("at"))}
        return _("%(who)s was faster: %(what)s at %(time)s.") % told
    if facts.get("claimed_by"):
        told = {"who": facts["claimed_by"], "time": _clock(facts.get("claimed_until"))}
        return _("%(who)s is reading this comment until %(time)s.") % told
    return " ".join([str(refusal), *(error["message"] for error in refusal.errors)])


def _judgement(request: HttpRequest, key: str, version: str | None) -> Judgement:
    """Return the decision that was sent; a reason alone is a rejection.

    What was typed for the statement of reasons counts with a rejection only.
    """
    posted = request.POST
    decision, reason = posted.get("decision", ""), posted.get("reason", "")
    if reason and not decision:
        decision = Move.REJECT.value
    if decision == Move.SPAM and not reason:
        reason = Reason.SPAM.value
    stated = posted if decision == Move.REJECT else {}
    return Judgement(
        comment=key,
        version=version_number(version) if version else None,
        decision=decision,
        reason=reason if decision in NEEDS_REASON else "",
        note=posted.get("note", ""),
        force=posted.get("force") == "1",
        basis=stated.get("basis", "").strip(),
        facts=stated.get("facts", "").strip(),
    )


def _said(done: Decided, *, answered: bool) -> str:
    facts = {"words": first_words(done.comment)}
    if answered:
        return _("Approved and answered: “%(words)s”") % facts
    if not done.changed:
        return _("It stood so already: “%(words)s”") % facts
    facts["done"] = str(DONE[Move(done.decision.what)])
    return _("%(done)s: “%(words)s”") % facts


def each_in_words(items: Iterable[Item]) -> dict[str, Any]:
    """Return what came of each: `said`, `done` (keys) and `refused`."""
    items = list(items)
    done = [item.comment for item in items if item.decided]
    refused = [_refused(item) for item in items if item.refusal]
    what = next((item.decided.decision.what for item in items if item.decided), "")
    said = [f"{DONE[Move(what)]}: {len(done)}." if what in DONE else ""]
    if refused:
        text = ngettext("%(n)d was refused.", "%(n)d were refused.", len(refused))
        said += [text % {"n": len(refused)}, *sorted({one["said"] for one in refused})]
    return {"said": " ".join(filter(None, said)), "done": done, "refused": refused}


def _refused(item: Item) -> dict[str, Any]:
    refusal = item.refusal or DomainError()
    return {
        "key": item.comment,
        "code": refusal.code,
        "status": refusal.status,
        "said": refusal_in_words(refusal),
    }


def _clock(moment: str | None) -> str:
    at: datetime | None = parse_datetime(moment) if moment else None
    return formats.date_format(timezone.localtime(at), "H:i") if at else "-"

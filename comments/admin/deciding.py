"""How does the admin decide, and what does it say of it?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.kernel import clock
from cms.kernel.clients import address_of
from cms.kernel.numbers import version_number
from comments.actions.decide import Decided, Judgement
from comments.actions.decide_many import Item, decide_many
from comments.actions.network_salt import decided_from
from comments.models import Comment
from comments.queries.scope import scope_of
from comments.rules.states import Move

WORDS = {
    Move.APPROVE: gettext_lazy("Approve"),
    Move.REJECT: gettext_lazy("Reject"),
    Move.SPAM: gettext_lazy("Spam"),
    Move.HOLD: gettext_lazy("Hold"),
}
DONE = {
    Move.APPROVE: gettext_lazy("Approved"),
    Move.REJECT: gettext_lazy("Rejected"),
    Move.SPAM: gettext_lazy("Marked as spam"),
    Move.HOLD: gettext_lazy("Held"),
}


def version_of(posted: Mapping[str, Any], pk: object) -> int | None:
    """Return the version that the moderator saw: every row and form carries it."""
    said = str(posted.get(f"version-{pk}", ""))
    return version_number(said) if said else None


def deciding(request: HttpRequest) -> dict[str, Any]:
    """Return who decides now, and where from, as every verb of moderators takes it."""
    at = clock.now()
    return {"by": request.user, "at": at, "network": decided_from(address_of(request), at)}


def decide_from_admin(
    request: HttpRequest, pks: Iterable[object], *, decision: str, reason: str = "", note: str = ""
) -> None:
    """Decide on each as it was seen, and tell the moderator what came of it."""
    meant = Comment.objects.filter(pk__in=list(pks))
    keys = scope_of(request.user).within(meant).values_list("pk", "key")
    judgements = [
        Judgement(key, version_of(request.POST, pk), decision, reason, note)
        for pk, key in keys.order_by("pk")
    ]
    _batch, items = decide_many(judgements=judgements, **deciding(request))
    _tell(request, items)


def _tell(request: HttpRequest, items: list[Item]) -> None:
    decided = [item.decided for item in items if item.decided]
    changed = [one for one in decided if one.changed]
    if len(changed) == 1:
        facts = {"done": _done(changed[0]), "words": first_words(changed[0].comment)}
        messages.success(request, _("%(done)s: “%(words)s”") % facts)
    elif changed:
        counts = Counter(_done(one) for one in changed)
        messages.success(request, ", ".join(f"{done}: {n}" for done, n in counts.items()) + ".")
    if same := len(decided) - len(changed):
        text = ngettext("%(n)d stood so already.", "%(n)d stood so already.", same)
        messages.info(request, text % {"n": same})
    for item in items:
        if item.refusal:
            messages.warning(request, _refusal(item))


def _done(decided: Decided) -> str:
    return str(DONE[Move(decided.decision.what)])


def first_words(comment: Comment) -> str:
    """Return how a comment is called in a sentence."""
    return Truncator(" ".join(comment.text.split())).chars(60) or comment.key


def _refusal(item: Item) -> str:
    assert item.refusal is not None  # noqa: S101 - the caller looked
    facts = item.refusal.facts
    if facts.get("decided_by"):
        who = {"id": item.comment, "who": facts["decided_by"], "what": facts["decision"]}
        return _("%(id)s: %(who)s was faster (%(what)s).") % who
    wrong = [error["message"] for error in item.refusal.errors]
    return f"{item.comment}: {' '.join([str(item.refusal), *wrong])}"

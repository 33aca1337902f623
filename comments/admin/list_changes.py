"""What did somebody change about a list in the admin, and how is it told?"""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.kernel import clock
from cms.kernel.errors import Invalid, at_field
from cms.kernel.numbers import version_number
from comments.actions.change_list import Change, Changed, change_list
from comments.rules.list_text import MOST_BYTES, decoded, lines_of

TOLD = 10  # lines that are named one by one


def changed(request: HttpRequest, kind: str) -> Changed:
    """Do what the form on the list's page asks for.

    Raises what change_list raises, and Invalid (400) for a file that cannot be read.
    """
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - the admin asked
    change = _CHANGES.get(request.POST.get("do", ""), _nothing)(request)
    return change_list(kind=kind, change=change, by=request.user, at=clock.now())


def _seen(request: HttpRequest) -> int | None:
    said = request.POST.get("version", "")
    if said == "0":  # a list that nobody has begun
        return 0
    return version_number(said) or -1 if said else None


def _nothing(request: HttpRequest) -> Change:
    return Change(_seen(request))


def _added(request: HttpRequest) -> Change:
    return Change(_seen(request), add=_typed(request.POST.get("lines", "")).split("\n"))


def _removed(request: HttpRequest) -> Change:
    return Change(_seen(request), remove=request.POST.getlist("entry"))


def _written(request: HttpRequest) -> Change:
    return Change(_seen(request), text=_typed(request.POST.get("text", "")))


def _typed(text: str) -> str:
    """Return what was typed into a form: browsers end lines as mail does."""
    return text.replace("\r\n", "\n")


def _uploaded(request: HttpRequest) -> Change:
    file = request.FILES.get("file")
    if file is None:
        raise _unread("required", _("Choose a file."))
    if (file.size or 0) > MOST_BYTES:
        raise _unread("too_many_bytes", _("A list has at most 8 MiB."))
    text, line = decoded(file.read())
    if line:
        raise _unread("bad_encoding", _("Line %(line)d is not UTF-8.") % {"line": line})
    if request.POST.get("how") == "replace":
        return Change(_seen(request), text=text)
    return Change(_seen(request), add=lines_of(text))


def _unread(code: str, message: str) -> Invalid:
    return Invalid([at_field("file", code, message)])


_CHANGES: dict[str, Callable[[HttpRequest], Change]] = {
    "add": _added,
    "remove": _removed,
    "upload": _uploaded,
    "write": _written,
}


def told(request: HttpRequest, done: Changed) -> None:
    """Say what came of it."""
    if done.changed:
        counts = {"added": done.added, "removed": done.removed, "version": done.row.version}
        text = _("Added: %(added)d, removed: %(removed)d. This is version %(version)d.")
        messages.success(request, text % counts)
    else:
        messages.info(request, _("The list stood so already."))
    if done.repeated:
        text = ngettext("%(n)d was there already.", "%(n)d were there already.", done.repeated)
        messages.info(request, text % {"n": done.repeated})
    repeats = [note for note in done.notes if note.earlier]
    for note in repeats[:TOLD]:
        facts = {"line": note.line, "earlier": note.earlier}
        messages.info(request, _("Line %(line)d says the same as line %(earlier)d.") % facts)
    if more := len(repeats) - TOLD if len(repeats) > TOLD else 0:
        text = ngettext("And %(n)d line more.", "And %(n)d lines more.", more)
        messages.info(request, text % {"n": more})

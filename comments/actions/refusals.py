"""Why can a reply not be taken, or a decision not be made?"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.kernel.clock import rfc3339
from cms.kernel.errors import DomainError, Invalid, Missing, at_field
from cms.kernel.times import is_sane
from comments.models import Comment, Decision, What
from comments.rules import list_text, text

FIELD_MESSAGES = {
    "bad_characters": _("A name cannot contain <, > or @."),
    "bad_email": _("This is not an e-mail address."),
    "bad_domain": _("Give a domain like example.org."),
    "bad_encoding": _("This is not valid text."),
    "bad_url": _("Give an address that begins with https://."),
    "email_differs": _("This is not the address that was confirmed."),
    "email_needed": _("To be told of replies, give an e-mail address."),
    "imitates_staff": _("This name belongs to the newsroom."),
    "name_differs": _("Your name comes from your account."),
    "not_known": _("Nothing of the kind is known of this commenter."),
    "not_one_line": _("Write the name on one line."),
    "not_so_many": _("Ask for fewer, and for one at least."),
    "only_approve": _("Only what is approved can be answered."),
    "only_illegal": _("Give this with a report of something illegal only."),
    "over": _("This moment is over."),
    "reason_required": _("Say why."),
    "too_far": _("This is too far away."),
    "too_long": _("This is too long."),
    "too_many_lines": _("Write at most {lines} lines."),
    "too_many_links": _("Give at most {links} links."),
    "too_short": _("This is too short."),
    "unknown_choice": _("This is not one of the choices."),
}


def unfit(field: str, code: str) -> Invalid:
    """Return the refusal of one field."""
    limits = {"lines": text.MOST_LINES, "links": text.MOST_LINKS}
    return Invalid([at_field(field, code, str(FIELD_MESSAGES[code]).format(**limits))])


def demand_ahead(until: datetime | None, at: datetime) -> None:
    """Refuse an end that is over, or further away than clocks go. Raises Invalid (400)."""
    if until is not None and not is_sane(until):
        raise unfit("/until", "too_far")
    if until is not None and until <= at:
        raise unfit("/until", "over")


class StoryClosed(DomainError):
    """The story takes no replies."""

    code = "story_closed"
    status = 403
    message = _("Replies to this story are closed.")


class ParentNotFound(Missing):
    """There is no such reply to answer."""

    code = "parent_not_found"
    message = _("The reply you are answering is not there.")


class ParentOfOtherStory(DomainError):
    """The reply that is answered stands under another story."""

    code = "parent_other_story"
    status = 400
    message = _("The reply you are answering belongs to another story.")


class ParentNotReplyable(DomainError):
    """The reply that is answered takes no answers."""

    code = "parent_not_replyable"
    status = 409
    message = _("The reply you are answering takes no answers.")


class Banned(DomainError):
    """They may not reply; `until` says how long."""

    code = "banned"
    status = 403
    message = _("You may not reply here.")


class MembersOnly(DomainError):
    """Only readers with an account may reply to this story."""

    code = "members_only"
    status = 403
    message = _("Sign in to reply to this story.")


class VerificationNeeded(DomainError):
    """Only readers who confirm an e-mail address may reply to this story."""

    code = "verification_needed"
    status = 403
    message = _("Give an e-mail address; we will send you a link to confirm it.")


class Duplicate(DomainError):
    """The same words from the same sender a moment ago; facts: `comment`."""

    code = "duplicate"
    status = 409
    message = _("You have just said that.")


class FormExpired(DomainError):
    """The form is too old, or was not made for this story; facts: a new `form_token`."""

    code = "form_expired"
    status = 400
    message = _("The form has expired. Please send it again.")


class LinkInvalid(DomainError):
    """The link was not made here, or is for something else."""

    code = "link_invalid"
    status = 400
    message = _("This link does not work. Copy it whole from the letter.")


class LinkExpired(DomainError):
    """The link has worked for three days."""

    code = "link_expired"
    status = 410
    message = _("This link has expired.")


class PreconditionRequired(DomainError):
    """A decision must name the version that was read."""

    code = "precondition_required"
    status = 428
    message = _("Say which version of the comment you decided on.")


class Stale(DomainError):
    """Somebody was faster; facts: `decided_by`, `decision`, `at`, `version`, `state`."""

    code = "version_conflict"
    status = 409
    message = _("The comment has changed meanwhile.")


def stale(comment: Comment) -> Stale:
    """Return the refusal with what is known of who was faster."""
    return Stale(**winner(comment), version=comment.version, state=comment.state)


def winner(comment: Comment) -> dict[str, Any]:
    """Return who decided last on the comment, what and when; not who only said the same again."""
    rows = Decision.objects.filter(comment=comment).exclude(what=What.CONCURRED)
    last = rows.select_related("by").order_by("-id").first()
    if last is None:
        return {"decided_by": None, "decision": None, "at": None}
    return {
        "decided_by": last.by.get_username() if last.by else last.by_kind,
        "decision": last.what,
        "at": rfc3339(last.at),
    }


class ListPreconditionRequired(PreconditionRequired):
    """A change to a list must name the version that was read."""

    message = _("Say which version of the list you changed.")


class ListStale(Stale):
    """Somebody changed the list first; facts: `changed_by`, `changed_at`, `version`."""

    message = _("The list has changed meanwhile.")


LINE_MESSAGES = {
    "bad_characters": _("This is not valid text."),
    "entry_too_short": _("Line {line}: one letter or sign would be found in every text."),
    "not_a_host": _("Line {line}: this is not a host like shop.example."),
    "not_an_email": _("Line {line}: this is neither an e-mail address nor a domain."),
    "not_a_network": _("Line {line}: this is neither an IP address nor a range like 192.0.2.0/24."),
    "not_one_line": _("Line {line}: this is more than one line."),
    "nothing_to_do": _("Say what to add or to remove."),
    "too_many_bytes": _("A list has at most {bytes} MiB."),
    "too_many_lines": _("A list has at most {lines} lines."),
}


def unfit_line(field: str, code: str, *, line: int = 0) -> dict[str, str]:
    """Return what is wrong with a list, or with one line of it, as an entry of `errors`."""
    facts = {
        "line": line,
        "lines": list_text.MOST_LINES,
        "bytes": list_text.MOST_BYTES // 1024**2,
    }
    return at_field(field, code, str(LINE_MESSAGES[code]).format(**facts))


class AlreadyDecided(DomainError):
    """The table of moves does not lead there from here."""

    code = "already_decided"
    status = 409
    message = _("This decision is not possible any more.")


class Gone(DomainError):
    """Its author took it back, or it was erased."""

    code = "gone"
    status = 410
    message = _("The comment has been taken away.")


class OwnComment(DomainError):
    """Nobody decides on what they wrote themselves."""

    code = "own_comment"
    status = 403
    message = _("Nobody decides on their own comment.")


class Claimed(DomainError):
    """Another moderator is reading it; facts: `claimed_by`, `claimed_until`, `version`."""

    code = "claimed"
    status = 409
    message = _("Another moderator is reading this comment.")


def claimed(comment: Comment) -> Claimed:
    """Return the refusal with who reads it, and until when it is theirs."""
    return Claimed(
        claimed_by=comment.claimed_by.get_username() if comment.claimed_by else None,
        claimed_until=rfc3339(comment.claimed_until),
        version=comment.version,
    )


class IsStaff(DomainError):
    """The newsroom does not keep its own people from replying, nor warn them here."""

    code = "is_staff"
    status = 403
    message = _("This is somebody of the newsroom.")


class NotYours(DomainError):
    """Only who decided can undo it."""

    code = "not_yours"
    status = 403
    message = _("Only the moderator who decided can undo this.")


class UndoClosed(DomainError):
    """It is too late to undo."""

    code = "undo_window_closed"
    status = 409
    message = _("It is too late to undo this. Decide anew instead.")


class NotUndoable(DomainError):
    """It was undone already, or is nothing that can be undone."""

    code = "already_undone"
    status = 409
    message = _("This cannot be undone, or has been undone already.")


class NotAuthor(DomainError):
    """Neither the token nor the caller says that they wrote it."""

    code = "not_author"
    status = 403
    message = _("Only its author can change this comment.")


class EditWindowClosed(DomainError):
    """The minutes in which a reply can be changed are over."""

    code = "edit_window_closed"
    status = 403
    message = _("It is too late to change this comment.")


class ChangedMeanwhile(DomainError):
    """There is a newer wording, or a decision came in between; readers are not told whose."""

    code = "version_conflict"
    status = 409
    message = _("The comment has changed meanwhile.")


class OwnVote(DomainError):
    """Nobody votes on what they wrote themselves."""

    code = "own_comment"
    status = 403
    message = _("You cannot vote on your own comment.")

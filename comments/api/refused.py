"""What are moderators' tools refused, door by door? Examples for the OpenAPI document.

They are made of the refusals themselves, so they say what callers are told.
"""

from django.utils import translation

from cms.kernel.errors import Invalid
from cms.kernel.shapes import examples
from comments.actions import refusals
from comments.actions.refusals import unfit, unfit_line

_STALE = refusals.Stale(
    decided_by="ada", decision="reject", at="2026-11-22T09:00:00.000Z", version=2, state="rejected"
)

with translation.override(None):  # the document is the same whoever asks first
    DECIDING = examples(
        [
            unfit("/reason", "reason_required"),
            refusals.OwnComment(),
            _STALE,
            refusals.AlreadyDecided(),
            refusals.Claimed(claimed_by="ada", claimed_until="2026-11-22T09:05:00.000Z", version=1),
            refusals.Gone(),
            refusals.PreconditionRequired(),
        ]
    )
    UNDOING = examples(
        [
            refusals.OwnComment(),
            refusals.NotYours(),
            _STALE,
            refusals.NotUndoable(),
            refusals.UndoClosed(),
            refusals.Gone(),
        ]
    )
    NOTING = examples([unfit("/text", "too_long")])
    WARNING = examples([unfit("/text", "too_long"), refusals.IsStaff()])
    READING_FIRST = examples([unfit("/until", "over"), refusals.IsStaff()])
    BANNING = examples([unfit("/by", "not_known"), refusals.IsStaff()])
    SETTLING = examples([refusals.IsStaff()])
    LISTING = examples(
        [
            Invalid([unfit_line("/text", "entry_too_short", line=1)]),
            refusals.ListStale(changed_by="ada", changed_at="2026-11-22T09:00:00.000Z", version=2),
            refusals.ListPreconditionRequired(),
        ]
    )

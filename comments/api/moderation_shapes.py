"""Which shapes do requests and answers of moderators' tools have? Shape only."""

from typing import Any

from rest_framework import serializers

from cms.kernel.sent import Flag, Moment, Text
from comments.actions.claim import MOST as MOST_CLAIMED
from comments.actions.decide_many import MOST as MOST_DECIDED
from comments.api.shapes import Shape, TypedText
from comments.models import AuthorKind, BanKind, DecidedBy, NoteKind, Reason, State, What
from comments.queries.queue import ORDERINGS
from comments.rules.statement import Ground
from comments.rules.states import DECISIONS


class StatementSentShape(Shape):
    """What the statement of reasons names: a law or a clause of the terms, and the facts.

    Its author is told both, so they name nobody else.
    """

    basis = TypedText(required=False, default="")
    facts = TypedText(required=False, default="")


class DecisionSentShape(Shape):
    """A decision on the version that was read; rejecting and spam need a reason."""

    comment = Text(max_length=12)
    version = serializers.IntegerField(required=False, allow_null=True, default=None, min_value=1)
    decision = serializers.ChoiceField([move.value for move in DECISIONS])
    reason = serializers.ChoiceField(
        Reason.choices, required=False, allow_blank=True, allow_null=True, default=""
    )
    note = Text(required=False, allow_blank=True, default="", max_length=500)
    force = Flag(required=False, default=False)
    statement = StatementSentShape(required=False, allow_null=True, default=None)


class AnswerSentShape(Shape):
    """The newsroom's answer to what is approved."""

    text = TypedText()


class DecisionAndAnswerSentShape(DecisionSentShape):
    """A decision; what is approved can be answered in the same step."""

    reply = AnswerSentShape(required=False, allow_null=True, default=None)


class DecisionsSentShape(Shape):
    """Up to 200 decisions, each with its version."""

    decisions = serializers.ListField(child=DecisionSentShape(), min_length=1, max_length=200)


class DecisionLoggedShape(Shape):
    """A row of the log of decisions."""

    id = serializers.IntegerField()
    comment = serializers.CharField()
    decision = serializers.ChoiceField(What.choices)
    to = serializers.ChoiceField(State.choices)
    by = serializers.CharField(allow_null=True)
    by_kind = serializers.ChoiceField(DecidedBy.choices)
    reason = serializers.ChoiceField(Reason.choices, allow_null=True)
    note = serializers.CharField(allow_null=True)
    evidence = serializers.ListField(child=serializers.DictField())
    score = serializers.FloatField(allow_null=True)
    model_version = serializers.CharField(allow_null=True)
    batch = serializers.CharField(allow_null=True)
    undoes = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField()
    revision = serializers.IntegerField()
    at = serializers.DateTimeField()
    hash = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Add `from`, which Python keeps for itself."""
        fields = super().get_fields()
        fields["from"] = serializers.ChoiceField(State.choices, allow_null=True)
        return fields


class StatementShape(Shape):
    """Why its author cannot be read: the ground, and what a machine had to do with it.

    `words` and `redress` are what its author is told, in the language of the request.
    """

    ground = serializers.ChoiceField([ground.value for ground in Ground])
    basis = serializers.CharField(allow_blank=True)
    facts = serializers.CharField(allow_blank=True)
    reported = serializers.BooleanField()
    found_automatically = serializers.BooleanField()
    decided_automatically = serializers.BooleanField()
    words = serializers.ListField(child=serializers.CharField())
    redress = serializers.ListField(child=serializers.CharField())


class DecisionStatedShape(DecisionLoggedShape):
    """A row of the log with the statement of reasons; null where none was made."""

    statement = StatementShape(allow_null=True)


class DecisionMadeShape(DecisionLoggedShape):
    """What came of a decision; `changed` is false when it stood so already."""

    state = serializers.ChoiceField(State.choices)
    changed = serializers.BooleanField()


class DecisionAnsweredShape(DecisionMadeShape):
    """What came of a decision, with the public id of the answer that was posted with it."""

    reply = serializers.CharField(allow_null=True)


class BulkItemShape(Shape):
    """What came of one decision among many."""

    comment = serializers.CharField()
    status = serializers.ChoiceField(["ok", "conflict", "forbidden", "gone", "missing", "invalid"])
    code = serializers.CharField(allow_null=True)
    decision = DecisionMadeShape(allow_null=True)


class BulkShape(Shape):
    """What came of many decisions, in the order they were sent."""

    batch = serializers.CharField()
    results = BulkItemShape(many=True)


class WaitingAuthorShape(Shape):
    """Who wrote, for moderators; the e-mail stays in the admin."""

    name = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(AuthorKind.choices)
    url = serializers.CharField(allow_blank=True)
    has_email = serializers.BooleanField()


class WaitingArticleShape(Shape):
    """The live story that was replied to."""

    slug = serializers.CharField()
    language = serializers.CharField()
    headline = serializers.CharField()


class WaitingParentShape(Shape):
    """The beginning of what was answered."""

    id = serializers.CharField()
    author = serializers.CharField(allow_blank=True)
    excerpt = serializers.CharField()


class EvidenceShape(Shape):
    """What one phase of the screening found: its code, and in words."""

    code = serializers.CharField()
    words = serializers.CharField()


class WeighedShape(Shape):
    """A part of the text and how much it speaks for rejection (below 0: against)."""

    said = serializers.CharField()
    weight = serializers.FloatField()


class AidShape(Shape):
    """What the learned aid says: the chance of rejection, 0 to 1, and what weighed most."""

    score = serializers.FloatField()
    version = serializers.CharField()
    why = WeighedShape(many=True)


class OpenReportShape(Shape):
    """A reader's report, without the reader."""

    reason = serializers.ChoiceField(Reason.choices)
    note = serializers.CharField(allow_null=True)
    weight = serializers.FloatField()
    at = serializers.DateTimeField()


class ClaimShape(Shape):
    """Who reads a reply now, and until when it is theirs."""

    by = serializers.CharField()
    mine = serializers.BooleanField()
    until = serializers.DateTimeField()


class RecordShape(Shape):
    """What became of what somebody wrote in the caller's scope; the rate is of what was decided.

    It is null if nothing was.
    """

    written = serializers.IntegerField()
    published = serializers.IntegerField()
    rejected = serializers.IntegerField()
    waiting = serializers.IntegerField()
    rejection_rate = serializers.FloatField(allow_null=True)


class CommenterSummaryShape(RecordShape):
    """Who wrote, as moderators know them; `id` opens moderation/commenters/.

    `scoped` where the numbers are of a part of the paper.
    """

    id = serializers.CharField()
    kind = serializers.ChoiceField(AuthorKind.choices)
    scoped = serializers.BooleanField()
    first_seen = serializers.DateTimeField(allow_null=True)
    premoderated_until = serializers.DateTimeField(allow_null=True)
    banned = serializers.BooleanField()
    banned_until = serializers.DateTimeField(allow_null=True)


class WaitingCommentShape(Shape):
    """A reply in the queue, with what was found, and what can be decided now."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    revision = serializers.IntegerField()
    state = serializers.ChoiceField(State.choices)
    needs_review = serializers.BooleanField()
    text = serializers.CharField()
    html = serializers.CharField()
    language = serializers.CharField(allow_blank=True)
    author = WaitingAuthorShape()
    commenter = CommenterSummaryShape(allow_null=True)
    article = WaitingArticleShape(allow_null=True)
    parent = WaitingParentShape(allow_null=True)
    depth = serializers.IntegerField()
    held_for = serializers.ListField(child=serializers.DictField())
    evidence = EvidenceShape(many=True)
    risk = serializers.FloatField()
    aid = AidShape(allow_null=True)
    open_reports = serializers.IntegerField()
    report_weight = serializers.FloatField()
    reports = OpenReportShape(many=True)
    claim = ClaimShape(allow_null=True)
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    waiting_seconds = serializers.IntegerField()
    allowed = serializers.ListField(
        child=serializers.ChoiceField([move.value for move in DECISIONS])
    )


class ClaimSentShape(Shape):
    """How many replies somebody wants to read, and of which part of the queue."""

    count = serializers.IntegerField(
        required=False, default=20, min_value=1, max_value=MOST_CLAIMED
    )
    article = Text(required=False, allow_blank=True, max_length=200, default="")
    category = Text(required=False, allow_blank=True, max_length=80, default="")
    reason = Text(required=False, allow_blank=True, max_length=80, default="")
    language = Text(required=False, allow_blank=True, max_length=12, default="")
    ordering = serializers.ChoiceField(list(ORDERINGS), required=False, default="risk")


class ClaimedCommentShape(WaitingCommentShape):
    """A reply that is the caller's to read, until a moment."""

    claimed_until = serializers.DateTimeField()


class ClaimedShape(Shape):
    """What was claimed, in the order of the queue."""

    results = ClaimedCommentShape(many=True)


class QueuePageShape(Shape):
    """A page of the queue; keyset pages have no `count`."""

    count = serializers.IntegerField(required=False)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = WaitingCommentShape(many=True)


class LogPageShape(Shape):
    """A page of the log, the newest first; keyset pages have no `count`."""

    count = serializers.IntegerField(required=False)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = DecisionLoggedShape(many=True)


class NoteShape(Shape):
    """What moderators noted about a commenter, or warned them of."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(NoteKind.choices)
    text = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


class BanShape(Shape):
    """A ban; `by` says by what they are known, `until` null: for good."""

    id = serializers.IntegerField()
    by = serializers.ChoiceField(BanKind.choices)
    who = serializers.CharField(allow_blank=True)
    reason = serializers.ChoiceField(Reason.choices)
    note = serializers.CharField(allow_null=True)
    until = serializers.DateTimeField(allow_null=True)
    at = serializers.DateTimeField()
    banned_by = serializers.CharField()
    ended_at = serializers.DateTimeField(allow_null=True)
    in_force = serializers.BooleanField()


class AlikeShape(Shape):
    """Somebody who wrote from the same network; many people share one."""

    id = serializers.CharField()
    name = serializers.CharField(allow_blank=True)
    last_written_at = serializers.DateTimeField()


class WrittenShape(Shape):
    """A reply of a commenter."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    state = serializers.ChoiceField(State.choices)
    text = serializers.CharField(allow_blank=True)
    name = serializers.CharField(allow_blank=True)
    article = WaitingArticleShape(allow_null=True)
    open_reports = serializers.IntegerField()
    created_at = serializers.DateTimeField()


class HistoryShape(Shape):
    """A page of what a commenter wrote in the caller's scope, the newest first."""

    count = serializers.IntegerField(required=False)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = WrittenShape(many=True)


class RatesShape(Shape):
    """Share of what was decided that was rejected, by when it was written; null if nothing was."""

    days_7 = serializers.FloatField(allow_null=True)
    days_30 = serializers.FloatField(allow_null=True)
    all = serializers.FloatField(allow_null=True)


class CommenterShape(Shape):
    """A commenter within the caller's scope; `scoped` where that is a part of the paper."""

    id = serializers.CharField()
    kind = serializers.ChoiceField(AuthorKind.choices)
    name = serializers.CharField(allow_blank=True)
    first_seen = serializers.DateTimeField()
    scoped = serializers.BooleanField()
    totals = RecordShape()
    rejection_rates = RatesShape()
    premoderated_until = serializers.DateTimeField(allow_null=True)
    banned = serializers.BooleanField()
    notes = NoteShape(many=True)
    bans = BanShape(many=True)
    alike = AlikeShape(many=True)
    history = HistoryShape()


class NoteSentShape(Shape):
    """What is to be noted, or told."""

    text = TypedText()


class WarnedShape(NoteShape):
    """A warning; `told` where a letter goes out."""

    told = serializers.BooleanField()


class PremoderationSentShape(Shape):
    """Until when everything they write is read first."""

    until = Moment()


class PremoderationShape(Shape):
    """Until when everything they write is read first; null: no longer."""

    id = serializers.CharField()
    premoderated_until = serializers.DateTimeField(allow_null=True)


class BanSentShape(Shape):
    """By what somebody is banned, why, and until when (null: for good)."""

    by = serializers.ChoiceField(BanKind.choices)
    reason = serializers.ChoiceField(Reason.choices)
    note = Text(required=False, allow_blank=True, default="", max_length=500)
    until = Moment(required=False, allow_null=True, default=None)


class RejectionsSentShape(Shape):
    """How many of the newest replies are rejected, and why."""

    count = serializers.IntegerField(min_value=1, max_value=MOST_DECIDED)
    reason = serializers.ChoiceField(Reason.choices)
    note = Text(required=False, allow_blank=True, default="", max_length=500)
    force = Flag(required=False, default=False)


class HourShape(Shape):
    """What arrived and what was decided within an hour that begins at a moment."""

    at = serializers.DateTimeField()
    arrivals = serializers.IntegerField()
    decisions = serializers.IntegerField()


class ModeratorShape(Shape):
    """What one moderator decided, how fast, and how often somebody turned it round."""

    moderator = serializers.CharField()
    decisions = serializers.IntegerField()
    median_seconds = serializers.FloatField(allow_null=True)
    overturned = serializers.IntegerField()


class StatsShape(Shape):
    """How the moderation is doing; shares are 0 to 1, null where there is nothing to share.

    Times run from when a reply was written. Times, agreement and what was overturned are measured
    on the newest decisions, `measured_on` of them.
    """

    days = serializers.IntegerField()
    since = serializers.DateTimeField()
    at = serializers.DateTimeField()
    waiting = serializers.IntegerField()
    oldest_at = serializers.DateTimeField(allow_null=True)
    to_review = serializers.IntegerField()
    reported = serializers.IntegerField()
    arrivals = serializers.IntegerField()
    decisions = serializers.IntegerField()
    decided_by_rules = serializers.FloatField(allow_null=True)
    median_seconds = serializers.FloatField(allow_null=True)
    p90_seconds = serializers.FloatField(allow_null=True)
    measured_on = serializers.IntegerField()
    overturn_rate = serializers.FloatField(allow_null=True)
    agreement_with_aid = serializers.FloatField(allow_null=True)
    hours = HourShape(many=True)
    moderators = ModeratorShape(many=True)

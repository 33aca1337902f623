"""What is kept of a reader's reply?"""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from cms.kernel.columns import WebAddress
from comments.rules import tree
from comments.rules.states import BURYING, GAPS, OVER, Move, possible
from comments.rules.states import State as States

_GAPS = sorted(gap.value for gap in GAPS)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_key() -> str:
    """Return the public name of a reply: 59 random bits, which tell nothing of its number."""
    return "".join(secrets.choice(LETTERS) for _place in range(12))


class State(models.TextChoices):
    """Where a reply stands."""

    PENDING = States.PENDING.value, _("waiting")
    PUBLISHED = States.PUBLISHED.value, _("published")
    REJECTED = States.REJECTED.value, _("rejected")
    SPAM = States.SPAM.value, _("spam")
    REMOVED = States.REMOVED.value, _("removed by its author")
    ERASED = States.ERASED.value, _("erased")


class AuthorKind(models.TextChoices):
    """How well we know who wrote."""

    ANONYMOUS = "anonymous", _("anonymous")
    VERIFIED = "verified", _("e-mail verified")
    MEMBER = "member", _("member")
    STAFF = "staff", _("staff")
    EXPERT = "expert", _("expert")


class DecidedBy(models.TextChoices):
    """Who or what decided."""

    USER = "user", _("a person")
    RULE = "rule", _("a rule")
    MODEL = "model", _("the learned aid")


class CommentQuerySet(models.QuerySet["Comment"]):
    """Replies, in newsroom words."""

    def shown(self) -> "CommentQuerySet":
        """Return what readers see: published replies, and gaps above them."""
        return self.filter(shown=True)

    def roots(self) -> "CommentQuerySet":
        """Return what answers the story itself."""
        return self.filter(parent=None)

    def below(self, path: str) -> "CommentQuerySet":
        """Return all that stands under the reply of that path."""
        first, last = tree.below(path)
        return self.filter(path__gt=first, path__lt=last)

    def waiting(self) -> "CommentQuerySet":
        """Return what a moderator has yet to read."""
        return self.filter(state=State.PENDING)


class Comment(models.Model):
    """A reply to a story, or to another reply.

    `text` is what was written (cleaned), `html` its rendering, made when it was stored. `buried`
    counts the rejected ones above it; `visible_descendants` counts the published ones below it
    that no rejected one separates from it. Both change only in actions.transition, as do `change`
    (the discussion's number of what readers last saw happen here; 0: nothing yet), `first_change`
    and `fragment` (what readers get of it, as JSON without its counts; see rules.fragment).
    `turn_at` is when its turn comes in the queue (rules.turn), `doubt` how far its risk is from one
    half, `category_id` the room of its story's newest edition. A claim counts until it ends.
    `identity` is a keyed hash of who wrote; `network_hash` and that of nameless readers rotate.
    """

    key = models.CharField(_("public id"), max_length=12, unique=True, default=new_key)
    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("story"),
        on_delete=models.PROTECT,
        related_name="comments",
        db_index=False,
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        db_index=False,
    )
    root = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    in_reply_to = models.ForeignKey(
        "self",
        verbose_name=_("in reply to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    depth = models.PositiveSmallIntegerField(default=0)
    path = models.CharField(max_length=tree.LONGEST, blank=True)

    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PENDING)
    buried = models.PositiveSmallIntegerField(default=0)
    held_for = models.JSONField(_("held for"), default=list, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    risk = models.FloatField(_("risk"), default=0)
    doubt = models.FloatField(default=0.5)
    turn_at = models.DateTimeField(default=clock.now)
    category_id = models.BigIntegerField(null=True, blank=True)
    report_weight = models.FloatField(default=0)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("claimed by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    claimed_until = models.DateTimeField(null=True, blank=True)
    open_reports = models.PositiveIntegerField(_("open reports"), default=0)
    needs_review = models.BooleanField(_("to be read afterwards"), default=False)
    pinned = models.BooleanField(_("pinned"), default=False)
    featured = models.BooleanField(_("featured"), default=False)
    locked = models.BooleanField(_("takes no more replies"), default=False)

    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("rendering"), blank=True)
    fragment = models.TextField(blank=True)
    text_hash = models.CharField(max_length=32, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)

    author_name = models.CharField(_("name"), max_length=60, blank=True)
    author_email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    author_url = WebAddress(_("web address"), max_length=200, blank=True)
    author_kind = models.CharField(
        _("kind of author"),
        max_length=9,
        choices=AuthorKind.choices,
        default=AuthorKind.ANONYMOUS,
    )
    identity = models.CharField(max_length=32, blank=True)
    network_hash = models.CharField(max_length=32, blank=True)
    email_hash = models.CharField(max_length=32, blank=True)
    notify = models.BooleanField(_("tell the author of replies"), default=False)

    created_at = models.DateTimeField(_("written"), default=clock.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    editable_until = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    last_activity_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by_kind = models.CharField(
        max_length=5, choices=DecidedBy.choices, blank=True, default=""
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    up = models.PositiveIntegerField(_("votes for"), default=0)
    down = models.PositiveIntegerField(_("votes against"), default=0)
    wilson = models.FloatField(default=0)
    controversy = models.FloatField(default=0)
    # Of `up` and `down`, what came with the reply from elsewhere: votes without voters.
    up_brought = models.PositiveIntegerField(default=0)
    down_brought = models.PositiveIntegerField(default=0)
    reply_count = models.PositiveIntegerField(_("replies"), default=0)
    visible_descendants = models.PositiveIntegerField(default=0)
    change = models.PositiveBigIntegerField(default=0)
    first_change = models.PositiveBigIntegerField(default=0)
    source_key = models.CharField(max_length=200, unique=True, null=True, blank=True)

    # The database keeps this one, so that an index over what readers see needs no thought.
    shown = models.GeneratedField(
        expression=models.Case(
            models.When(
                models.Q(buried=0)
                & (
                    models.Q(state=State.PUBLISHED)
                    | models.Q(
                        state__in=sorted(gap.value for gap in GAPS), visible_descendants__gt=0
                    )
                ),
                then=models.Value(True),  # noqa: FBT003 - an SQL literal
            ),
            default=models.Value(False),  # noqa: FBT003 - an SQL literal
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    objects: ClassVar[models.Manager["Comment"]] = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="comment_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(author_kind__in=AuthorKind.values),
                name="comment_author_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(depth__lte=tree.DEEPEST), name="comment_depth_capped"
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None, root=None, depth=0)
                | models.Q(parent__isnull=False, root__isnull=False, depth__gt=0),
                name="comment_root_or_reply",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.PUBLISHED) | models.Q(published_at__isnull=False),
                name="comment_published_at_some_time",
            ),
        ]
        indexes = [
            models.Index(fields=["article", "path"], name="comment_path"),
            models.Index(fields=["root", "path"], name="comment_thread"),
            models.Index(
                fields=["root", "path"],
                name="comment_thread_shown",
                condition=models.Q(shown=True, root__isnull=False),
            ),
            models.Index(
                fields=["article", "change", "path"],
                name="comment_changes",
                condition=models.Q(change__gt=0),
            ),
            models.Index(
                fields=["created_at", "id"],
                name="comment_to_review",
                condition=models.Q(needs_review=True),
            ),
            # Without the condition SQLite would look here for the roots, and find all there are.
            models.Index(
                fields=["parent"],
                name="comment_children",
                condition=models.Q(parent__isnull=False),
            ),
            *[
                models.Index(
                    fields=["article", f"-{key}", "-id"],
                    name=f"comment_roots_{name}",
                    condition=models.Q(parent=None, shown=True),
                )
                for name, key in (
                    ("newest", "created_at"),
                    ("best", "wilson"),
                    ("disputed", "controversy"),
                    ("active", "last_activity_at"),
                )
            ],
            models.Index(
                fields=["article", "-published_at", "-id"],
                name="comment_newest",
                condition=models.Q(state=State.PUBLISHED, buried=0),
            ),
            models.Index(fields=["state", "created_at", "id"], name="comment_queue"),
            models.Index(fields=["state", "turn_at", "id"], name="comment_queue_turn"),
            models.Index(fields=["state", "doubt", "id"], name="comment_queue_doubt"),
            models.Index(
                fields=["category_id", "state", "turn_at", "id"], name="comment_queue_category"
            ),
            models.Index(fields=["article", "state", "turn_at", "id"], name="comment_queue_story"),
            models.Index(fields=["state", "-open_reports", "id"], name="comment_queue_reports"),
            # What readers report, and what somebody holds: few rows, so every order is fast.
            models.Index(
                fields=["turn_at", "id"],
                name="comment_reported",
                condition=models.Q(report_weight__gt=0),
            ),
            models.Index(
                fields=["claimed_by"],
                name="comment_claimed",
                condition=models.Q(claimed_by__isnull=False),
            ),
            # All that a commenter's record is counted by, without a look at the rows.
            models.Index(
                fields=["identity", "-created_at", "state", "category_id"], name="comment_record"
            ),
            models.Index(fields=["network_hash", "-created_at"], name="comment_by_network"),
            models.Index(
                fields=["email_hash"],
                name="comment_by_email",
                condition=~models.Q(email_hash=""),
            ),
        ]
        permissions = [
            ("moderate_comment", "Can decide on comments"),
            ("lead_moderation", "Can lead the moderation"),
        ]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return f"{self.author_name}: {self.text[:60]}"

    @property
    def buries(self) -> bool:
        """Return whether the thread below is hidden with it."""
        return self.state in BURYING

    @property
    def is_over(self) -> bool:
        """Return whether it was taken back or erased: nobody edits it or decides on it any more."""
        return self.removed_at is not None or self.state in OVER

    @property
    def moves(self) -> list[Move]:
        """Return what a moderator can decide on it now."""
        unread = bool(self.open_reports or self.needs_review)
        return [] if self.is_over else possible(States(self.state), unread=unread)


class CommentRevision(models.Model):
    """What a reply said before it was edited."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    html = models.TextField(_("rendering"))
    at = models.DateTimeField(_("when"), default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="comment_revision_once"),
        ]
        verbose_name = _("earlier wording")
        verbose_name_plural = _("earlier wordings")

    def __str__(self) -> str:
        return f"{self.comment_id} r{self.number}"

"""What is counted about a story? Counters change a thousand times as often as text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock


class CommentPolicy(models.TextChoices):
    """How replies are taken, from the mildest to the strictest."""

    OPEN = "open", _("open")
    POSTMODERATED = "postmoderated", _("published, and read by a moderator afterwards")
    PREMODERATED = "premoderated", _("read by a moderator first")
    CLOSED = "closed", _("closed")


class Repliers(models.TextChoices):
    """Who may reply, from the mildest to the strictest."""

    EVERYBODY = "everybody", _("everybody")
    VERIFIED = "verified", _("who has confirmed an e-mail address")
    MEMBERS = "members", _("who has an account")


class Discussion(models.Model):
    """How replies to a story stand: what the story itself says, and how many readers see.

    `policy` and `repliers` are empty where the story says nothing of its own (see ReplyRules).
    `change` numbers what readers saw happen to the replies, one by one; `touched` also counts
    votes: the answers about a discussion differ if and only if `touched` differs. Both grow in the
    transaction of the change, which holds this row, so that nobody ever reads 7 before 6.
    """

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="discussion"
    )
    policy = models.CharField(
        _("policy"),
        max_length=13,
        choices=CommentPolicy.choices,
        blank=True,
        default="",
    )
    repliers = models.CharField(
        _("who may reply"), max_length=9, choices=Repliers.choices, blank=True, default=""
    )
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    comment_count = models.PositiveIntegerField(_("comments"), default=0, editable=False)
    change = models.PositiveBigIntegerField(default=0, editable=False)
    touched = models.PositiveBigIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(policy__in=["", *CommentPolicy.values]),
                name="discussion_policy_known",
            ),
            models.CheckConstraint(
                condition=models.Q(repliers__in=["", *Repliers.values]),
                name="discussion_repliers_known",
            ),
        ]
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")

    def __str__(self) -> str:
        return f"{self.article_id} {self.policy}"


class ShareCount(models.Model):
    """How often readers passed a story on by one network; `imported` came from elsewhere."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="share_counts"
    )
    network = models.CharField(_("network"), max_length=16)
    n = models.PositiveBigIntegerField(_("shares"), default=0)
    imported = models.PositiveBigIntegerField(_("imported"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "network"], name="share_count_once"),
        ]
        verbose_name = _("share count")
        verbose_name_plural = _("share counts")

    def __str__(self) -> str:
        return f"{self.article_id} {self.network} {self.n}"


class ShareSeen(models.Model):
    """A share that was counted: `day` since 1970 in UTC, `h` a keyed 64-bit hash."""

    day = models.IntegerField()
    h = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "h"], name="share_seen_once")]
        verbose_name = _("counted share")
        verbose_name_plural = _("counted shares")

    def __str__(self) -> str:
        return f"{self.day}"


class Popularity(models.Model):
    """Life totals and forward-decayed scores of a story, in the log domain, in seconds.

    `hot_1d` is the instant (seconds since rules.popularity.LANDMARK) at which the score with a
    half-life of one day falls to 1: `hot = t + K ln w` for one event of weight w, K = half-life /
    ln 2. Its order is right at every later moment, so nothing is ever recomputed. See
    docs/popularity.md. `visible`, `category_id` and `language` copy the live edition's.

    `points` is what the totals weigh. `before_1d` is what `hot_1d` was when `hour` (since 1970)
    began, which is the latest hour in which something was counted.
    """

    article = models.OneToOneField(
        "articles.Article", on_delete=models.CASCADE, primary_key=True, related_name="popularity"
    )
    visible = models.BooleanField(default=False)
    category_id = models.BigIntegerField(null=True)
    language = models.CharField(max_length=12, default="")
    views = models.PositiveBigIntegerField(_("views"), default=0)
    reads = models.PositiveBigIntegerField(_("reads"), default=0)
    shares = models.PositiveBigIntegerField(_("shares"), default=0)
    comments = models.PositiveBigIntegerField(_("comments"), default=0)
    hot_1h = models.FloatField(default=0)
    hot_1d = models.FloatField(default=0)
    hot_7d = models.FloatField(default=0)
    points = models.PositiveBigIntegerField(default=0)
    hour = models.IntegerField(default=0)
    before_1h = models.FloatField(default=0)
    before_1d = models.FloatField(default=0)
    before_7d = models.FloatField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=[f"-{hot}", "-article"],
                name=f"popularity_{hot}",
                condition=models.Q(visible=True),
            )
            for hot in ("hot_1h", "hot_1d", "hot_7d")
        ]
        indexes += [
            models.Index(
                fields=[f"-{total}", "-article"],
                name=f"popularity_{total}",
                condition=models.Q(visible=True, **{f"{total}__gt": 0}),
            )
            for total in ("views", "reads", "shares", "comments", "points")
        ]
        indexes += [
            models.Index(
                fields=["category_id", "-hot_1d", "-article"],
                name="popularity_category",
                condition=models.Q(visible=True),
            ),
            models.Index(
                fields=["language", "-hot_1d", "-article"],
                name="popularity_language",
                condition=models.Q(visible=True),
            ),
        ]
        verbose_name = _("popularity")
        verbose_name_plural = _("popularity")

    def __str__(self) -> str:
        return f"{self.article_id}"


class EngagementHour(models.Model):
    """What happened to a story in one hour: `hour` since 1970 in UTC."""

    hour = models.IntegerField()
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    metric = models.PositiveSmallIntegerField()
    n = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hour", "article", "metric"], name="engagement_hour_once"
            ),
        ]
        indexes = [
            models.Index(fields=["article", "metric", "hour", "n"], name="engagement_of_article"),
        ]
        verbose_name = _("engagement by hour")
        verbose_name_plural = _("engagement by hour")

    def __str__(self) -> str:
        return f"{self.article_id} {self.hour}"


class EngagementDay(models.Model):
    """What happened to a story on one day since 1970 (UTC): hours that were condensed.

    The `hot`s are of the events as if each weighed 1 and happened in the middle of its hour: with
    them a score is made anew as exactly as from the hours, whatever events weigh by then.
    """

    pk = models.CompositePrimaryKey("article_id", "day", "metric")
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    day = models.IntegerField(db_index=True)
    metric = models.PositiveSmallIntegerField()
    n = models.PositiveBigIntegerField(default=0)
    hot_1h = models.FloatField(default=0)
    hot_1d = models.FloatField(default=0)
    hot_7d = models.FloatField(default=0)

    class Meta:
        verbose_name = _("engagement by day")
        verbose_name_plural = _("engagement by day")

    def __str__(self) -> str:
        return f"{self.article_id} {self.day}"


class PopularitySalt(models.Model):
    """The random salt of one UTC day, destroyed when the day is over."""

    day = models.IntegerField(primary_key=True)
    salt = models.BinaryField()

    class Meta:
        verbose_name = _("salt of the day")
        verbose_name_plural = _("salts of the day")

    def __str__(self) -> str:
        return f"{self.day}"

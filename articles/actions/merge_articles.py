"""How do two stories become one? Addresses and counts go over to the one that stays."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.withdraw import withdraw
from articles.actions.write_copy import Who
from articles.models import (
    Address,
    Article,
    Discussion,
    Edition,
    EngagementDay,
    EngagementHour,
    ImportedCount,
    Popularity,
    ShareCount,
    WindowCount,
    tallies,
    windows,
)
from articles.rules.popularity import METRICS, K, hour_of, merge
from cms.kernel import clock
from cms.kernel.announce import announce
from cms.kernel.errors import DomainError


class NotMergeable(DomainError):
    """The stories cannot become one; the message says why."""

    code = "not_mergeable"
    message = gettext_lazy("These stories cannot be merged: {why}")


@transaction.atomic
def merge_articles(old: int, new: int, *, by: Who) -> None:
    """Let all that was counted of one story count for another, and its addresses lead there.

    The old story is withdrawn where it was live; its row and its history stay, its copy is nobody's
    to read. Scores are those of both histories together. Who was counted today may count once more.
    Replies stay with the story they were written under, so one that shows any is not merged.
    Raises NotMergeable (409), Article.DoesNotExist.
    """
    gone, _staying = _held(old, new)
    _demand_mergeable(old, new)
    now = clock.now()
    windows.shared(hour_of(now))
    if Edition.objects.live(now).filter(article=old).exists():
        withdraw(old, by=by, note=_("Merged into another story."))
    addresses = Address.objects.filter(article=old)
    former = addresses.order_by("-pk").values("slug", "language").first()
    addresses.update(article=new)
    _move_engagement(old, new)
    _move_shares(old, new)
    _move_scores(old, new)
    announce("article.merged", str(gone.pk), into=new, before=former)


def _held(*numbers: int) -> list[Article]:
    """Lock the stories, the smaller number first; return them in the order asked for."""
    held = {pk: Article.objects.locked(pk) for pk in sorted(numbers)}
    return [held[pk] for pk in numbers]


def _demand_mergeable(old: int, new: int) -> None:
    now = clock.now()
    if old == new:
        raise NotMergeable(why=_("It is the same story."))
    if not Edition.objects.live(now).filter(article=new).exists():
        raise NotMergeable(why=_("The story that stays is not before its readers."))
    if Edition.objects.filter(article=old, live_from__gt=now).exists():
        raise NotMergeable(why=_("A publication of the old story is scheduled."))
    if Discussion.objects.filter(pk=old, comment_count__gt=0).exists():
        raise NotMergeable(why=_("The old story has replies; they would vanish."))


def _move_engagement(old: int, new: int) -> None:
    """Add the old story's hours, days and windows to the new one's."""
    hours = EngagementHour.objects.filter(article=old)
    tallies.add_hours((h, new, m, n) for h, m, n in hours.values_list("hour", "metric", "n"))
    hours.delete()
    days = EngagementDay.objects.filter(article=old)
    columns = days.values_list("day", "metric", "n", *(f"hot_{half_life}" for half_life in K))
    tallies.add_days((new, day, metric, n, hots) for day, metric, n, *hots in columns)
    days.delete()
    kept = WindowCount.objects.filter(article=old)
    windows.add_sums((new, *row) for row in kept.values_list("metric", *windows.COLUMNS))
    kept.delete()


def _move_shares(old: int, new: int) -> None:
    """Add the old story's shares, and what was brought in from elsewhere."""
    shares = ShareCount.objects.filter(article=old)
    for network, n, imported in shares.values_list("network", "n", "imported").order_by("network"):
        tallies.add_shares(new, network, n)
        sum_of = ShareCount.objects.filter(article=new, network=network)
        sum_of.update(imported=F("imported") + imported)
    shares.delete()
    for count in ImportedCount.objects.filter(article=old):
        there = ImportedCount.objects.filter(article=new, what=count.what).first()
        if there is None:
            ImportedCount.objects.filter(pk=count.pk).update(article=new)
            continue
        sums = {"n": there.n + count.n, "as_of": max(there.as_of, count.as_of)}
        ImportedCount.objects.filter(pk=there.pk).update(**sums)
        count.delete()


def _move_scores(old: int, new: int) -> None:
    """Add totals and merge scores, also those of the beginning of the later hour."""
    rows = Popularity.objects.select_for_update().order_by("pk").filter(pk__in=[old, new])
    known = {row.pk: row for row in rows}
    if old not in known:
        return
    one, other = known[new], known[old]
    hour = max(one.hour, other.hour)
    totals = {name: getattr(one, name) + getattr(other, name) for name in (*METRICS, "points")}
    hots = {}
    for half_life, k in K.items():
        hot, before = f"hot_{half_life}", f"before_{half_life}"
        hots[hot] = merge(getattr(one, hot), getattr(other, hot), k)
        then = [getattr(row, before if row.hour == hour else hot) for row in (one, other)]
        hots[before] = merge(then[0], then[1], k)
    Popularity.objects.filter(pk=new).update(hour=hour, **totals, **hots)
    nothing = dict.fromkeys((*totals, *hots), 0)
    Popularity.objects.filter(pk=old).update(visible=False, **nothing)

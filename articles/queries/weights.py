"""What do events weigh, how far are the scores, and what would other weights change?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, F, FloatField, QuerySet, Sum, Value, When
from django.db.models.functions import Exp

from articles.models import EngagementHour, Popularity, RankingBasis, RankingKind, RankingRule
from articles.queries import live
from articles.rules.popularity import METRICS, WEIGHTS, K, Weights, hour_of

LOOKED_BACK = 14 * 24  # hours: what is older has faded to a sixteen-thousandth
HALF_LIFE = "1d"
LOOKED_THROUGH = 3  # times as many: some are not live any more


@dataclass(frozen=True, slots=True)
class Standing:
    """A story at its rank, with the places it gains by other weights (None: it comes in, or goes).

    `moved` of a row of the present list is what becomes of it.
    """

    article_id: int
    headline: str
    rank: int
    moved: int | None

    @property
    def lost(self) -> int:
        """How many places it loses."""
        return -(self.moved or 0)


@dataclass(frozen=True, slots=True)
class Progress:
    """Of how many stories the scores were made anew with the present weights."""

    done: int
    of: int


def weights_now() -> Weights:
    """Return what events weigh; one query."""
    row = RankingBasis.objects.values(*WEIGHTS).first()
    return row or WEIGHTS


def progress() -> Progress | None:
    """Return how far the scores are; None when all stories have theirs."""
    basis = RankingBasis.objects.filter(rebuilt_to__isnull=False).first()
    if basis is None:
        return None
    done = Popularity.objects.filter(pk__lte=basis.rebuilt_to).count()
    return Progress(done, Popularity.objects.count())


def compared(
    now: Weights, then: Weights, *, at: datetime, limit: int
) -> tuple[list[Standing], list[Standing]]:
    """Return the most popular stories by present weights and by others, both from the hours.

    With a half-life of a day; what editors keep out is not in it, pins are left aside. Each list
    is one sum over the hours of a fortnight.
    """
    present = _best(now, at, limit)
    other = present if dict(now) == dict(then) else _best(then, at, limit)
    return _moved(present, other, 1), _moved(other, present, -1)


def _moved(
    own: Sequence[tuple[int, str]], others: Sequence[tuple[int, str]], sign: int
) -> list[Standing]:
    ranks = {pk: rank for rank, (pk, _headline) in enumerate(others, start=1)}
    return [
        Standing(pk, headline, rank, sign * (rank - ranks[pk]) if pk in ranks else None)
        for rank, (pk, headline) in enumerate(own, start=1)
    ]


def _best(weights: Weights, at: datetime, limit: int) -> list[tuple[int, str]]:
    ids = list(_scores(weights, at).values_list("article_id", flat=True)[: limit * LOOKED_THROUGH])
    cards = live.cards(ids, at)
    return [(pk, json.loads(cards[pk])["title"]) for pk in ids if pk in cards][:limit]


def _scores(weights: Weights, at: datetime) -> QuerySet[Any, Any]:
    """Return the stories by score: an event halves in weight with each half-life since its hour."""
    hour = hour_of(at)
    kept_out = RankingRule.objects.in_force(at).filter(kind=RankingKind.EXCLUDE)
    rows = EngagementHour.objects.filter(hour__gt=hour - LOOKED_BACK, hour__lte=hour)
    weight = Case(
        *(When(metric=METRICS[name], then=Value(float(w))) for name, w in weights.items()),
        default=0.0,
        output_field=FloatField(),
    )
    hours_of_k = K[HALF_LIFE] / timedelta(hours=1).total_seconds()
    faded = Exp((F("hour") - Value(float(hour))) / Value(hours_of_k), output_field=FloatField())
    rows = rows.exclude(article_id__in=kept_out.values("article_id"))
    sums = rows.values("article_id").annotate(
        score=Sum(F("n") * weight * faded, output_field=FloatField())
    )
    return sums.filter(score__gt=0).order_by("-score", "-article_id")

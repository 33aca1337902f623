"""How is a parcel of views counted, once, however often it comes?

All in one transaction: its number is noted first, the deeds that nobody had noted are found, those
above what one neighbourhood may have are left out, and the rest is counted; all that is not counted
is said, with the reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.db import transaction

from articles.actions.popularity import Counted, count_events
from articles.models import first_sight
from articles.queries.sifted import Deed, Kind, Sifted, burst_number, sifted
from articles.rules.parcels import Parcel, Why
from articles.rules.popularity import METRICS, hour_of
from cms.kernel import clock

Bursts = Mapping[tuple[Kind, int], int]  # how many of each (kind, burst)


def write_parcels(parcels: Sequence[Parcel]) -> int:
    """Count what is in closed parcels; return how many views and reads were counted.

    A parcel that was written before, by whomever, changes nothing. Raises DatabaseError, and then
    nothing is counted.
    """
    told = {parcel.number: sifted(parcel) for parcel in parcels}
    if not told:
        return 0
    with transaction.atomic():
        new = first_sight.new_parcels(told, clock.now())
        return sum(map(_count, _by_hour(told[number] for number in sorted(new))))


def _by_hour(told: Iterable[Sifted]) -> list[Sifted]:
    hours: dict[tuple[int, int], Sifted] = {}
    for one in told:
        if whole := hours.get((one.day, hour_of(one.at))):
            whole.add(one)
        else:
            hours[one.day, hour_of(one.at)] = one
    return [hours[hour] for hour in sorted(hours)]


def _count(told: Sifted) -> int:
    """Count what is new, and say why the rest is not."""
    hour = hour_of(told.at)
    new, repeats = _new(told.day, told.deeds)
    private = {(kind, burst_number(b"", kind, hour)): n for kind, n in told.private.items()}
    counted: Counter[Kind] = Counter()
    left_out: Counter[Kind] = Counter()
    for bursts, cap in ((new, settings.BURST_CAP), (private, settings.PRIVATE_CAP)):
        for kind, n, most in _room(bursts, hour, cap):
            counted[kind] += min(n, most)
            left_out[kind] += max(0, n - most)
    told.dropped.update({(kind, Why.REPEAT): n for kind, n in repeats.items()})
    told.dropped.update({(kind, Why.BURST): n for kind, n in left_out.items() if n})
    _write(told, +counted)
    return counted.total()


def _write(told: Sifted, counted: Counter[Kind]) -> None:
    first_sight.add_drops(
        (told.day, METRICS[kind.metric], str(why), kind.article_id, n)
        for (kind, why), n in told.dropped.items()
    )
    stories: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for kind, n in counted.items():
        stories[kind.article_id][kind.metric] = n
    count_events(counted=[Counted(*story) for story in stories.items()], at=told.at)


def _new(day: int, deeds: dict[int, Deed]) -> tuple[Counter[tuple[Kind, int]], Counter[Kind]]:
    """Return how many deeds of each (kind, burst) are new, and of each kind are not.

    The number of a deed is noted for the first time, a number beside it for the second, and so on
    up to DEDUPE_CAP: however many processes count, no place is taken twice.
    """
    new: Counter[tuple[Kind, int]] = Counter()
    left = {number: deed.n for number, deed in deeds.items()}
    for turn in range(settings.DEDUPE_CAP):
        if not left:
            break
        for beside in first_sight.new_views(day, [number ^ turn for number in left]):
            deed = deeds[beside ^ turn]
            new[deed.kind, deed.burst] += 1
            left[beside ^ turn] -= 1
        left = {number: n for number, n in left.items() if n}
    repeats: Counter[Kind] = Counter()
    for number, n in left.items():
        repeats[deeds[number].kind] += n
    return new, repeats


def _room(bursts: Bursts, hour: int, cap: int) -> Iterable[tuple[Kind, int, int]]:
    """Return for each burst its kind, how many came now, and how many of them may be counted."""
    if not cap or not bursts:
        return [(kind, n, n) for (kind, _burst), n in bursts.items()]
    grown = first_sight.grown_bursts(hour, {burst: n for (_kind, burst), n in bursts.items()})
    return [(kind, n, max(0, cap - (grown[burst] - n))) for (kind, burst), n in bursts.items()]

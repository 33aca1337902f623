"""How does the newsroom say what a view, a share and a reply weigh?

The weights hold from the moment they are changed: for what is counted, and in every window. Scores
follow fifty at a time, by a chore that goes on where it was broken off.
"""

from collections.abc import Mapping
from time import monotonic

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.rebuild_popularity import AT_ONCE, rebuild_popularity
from articles.models import Popularity, RankingBasis, windows
from articles.rules.popularity import WEIGHTS, hour_of
from cms.kernel import chores, clock
from cms.kernel.announce import announce
from cms.kernel.errors import Invalid, at_field

MOST = 1_000
REWEIGHING = "scores by new weights"  # the chore
AT_A_TIME = 120  # seconds, well below the lease of a chore


def change_weights(*, weights: Mapping[str, int], by: AbstractBaseUser) -> bool:
    """Let events weigh something else from now on; return whether that is a change.

    Raises Invalid (400) unless there is a whole number from 0 to MOST for every event that weighs
    anything, and one of them is above 0.
    """
    demand_weights(weights)
    with transaction.atomic():
        basis = windows.alone(hour_of(clock.now()))
        if dict(basis.weights) == dict(weights):
            return False
        RankingBasis.objects.update(**weights, changed_at=clock.now(), rebuilt_to=0)
        windows.reweigh(windows.Basis(basis.hour, weights))
        announce("ranking.weights_changed", "weights", by=by.pk, **weights)
        chores.soon(REWEIGHING)
    return True


def demand_weights(weights: Mapping[str, int]) -> None:
    """Refuse what can be no weights: Invalid (400)."""
    if weights.keys() != WEIGHTS.keys() or not all(0 <= w <= MOST for w in weights.values()):
        message = _("Give whole numbers from 0 to %(most)s.") % {"most": MOST}
        raise Invalid([at_field("/weights", "out_of_range", message)])
    if not any(weights.values()):
        raise Invalid([at_field("/weights", "all_zero", _("Something must weigh something."))])


def reweigh_stories() -> int:
    """Go on making scores anew with new weights, for some time; return how many were made."""
    until, done = monotonic() + AT_A_TIME, 0
    while part := _reweigh_some():
        done += part
        if monotonic() > until:
            chores.soon(REWEIGHING)
            break
    return done


def _reweigh_some() -> int:
    """Make the scores of the next stories anew; none are left when 0 is returned.

    What was made is noted afterwards: broken off in between, it is made once more.
    """
    basis = RankingBasis.objects.filter(rebuilt_to__isnull=False).first()
    if basis is None:
        return 0
    left = Popularity.objects.filter(pk__gt=basis.rebuilt_to).order_by("pk")
    stories = list(left.values_list("pk", flat=True)[:AT_ONCE])
    if stories:
        rebuild_popularity(article_ids=stories)
    # Weights that were changed meanwhile begin at the first story again.
    unchanged = RankingBasis.objects.filter(changed_at=basis.changed_at)
    unchanged.update(rebuilt_to=stories[-1] if stories else None)
    return len(stories)

"""What did the aid say of replies when they got their place in the queue, and what had it seen?"""

from collections.abc import Sequence

from comments.models import Appraisal, Comment
from comments.queries.aid import Said, Weighed, opinions
from comments.queries.aid_memory import MADE_WITH
from comments.rules.features import Features
from comments.rules.packing import unpacked


def said_of(rows: Sequence[Comment]) -> dict[int, tuple[Said, list[Weighed]]]:
    """Return what was said of each and why, by its number; one statement.

    Of what was not appraised (it was decided long ago, or brought in) the aid is asked now; that
    costs one statement more, and a millisecond for each.
    """
    kept = Appraisal.objects.filter(comment__in=[row.pk for row in rows])
    found = {
        pk: (Said(chance, version), [Weighed(*part) for part in why])
        for pk, chance, version, why in kept.values_list("pk", "chance", "version", "why")
    }
    others = [row for row in rows if row.pk not in found]
    if others:
        now = opinions([(row.text, row.category_id) for row in others])
        found.update(zip((row.pk for row in others), now, strict=True))
    return found


def seen_of(comment: Comment) -> Features | None:
    """Return the places of its present words, as they were kept; None where they were not."""
    kept = Appraisal.objects.filter(comment=comment, made_with=MADE_WITH)
    raw = kept.values_list("seen", flat=True).first()
    return None if raw is None else unpacked(bytes(raw))

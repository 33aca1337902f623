"""With which salt are today's visitors numbered?

Random, one for every UTC day, the same in all processes. Whoever asks for the new one destroys the
old ones, so that nobody can ever compute yesterday's numbers again; the numbers themselves go soon
after (actions.forget_sightings).
"""

import secrets

from articles.models.counters import PopularitySalt
from cms.kernel.remembered import Remembered

BYTES = 16


@Remembered  # yesterday's leaves the memory too
def salt_of(day: int) -> bytes:
    """Return the salt of a day (since 1970, UTC), made at the first call of all processes."""
    rows = PopularitySalt.objects.filter(day=day).values_list("salt", flat=True)
    if found := rows.first():
        return bytes(found)
    fresh = PopularitySalt(day=day, salt=secrets.token_bytes(BYTES))
    PopularitySalt.objects.bulk_create([fresh], ignore_conflicts=True)
    PopularitySalt.objects.filter(day__lt=day).delete()
    return bytes(rows.get())

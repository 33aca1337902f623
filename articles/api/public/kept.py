"""Which answers about stories were given a moment ago, and are still true?

A list depends on everything that readers see, and on nothing else. So it is kept, compressed once,
under the mark that the database changes with every such change (articles.models.public_state), and
given again until then, or until the clock begins or ends an edition: one statement of one row.
"""

from typing import Any

from django.conf import settings
from rest_framework.request import Request

from articles.queries.public_state import mark
from cms.kernel import clock
from cms.kernel.answers import Answer, fingerprint
from cms.kernel.asked import origin_of
from cms.kernel.memory import Kept, Memory
from cms.kernel.public import PublicRead

BY_THE_CLOCK = {"published_after", "published_before", "updated_after", "said_after"}

remembered = Memory(settings.LISTS_KEPT)


class KeptRead(PublicRead):
    """A read whose answer depends on its address and on what readers see of stories, only."""

    largest = 128 * 1024  # bytes of an answer that is kept

    def found(self, request: Request, **kwargs: Any) -> Answer:
        """Return what is kept, or read. Raises DomainError."""
        query, now = request.META.get("QUERY_STRING", ""), clock.now()
        state = mark()
        name = (state, origin_of(request), request.path, query)
        kept = remembered.get(name)
        if kept and (kept.edge is None or kept.edge > now):
            return _answer(kept)
        answer = super().found(request, **kwargs)
        if (
            state is None
            or len(answer.body) > self.largest
            or not BY_THE_CLOCK.isdisjoint(request.GET)
        ):
            return answer
        return _answer(_put(name, answer))


def _put(name: tuple[Any, ...], answer: Answer) -> Kept:
    return remembered.put(
        name,
        answer.body,
        etag=answer.etag or fingerprint(answer.body),
        keys=answer.keys if isinstance(answer.keys, str) else " ".join(answer.keys),
        modified=answer.modified,
        edge=answer.edge,
        content_type=answer.content_type,
    )


def _answer(kept: Kept) -> Answer:
    return Answer(
        kept.body,
        kept.etag,
        modified=kept.modified,
        keys=kept.keys,
        edge=kept.edge,
        content_type=kept.content_type,
        coded=kept.coded,
    )

"""Which stories were put together a moment ago, and are still true?

One statement, which reads no text, finds the state of a story: all that its answer depends on. The
bytes are kept under it, compressed once; until the clock changes something, they are the answer.
"""

from datetime import datetime

from django.conf import settings

from articles.queries import live
from articles.queries.assembled import tail
from cms.kernel.answers import fingerprint
from cms.kernel.memory import Kept, Memory

remembered = Memory(settings.STORIES_KEPT)


def kept(slug: str, language: str | None, at: datetime) -> Kept | None:
    """Return the answer of the story that is live at the address; None without one.

    One statement; a second one where the story is not kept yet.
    """
    state = live.state(slug, language, at)
    if state is None:
        return None
    found = remembered.get(state)
    if found and (found.edge is None or found.edge > at):
        return found
    story = live.story(slug, language, at)
    return _put(story) if story else None


def _put(story: live.Story) -> Kept:
    rest = tail(story)
    return remembered.put(
        story.state,
        story.detail + rest,
        etag=f"{story.etag}{fingerprint(rest)[:12]}",
        keys=story.keys,
        modified=story.changed_at,
        edge=story.edge,
        names=(story.slug, story.language),
    )

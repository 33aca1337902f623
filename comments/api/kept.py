"""Which answers about replies are still true, and under which etag?"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings

from cms.kernel.answers import Answer, secret_tag
from cms.kernel.asked import Asked
from cms.kernel.memory import Memory

remembered = Memory(settings.COMMENT_PAGES_KEPT)


def tag(asked: Asked, state: object) -> str:
    """Return the etag of what stands at the address that was asked for, in a state.

    `state` must differ whenever the answer does.
    """
    return secret_tag(*asked, repr(state))


def answer(
    etag: str, build: Callable[[], bytes], *, article_id: int, edge: datetime | None, **facts: Any
) -> Answer:
    """Return the answer of that etag: as kept, or built now."""
    kept = remembered.get(etag) or remembered.put(etag, build())
    return Answer(kept.body, etag, keys=keys_of(article_id), edge=edge, coded=kept.coded, **facts)


def keys_of(article_id: int) -> str:
    """Return what an answer about a story's discussion is purged by."""
    return f"comments-{article_id} article-{article_id}"

"""What is the outside told of a reply? Its key, its story, and whether readers see it.

Never its words, nor anything of who wrote it. A reply that readers do not see is *held*, whatever a
phase or a moderator thought of it; on a story that is not live nothing is told.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse

from articles.queries.told_outside import live_story
from cms.webhooks.rules.news import News, Tell
from comments.rules.states import State

Facts = dict[str, Any]


def _tell(type_: str, state: str | None = None) -> Tell:
    def tell(subject: str, facts: Facts, _at: datetime) -> Iterator[News]:
        story = live_story(facts["article"])
        if story is None:
            return
        path = reverse("comments", args=[story["slug"]])
        data = {
            "id": subject,
            "state": state or _state_of(facts["state"]),
            "article": {name: story[name] for name in ("id", "slug", "language", "url")},
            "paths": [urlsplit(story["url"]).path, path],
            "keys": [f"comments-{story['id']}"],
        }
        yield News(type_, f"comment-{subject}", data, story["language"], story["category"])

    return tell


def _state_of(state: str) -> str:
    return "published" if state == State.PUBLISHED else "held"


TOLD: dict[str, Tell] = {
    "comment.created": _tell("comment.created"),
    "comment.approved": _tell("comment.approved", "published"),
    "comment.rejected": _tell("comment.rejected", "rejected"),
    "comment.held": _tell("comment.removed", "held"),
    "comment.removed": _tell("comment.removed", "removed"),
}

"""The door to how replies to one story are taken."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.actions.discussion import change_discussion
from articles.api.editor import openapi, shapes
from articles.api.editor.base import VIEW, StoryDoor
from articles.queries.discussion import own_rules, standing
from cms.kernel import clock
from cms.kernel.clock import rfc3339
from cms.kernel.editing import Json, answer
from cms.kernel.sent import body_of, checked

DISCUSS = "articles.change_discussion"


class OneDiscussion(StoryDoor):
    """How replies to a story are taken; not a part of its document, so it holds at once."""

    operation = {"get": "editor_discussion_retrieve", "patch": "editor_discussion_update"}
    needs = {"get": VIEW, "patch": DISCUSS}
    moves = {"patch": "change"}

    @extend_schema(**openapi.read(shapes.DeskDiscussionShape))
    def get(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Read what the story says of its own, and what holds of story, category and site."""
        del request
        return answer(_sheet(self.story().pk))

    @extend_schema(
        **openapi.change(shapes.DiscussionPatchShape, shapes.DeskDiscussionShape, versioned=False)
    )
    def patch(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Open, close or time the replies; readers see it at once."""
        story = self.story()
        facts = checked(shapes.DiscussionPatchShape, body_of(request), partial=True)
        change_discussion(article_id=story.pk, **facts)
        return answer(_sheet(story.pk))


def _sheet(article_id: int) -> Json:
    row = own_rules(article_id)
    now = standing(article_id, clock.now())
    return {
        "policy": row.policy,
        "repliers": row.repliers,
        "closes_at": rfc3339(row.closes_at),
        "in_force": {
            "policy": now.policy,
            "repliers": now.repliers,
            "open": now.open,
            "closes_at": rfc3339(now.closes_at),
        },
        "count": now.comment_count,
    }

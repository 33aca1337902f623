"""What do readers get of the discussion?"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from articles.queries.live import moments
from cms.kernel import clock
from cms.kernel.answers import Answer, dumps
from cms.kernel.asked import Asked
from cms.kernel.params import bad_parameter
from cms.kernel.public import PublicRead
from cms.kernel.shapes import problems
from comments.api import shapes
from comments.api.addresses import story_shown
from comments.api.assembled import alone, context, page_of_replies
from comments.api.kept import answer, keys_of, tag
from comments.queries import thread
from comments.queries.thread import Found

LANGUAGE = OpenApiParameter("language", str, description="Where a slug exists in several.")
CURSOR = OpenApiParameter("cursor", str, allow_blank=True, description="As `next` says.")
LIMIT = OpenApiParameter("limit", int, description="20, at most 100.")
DEPTH = OpenApiParameter("depth", int, description="How many levels of replies; all by default.")
REFUSED = problems(400, 404, 406)
MOST_COUNTED, LONGEST_SLUG = 100, 121  # with its comma


class OneReply(PublicRead):
    """A reply by its permanent address."""

    operation = "comments_retrieve"

    @extend_schema(tags=["Comments"], responses={200: shapes.OneCommentShape, 304: None, **REFUSED})
    def get(self, request: Request, **kwargs: Any) -> Any:
        """Read one reply, and of which story it is."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the reply."""
        found = thread.found(kwargs["key"], clock.now())
        return _about(request, found, lambda: alone(found, _story(found)))


class Replies(PublicRead):
    """All that stands below a reply."""

    operation = "comments_replies"
    params = ("cursor", "limit", "depth")

    @extend_schema(
        tags=["Comments"],
        parameters=[CURSOR, LIMIT, DEPTH],
        responses={200: shapes.CommentPageShape, 304: None, **REFUSED},
    )
    def get(self, request: Request, **kwargs: Any) -> Any:
        """List what stands below a reply, in reading order: each after the one it answers."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the page asked for."""
        found = thread.found(kwargs["key"], clock.now())
        return _about(request, found, lambda: page_of_replies(request, found))


class Context(PublicRead):
    """A reply where it stands."""

    operation = "comments_context"

    @extend_schema(
        tags=["Comments"], responses={200: shapes.CommentContextShape, 304: None, **REFUSED}
    )
    def get(self, request: Request, **kwargs: Any) -> Any:
        """Read a reply with what it answers, and its neighbours at the same place."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the reply, what stands above it and what beside it."""
        found = thread.found(kwargs["key"], clock.now())
        return _about(request, found, lambda: context(found, _story(found)))


def _story(found: Found) -> bytes:
    return dumps(story_shown(found.slug, found.language))


def _about(request: Request, found: Found, build: Callable[[], bytes]) -> Answer:
    """Return an answer about a reply and what stands around it, as its story's discussion is."""
    return answer(
        tag(Asked.by(request), found), build, article_id=found.article_id, edge=found.live_until
    )


class Counts(PublicRead):
    """How many replies readers see under stories."""

    operation = "comments_counts"
    params = ("articles", "language")
    longest = MOST_COUNTED * LONGEST_SLUG

    @extend_schema(
        tags=["Comments"],
        parameters=[
            OpenApiParameter(
                "articles", str, required=True, description="Up to 100 slugs, with commas."
            ),
            LANGUAGE,
        ],
        responses={200: shapes.CommentCountsShape, 304: None, **problems(400, 406)},
    )
    def get(self, request: Request, **kwargs: Any) -> Any:
        """Count replies under up to 100 stories; slugs that are not live are left out."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **_kwargs: Any) -> Answer:
        """Return the counts in one statement."""
        slugs = set(filter(None, request.query_params.get("articles", "").split(",")))
        if not slugs:
            raise bad_parameter("articles", "required", _("Name the stories."))
        if len(slugs) > MOST_COUNTED:
            raise bad_parameter("articles", "too_many", _("Name at most 100 stories."))
        at = clock.now()
        found = thread.counts(slugs, request.query_params.get("language"), at)
        missing = ["articles"] if len(found) < len(slugs) else []  # may appear
        results = [
            {"article": slug, "language": language, "count": count}
            for _pk, slug, language, count in found
        ]
        return Answer(
            dumps({"results": results}),
            keys=[*missing, *(keys_of(row[0]) for row in found)],
            edge=moments(at).edge,
        )

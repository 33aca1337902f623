"""What do readers get of the discussion?"""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from articles.queries.live import moments
from cms.kernel import clock
from cms.kernel.answers import Answer, dumps
from cms.kernel.paging import Page, cursor_after, keyset_page
from cms.kernel.params import bad_parameter, whole_number
from cms.kernel.public import PublicRead
from cms.kernel.shapes import problems
from comments.api import shapes, show
from comments.queries import thread
from comments.queries.story import Story
from comments.rules.tree import DEEPEST

Row = dict[str, Any]
LANGUAGE = OpenApiParameter("language", str, description="Where a slug exists in several.")
CURSOR = OpenApiParameter("cursor", str, allow_blank=True, description="As `next` says.")
LIMIT = OpenApiParameter("limit", int, description="20, at most 100.")
DEPTH = OpenApiParameter("depth", int, description="How many levels of replies; all by default.")
REFUSED = problems(400, 404, 406)
MOST_COUNTED = 100
BESIDE = 3


def limit_of(request: Request) -> int:
    """Return how many are asked for."""
    return whole_number(request.query_params, "limit", 20, least=1, most=100)


def keys_of(article_id: int) -> list[str]:
    """Return what an answer about a story's discussion is purged by."""
    return [f"comments-{article_id}", f"article-{article_id}"]


def page_of_roots(request: Request, story: Story) -> Answer:
    """Return the page of roots that is asked for, each with its first replies."""
    query = request.query_params
    ordering = thread.ORDERINGS.get(query.get("ordering", "newest"))
    if ordering is None:
        raise bad_parameter("ordering", "unknown_ordering", ", ".join(thread.ORDERINGS))
    count = whole_number(query, "replies", 3, least=0, most=20)
    depth = whole_number(query, "depth", DEEPEST, least=1, most=DEEPEST)
    rows = thread.roots(story.article_id, first=count, deepest=depth)
    page = keyset_page(request, rows, ordering, limit_of(request))
    found = thread.first_replies(page.rows, deepest=depth) if count else {}
    results = [_root(request, row, found.get(row["id"], []), count) for row in page.rows]
    body = {
        "count": story.comment_count,
        "next": page.next,
        "previous": page.previous,
        "results": results,
    }
    return Answer(
        dumps(body),
        modified=story.changed_at,
        keys=keys_of(story.article_id),
        edge=story.live_until,
    )


def _root(request: Request, row: Row, replies: Sequence[Row], count: int) -> Row:
    read = replies[:count]
    return {
        **show.reply(row),
        "replies": [show.reply(one) for one in read],
        "next_replies": _more(request, row, read, more=len(replies) > count),
    }


def _more(request: Request, root: Row, read: Sequence[Row], *, more: bool) -> str | None:
    """Return where the replies go on; without any read, where they begin."""
    if not more and (read or not root["visible_descendants"]):
        return None
    query = QueryDict(mutable=True)
    if "depth" in request.query_params:
        query["depth"] = request.query_params["depth"]
    if read:
        query["cursor"] = cursor_after(read[-1], thread.READING, query)
    path = reverse("comment-replies", kwargs={"key": root["key"]})
    return request.build_absolute_uri(f"{path}?{query.urlencode()}" if query else path)


class OneReply(PublicRead):
    """A reply by its permanent address."""

    operation = "comments_retrieve"

    @extend_schema(tags=["Comments"], responses={200: shapes.CommentShape, 304: None, **REFUSED})
    def get(self, request: Request, **kwargs: Any) -> Any:
        """Read one reply."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the reply."""
        row = thread.one(kwargs["key"], clock.now())
        return Answer(
            dumps(show.reply(row)), keys=keys_of(row["article_id"]), edge=row["live_until"]
        )


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
        row = thread.one(kwargs["key"], clock.now())
        depth = whole_number(request.query_params, "depth", DEEPEST, least=1, most=DEEPEST)
        below = thread.replies(row, deepest=row["depth"] + depth)
        page = keyset_page(request, below, thread.READING, limit_of(request))
        return Answer(_page(page), keys=keys_of(row["article_id"]), edge=row["live_until"])


def _page(page: Page) -> bytes:
    results = [show.reply(row) for row in page.rows]
    return dumps({"next": page.next, "previous": page.previous, "results": results})


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
        row = thread.one(kwargs["key"], clock.now())
        before, after = thread.beside(row, count=BESIDE)
        body = {
            "ancestors": [show.reply(one) for one in thread.above(row)],
            "comment": show.reply(row),
            "before": [show.reply(one) for one in before],
            "after": [show.reply(one) for one in after],
        }
        return Answer(dumps(body), keys=keys_of(row["article_id"]), edge=row["live_until"])


class Counts(PublicRead):
    """How many replies readers see under stories."""

    operation = "comments_counts"
    params = ("articles", "language")

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
        return Answer(
            dumps({"results": [_count(row) for row in found]}),
            keys=[f"comments-{row['article_id']}" for row in found],
            edge=moments(at).edge,
        )


def _count(row: Row) -> Row:
    return {name: row[name] for name in ("article", "language", "count")}

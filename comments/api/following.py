"""What happened to a discussion since a reader looked?"""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from cms.kernel.answers import Answer, Validators
from cms.kernel.asked import Asked
from cms.kernel.shapes import problems
from comments.api import shapes
from comments.api.addresses import StoryRead, story_at
from comments.api.assembled import with_results
from comments.api.kept import keys_of, tag
from comments.api.moments import cursor, moment
from comments.api.reading import LANGUAGE
from comments.queries.changes import Event, Since, happened
from comments.queries.story import Story

AFTER = OpenApiParameter(
    "after",
    str,
    allow_blank=True,
    description="As the page of comments or the last answer says; without it, from now on.",
)


def known(asked: Asked, slug: str) -> Validators:
    """Return the validators of what happened: the `small` one as long as nothing did."""
    return _validators(asked, story_at(asked, slug))


def _validators(asked: Asked, story: Story) -> Validators:
    return Validators(
        tag(asked, story),
        small=tag(asked, story._replace(touched=-1)),  # votes make no difference to nothing
        modified=story.changed_at,
        keys=keys_of(story.article_id),
        edge=story.live_until,
    )


class Happenings(StoryRead):
    """What readers saw happen to a discussion."""

    operation = "comments_since"
    params = ("after", "language")
    known = staticmethod(known)

    @extend_schema(
        tags=["Comments"],
        parameters=[AFTER, LANGUAGE],
        responses={
            200: shapes.CommentsSinceShape,
            301: None,
            304: None,
            **problems(400, 404, 406, 410),
        },
    )
    def get(self, request: Request, **kwargs: Any) -> Any:
        """List what happened since a moment, in order: at most 100 events, `more` if there are.

        A frontend asks every few seconds with the `after` of the last answer and with its ETag;
        as long as nothing happens the answer is 304. A `comment` is new, an `update` reads
        otherwise now, a `remove` takes a reply away with all that stands below it; each is to be
        put in place by its id, since a page may be a moment newer than its own `after`. Who wants
        to show "3 new comments" first counts the events `comment`, and inserts them when told to.
        """
        return super().get(request, **kwargs)

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the events."""
        asked = Asked.by(request)
        story = story_at(asked, kwargs["slug"])
        now, said = Since(story.change), request.query_params.get("after")
        since = moment(story.article_id, said) if said else now
        found = happened(story.article_id, since, now=story.change)
        head = {
            "after": cursor(story.article_id, found.until),
            "count": story.comment_count,
            "more": found.more,
        }
        validators = _validators(asked, story)
        return Answer(
            with_results(head, map(_event, found.events)),
            validators.etag if found.events else validators.small,
            modified=validators.modified,
            keys=validators.keys,
            edge=validators.edge,
        )


def _event(event: Event) -> bytes:
    comment = event.text + b"}" if event.text else b'{"id":"%b"}' % event.key.encode()
    return b'{"event":"%b","comment":%b}' % (event.what.encode(), comment)

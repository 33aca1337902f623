"""What does a feed reader get of the replies to a story?

RSS 2.0 (rssboard.org/rss-specification), Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org); the
newest fifty, with no address of anybody.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.utils.translation import override
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from cms.kernel import clock
from cms.kernel.answers import Answer, dumps
from comments.api.addresses import StoryRead
from comments.api.kept import keys_of
from comments.queries.newest import Newest, newest
from comments.queries.story import Story, at_address

NEWEST = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Written = tuple[bytes, str]


class RepliesFeed(StoryRead):
    """The newest replies to a story, as a feed."""

    params = ("language",)
    schema = None  # feeds have formats of their own

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:  # noqa: FBT001, FBT002 - DRF's signature
        """Give the feed whatever is accepted: its address names the format."""
        return JSONRenderer(), "application/json"

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the feed in the format that the address ends with."""
        at = clock.now()
        story = at_address(kwargs["slug"], request.query_params.get("language"), at)
        found = newest(story, count=NEWEST, at=at)
        with override(story.language):
            body, content_type = FORMATS[kwargs["form"]](story, found, _self_of(request))
        return Answer(
            body,
            modified=story.changed_at,
            keys=keys_of(story.article_id),
            edge=story.live_until,
            content_type=content_type,
        )


def _self_of(request: Request) -> str:
    path: str = request.get_full_path()
    return f"{settings.SITE_URL}{path}"


def page_of(story: Story) -> str:
    """Return the story's page on the newspaper's own frontend."""
    return str(settings.ARTICLE_URL.format(language=story.language, slug=quote(story.slug)))


def _title(found: Newest) -> str:
    return _("Replies to “%(headline)s”") % {"headline": found.headline}


def _by(row: dict[str, Any]) -> str:
    return _("%(name)s replied") % {"name": row["author_name"] or _("Anonymous")}


def _name_of(row: dict[str, Any]) -> str:
    """Return the address under which the reply is known for ever."""
    return f"{settings.SITE_URL}/api/v1/comments/{row['key']}/"


def _xml(make: "type[_Quiet]", story: Story, found: Newest, own: str) -> Written:
    page = page_of(story)
    feed = make(
        title=_title(found),
        link=page,
        description=_title(found),
        language=story.language,
        feed_url=own,
        feed_guid=own,
    )
    for row in found.replies:
        feed.add_item(
            title=_by(row),
            link=f"{page}#reply-{row['key']}",
            description=row["html"],
            author_name=row["author_name"] or _("Anonymous"),
            pubdate=row["published_at"],
            updateddate=row["edited_at"] or row["published_at"],
            unique_id=_name_of(row),
            unique_id_is_permalink=False,
        )
    return feed.writeString("utf-8").encode(), feed.content_type


def _rss(story: Story, found: Newest, own: str) -> Written:
    return _xml(_Rss, story, found, own)


def _atom(story: Story, found: Newest, own: str) -> Written:
    return _xml(_Atom, story, found, own)


def _json(story: Story, found: Newest, own: str) -> Written:
    page = page_of(story)
    items = [
        {
            "id": _name_of(row),
            "url": f"{page}#reply-{row['key']}",
            "title": _by(row),
            "content_html": row["html"],
            "date_published": clock.rfc3339(row["published_at"]),
            "authors": [{"name": row["author_name"] or _("Anonymous")}],
            **({"date_modified": clock.rfc3339(row["edited_at"])} if row["edited_at"] else {}),
        }
        for row in found.replies
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(found),
        "home_page_url": page,
        "feed_url": own,
        "language": story.language,
        "items": items,
    }
    return dumps(feed), "application/feed+json; charset=utf-8"


class _Quiet(SyndicationFeed):
    """A feed that says when its newest reply came; an empty one is as old as it was."""

    content_type: str

    def latest_post_date(self) -> datetime:
        """Return the newest moment in the feed: the same bytes while nothing is said."""
        return max((item["updateddate"] for item in self.items), default=EPOCH)


class _Rss(_Quiet, Rss201rev2Feed):
    pass


class _Atom(_Quiet, Atom1Feed):
    pass


FORMATS: dict[str, Callable[[Story, Newest, str], Written]] = {
    "rss": _rss,
    "atom": _atom,
    "json": _json,
}

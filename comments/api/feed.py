"""What does a feed reader get of the replies to a story?

The newest fifty, with no address of anybody (cms.kernel.feeds has the formats).
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from rest_framework.request import Request

from articles.queries.addresses import page_url
from cms.kernel import clock
from cms.kernel.answers import Answer
from cms.kernel.feeds import Entry, Feed, FeedRead, own_address, written
from comments.api.addresses import StoryRead
from comments.api.kept import keys_of
from comments.queries.newest import Newest, newest
from comments.queries.story import Story, at_address

NEWEST = 50


class RepliesFeed(FeedRead, StoryRead):
    """The newest replies to a story, as a feed."""

    params = ("language",)

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the feed in the format that the address ends with."""
        at = clock.now()
        story = at_address(kwargs["slug"], request.query_params.get("language"), at)
        found = newest(story, count=NEWEST, at=at)
        with override(story.language):
            body, content_type = written(_feed(story, found, own_address(request)), kwargs["form"])
        return Answer(
            body,
            modified=story.changed_at,
            keys=keys_of(story.article_id),
            edge=story.live_until,
            content_type=content_type,
        )


def _feed(story: Story, found: Newest, own: str) -> Feed:
    page, headline = page_url(story.slug, story.language), {"headline": found.headline}
    title = _("Replies to “%(headline)s”") % headline
    entries = [_entry(row, page) for row in found.replies]
    return Feed(title=title, url=page, own=own, language=story.language, entries=entries)


def _entry(row: dict[str, Any], page: str) -> Entry:
    name = row["author_name"] or _("Anonymous")
    return Entry(
        # The address under which the reply is known for ever.
        id=f"{settings.SITE_URL}/api/v1/comments/{row['key']}/",
        url=f"{page}#reply-{row['key']}",
        title=_("%(name)s replied") % {"name": name},
        html=row["html"],
        by=[name],
        published=row["published_at"],
        updated=row["edited_at"] or row["published_at"],
    )

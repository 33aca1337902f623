"""The doors to feeds: the newest stories, of all or under one heading, whole."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Model
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import override
from rest_framework.request import Request

from articles.api.public.base import listed
from articles.api.public.filters import StoryFilter, filtered, lists_asked_for
from articles.api.public.kept import KeptRead
from articles.models.editions import Edition
from articles.models.people import Author, Expert
from articles.models.taxonomy import Category, Tag
from articles.queries import live
from articles.queries.assembled import parsed
from articles.queries.people import in_print, present_expert
from articles.queries.shown import keys_shown
from articles.rules.feed_html import story_html
from cms.kernel import clock
from cms.kernel.answers import Answer
from cms.kernel.errors import Missing
from cms.kernel.feeds import Entry, Feed, FeedRead, own_address, written

NEWEST = 50
HEADINGS: dict[str, type[Model]] = {
    "author": Author,
    "category": Category,
    "expert": Expert,
    "tag": Tag,
}


class StoryFeed(FeedRead, KeptRead):
    """The newest stories, as a feed; of one heading where the address names it."""

    params = ("language",)
    heading = ""  # a filter of StoryFilter
    largest = 1024 * 1024

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the feed in the format that the address ends with."""
        at, said = clock.now(), QueryDict(mutable=True)
        title = settings.SITE_NAME
        if self.heading:
            row = _heading(HEADINGS[self.heading], kwargs["slug"])
            said[self.heading], title = row.slug, f"{row.name} – {title}"
        if language := request.query_params.get("language"):
            said["language"] = language
        rows = filtered(StoryFilter, said, Edition.objects.live(at))
        newest = rows.order_by("-published_at", "-id").values_list("pk", flat=True)[:NEWEST]
        stories = live.stories(list(newest), at)
        with override(language or settings.LANGUAGE_CODE):
            feed = Feed(
                title=title,
                url=f"{settings.SITE_URL}/",
                own=own_address(request),
                language=language or "",
                entries=[_entry(parsed(story)) for story in stories],
            )
            body, content_type = written(feed, kwargs["form"])
        keys = [*lists_asked_for(said), *keys_shown([story.edition_id for story in stories])]
        return listed(body, dict.fromkeys(keys), at, content_type)


def _heading(model: type[Model], slug: str) -> Any:
    """Return what the feed is about. Raises Missing (404) for what no live story mentions."""
    at = clock.now()
    found = present_expert(slug, at)[0] if model is Expert else None
    row: Any = found or in_print(model, at).filter(slug=slug).first()
    if row is None:
        raise Missing
    return row


def feed_of(heading: str) -> type[StoryFeed]:
    """Return the door to the feeds of one kind of heading."""
    return type(f"{heading.title()}Feed", (StoryFeed,), {"heading": heading})


def _entry(article: dict[str, Any]) -> Entry:
    photo = article["lead_photo"]
    published, updated = map(parse_datetime, (article["published_at"], article["updated_at"]))
    assert published  # noqa: S101 - a live story has both
    assert updated  # noqa: S101
    return Entry(
        id=f"tag:{urlsplit(settings.SITE_URL).hostname},2026:article-{article['id']}",  # RFC 4151
        url=article["url"],
        title=article["title"],
        html=story_html(article),
        summary=article["standfirst"],
        by=[name["name"] for name in article["byline"]],
        published=published,
        updated=updated,
        tags=[tag["name"] for tag in article["tags"]],
        language=article["language"],
        image=_image(photo) if photo and photo["url"] else None,
    )


def _image(photo: dict[str, Any]) -> tuple[str, str]:
    """Return the address of a photo and its media type; formats are called as the types are."""
    forms = {one["url"]: one["format"] for one in photo["renditions"]}
    return photo["url"], f"image/{forms[photo['url']]}"

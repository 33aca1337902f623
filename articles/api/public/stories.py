"""The doors to stories: the list, one story, and what stands around it."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.api.public.base import StoryRead, listed
from articles.api.public.expanded import expanded
from articles.api.public.filters import StoryFilter, counted_as, filtered, lists_asked_for
from articles.api.public.kept import KeptRead
from articles.api.public.openapi import STORY_PARAMS, list_schema, read_schema
from articles.api.public.picked import PICKING, Picking, items, picked
from articles.api.public.shapes import ArticleCardShape, ArticleShape
from articles.api.public.shapes import (
    page_of as shape_page,
)
from articles.api.public.story_kept import kept
from articles.models.editions import Edition
from articles.queries import live
from articles.queries.addresses import Found, find, gone
from articles.queries.known_lists import BY_TIME, KnownList
from articles.queries.listed_counts import live_count
from articles.queries.related import related_ids, translation_ids
from articles.queries.shown import keys_around, keys_shown
from cms.kernel import clock
from cms.kernel.answers import WORTH_COMPRESSING, Answer, Validators, dumps
from cms.kernel.asked import Asked
from cms.kernel.errors import Missing
from cms.kernel.expanding import parts_named
from cms.kernel.paging import PAGE_PARAMS, Page, page_bytes, page_of
from cms.kernel.params import bad_parameter, whole_number

ORDERS = {"published_at": "published_at", "updated_at": "updated_at", "title": "headline"}


class Stories(KeptRead):
    """Live stories, newest first."""

    operation = "articles_list"
    params = (*StoryFilter.base_filters, *PAGE_PARAMS, *PICKING, "ordering")
    repeatable = ("tag", "author", "expert")

    @extend_schema(
        **list_schema(StoryFilter, shape_page(ArticleCardShape, "Articles"), picking=True)
    )
    def get(self, request: Request, **kwargs: Any) -> Any:
        """List live stories."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **_kwargs: Any) -> Answer:
        """Return the page asked for, from stored bytes."""
        at, query = clock.now(), request.query_params
        order = ordering(query.get("ordering", "-published_at"))
        lists, picks = lists_asked_for(query), Picking(query)
        name = counted_as(query, lists)
        if name and order in BY_TIME:
            return _page_answer(page_of(request, KnownList(name, at), order), picks, lists, at)
        rows = filtered(StoryFilter, query, Edition.objects.live(at))
        columns = {name.removeprefix("-") for name in order} - {"id"}
        counted = partial(live_count, name, at) if name else None
        page = page_of(request, rows.values(*columns, "id"), order, counted=counted)
        return _page_answer(page, picks, lists, at)


def ordering(said: str) -> list[str]:
    """Return the columns of `?ordering=-published_at,title`, with the id as the last word.

    Raises BadParameter (400) for a key that is not known or stands twice.
    """
    order: list[str] = []
    for key in said.split(","):
        name = key.strip().removeprefix("-")
        sign = "-" if key.strip().startswith("-") else ""
        if name not in ORDERS or any(o.removeprefix("-") == ORDERS[name] for o in order):
            raise bad_parameter(
                "ordering", "unknown_ordering", "published_at, updated_at, title; each once."
            )
        order.append(f"{sign}{ORDERS[name]}")
    return [*order, "-id" if order[0].startswith("-") else "id"]


def _page_answer(page: Page, picks: Picking, lists: list[str], at: datetime) -> Answer:
    told = items([row["id"] for row in page.rows], picks, at)
    keys = [*lists, *keys_shown([row["id"] for row in page.rows], whole=picks.whole)]
    return listed(page_bytes(page, told), keys, at)


def known(asked: Asked, *, slug: str) -> Validators:
    """Return the validators of a story that is asked for plainly. Raises Missing for any other."""
    story = None if asked.query else kept(slug, None, clock.now())
    if story is None:
        raise Missing
    small = story.etag if len(story.body) < WORTH_COMPRESSING else ""
    return Validators(story.etag, small, story.modified, story.keys, story.edge)


class OneStory(StoryRead):
    """One live story."""

    operation = "articles_retrieve"
    params = ("language", "expand", *PICKING)
    known = staticmethod(known)

    @extend_schema(**read_schema(ArticleShape, (*STORY_PARAMS, "expand")))
    def get(self, request: Request, **kwargs: Any) -> Any:
        """Read a live story: 301 from a former address, 410 when it was withdrawn."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the stored bytes with the counters behind them."""
        at, query = clock.now(), request.META.get("QUERY_STRING")
        language = request.query_params.get("language") if query else None
        story = kept(kwargs["slug"], language, at)
        if story is None:
            raise gone(kwargs["slug"], language, at)
        facts: dict[str, Any] = {"modified": story.modified, "keys": story.keys, "edge": story.edge}
        picks = Picking(request.query_params) if query else None
        if picks and "expand" in request.query_params:
            parts = parts_named("article", request.query_params["expand"])
            return expanded(request, story, parts, picks)
        if picks and picks.any:
            return Answer(dumps(picks.of(json.loads(story.body))), **facts)
        return Answer(story.body, story.etag, coded=story.coded, **facts)


def _told(ids: Sequence[int], picks: Picking, at: datetime) -> list[bytes]:
    """Return the list items of those articles that are live, in their order."""
    if picks.whole:
        editions = live.editions(ids, at)
        return items([editions[pk] for pk in ids if pk in editions], picks, at)
    cards = live.cards(ids, at)
    return picked([cards[pk] for pk in ids if pk in cards], picks)


class _Around(KeptRead, StoryRead):
    """Stories that belong to one: a plain list of cards."""

    params = ("language", "limit", *PICKING)

    def ids(self, found: Found, at: datetime, limit: int) -> list[int]:
        raise NotImplementedError

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the cards of the stories around the one at the address."""
        at, query = clock.now(), request.query_params
        limit = whole_number(query, "limit", 6, least=1, most=50)
        picks = Picking(query)
        found = find(kwargs["slug"], language=query.get("language"), at=at)
        ids = self.ids(found, at, limit)
        told = _told(ids, picks, at)
        body = page_bytes(Page(rows=[], next=None, previous=None, count=len(told)), told)
        return listed(body, keys_around(found.article_id, at, ids, whole=picks.whole), at)


class RelatedStories(_Around):
    """What to read next: editors' picks first, then by shared experts, tags, category."""

    operation = "articles_related"

    @extend_schema(**read_schema(shape_page(ArticleCardShape, "Related"), (*STORY_PARAMS, "limit")))
    def get(self, request: Request, **kwargs: Any) -> Any:
        """List what to read next."""
        return super().get(request, **kwargs)

    def ids(self, found: Found, at: datetime, limit: int) -> list[int]:
        """Return the related articles, best first."""
        return related_ids(found.article_id, at, limit)


class Translations(_Around):
    """The same story in other languages."""

    operation = "articles_translations"

    @extend_schema(
        **read_schema(shape_page(ArticleCardShape, "Translations"), (*STORY_PARAMS, "limit"))
    )
    def get(self, request: Request, **kwargs: Any) -> Any:
        """List the same story in other languages."""
        return super().get(request, **kwargs)

    def ids(self, found: Found, at: datetime, limit: int) -> list[int]:
        """Return the translations that are live."""
        return translation_ids(found.article_id, at, limit)

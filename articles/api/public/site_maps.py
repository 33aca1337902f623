"""The doors for search engines: site maps, the news map, and what robots may do.

Formats: sitemaps.org/protocol.html (an index of pages, each below 50,000 addresses), Google's
news extension (two days, at most 1,000 stories) and hreflang links between translations.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from articles.api.public.base import listed
from articles.api.public.kept import KeptRead
from articles.queries import site_map
from articles.queries.addresses import page_url
from cms.kernel import clock
from cms.kernel.answers import Answer
from cms.kernel.clock import rfc3339
from cms.kernel.errors import Missing
from cms.kernel.feeds import FeedRead, xml_text

XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
NEWS_DAYS, NEWS_STORIES = 2, 1_000


class SiteMap(FeedRead, KeptRead):
    """The index of the pages of the site map."""

    def read(self, request: Request, **_kwargs: Any) -> Answer:
        """Return the index."""
        at = clock.now()
        found = [
            f"<sitemap><loc>{_own('sitemap-page', number=number)}</loc>"
            f"<lastmod>{rfc3339(changed)}</lastmod></sitemap>"
            for number, changed in site_map.pages(at)
        ]
        return _xml("sitemapindex", SITEMAP, found, at)


class SiteMapPage(FeedRead, KeptRead):
    """One page of the site map."""

    largest = 8 * 1024 * 1024

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the addresses of a page."""
        at, number = clock.now(), kwargs["number"]
        stories = site_map.page(number, at) if 0 < number < 2**40 else []
        if not stories:
            raise Missing
        told = site_map.translations({story.story for story in stories}, at)
        found = [
            f"<url><loc>{_url(s.slug, s.language)}</loc><lastmod>{rfc3339(s.updated_at)}</lastmod>"
            f"{_others(told.get(s.story, ()))}</url>"
            for s in stories
        ]
        return _xml("urlset", f"{SITEMAP} {XHTML}", found, at)


class NewsMap(FeedRead, KeptRead):
    """What was published in the last two days."""

    largest = 1024 * 1024

    def read(self, request: Request, **_kwargs: Any) -> Answer:
        """Return the news map; the hour is what its two days are counted from."""
        at = clock.now()
        since = at.replace(minute=0, second=0, microsecond=0) - timedelta(days=NEWS_DAYS)
        found = [_news(story) for story in site_map.newest(since, at, NEWS_STORIES)]
        answer = _xml("urlset", f"{SITEMAP} {NEWS}", found, at)
        ends = since + timedelta(days=NEWS_DAYS, hours=1)
        return replace(answer, edge=min(filter(None, (answer.edge, ends))))


def robots(_request: HttpRequest) -> HttpResponse:
    """Lead search engines to the maps and away from the desk."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        f"Sitemap: {_own('sitemap')}",
        f"Sitemap: {_own('news-sitemap')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _xml(name: str, spaces: str, items: Iterable[str], at: datetime) -> Answer:
    said = "\n".join([f"<{name} {spaces}>", *items, f"</{name}>", ""])
    return listed((HEAD + said).encode(), ["articles"], at, XML)


def _own(door: str, **kwargs: Any) -> str:
    return escape(f"{settings.SITE_URL}{reverse(door, kwargs=kwargs)}")


def _url(slug: str, language: str) -> str:
    return escape(page_url(slug, language))


def _others(told: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{_url(slug, language)}"/>'
        for language, slug in told
    )


def _news(story: site_map.Listed) -> str:
    return (
        f"<url><loc>{_url(story.slug, story.language)}</loc><news:news><news:publication>"
        f"<news:name>{escape(xml_text(settings.SITE_NAME))}</news:name>"
        f"<news:language>{story.language}</news:language></news:publication>"
        f"<news:publication_date>{rfc3339(story.published_at)}</news:publication_date>"
        f"<news:title>{escape(xml_text(story.headline))}</news:title></news:news></url>"
    )

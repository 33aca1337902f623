"""How many statements does each public read cost? A number, the same for few and for many."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, resolve

from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.api.public.kept import KeptRead
from articles.api.public.kept import remembered as lists
from articles.api.public.popular_kept import remembered as rankings
from articles.api.public.story_kept import remembered as stories
from articles.models import Author, Expert, Tag
from articles.rules import copy as values
from cms.kernel.public import PublicRead
from comments.api.kept import remembered

COUNTS = {
    "articles/": 6,
    "articles/?cursor=": 5,
    "articles/?fields=title,share": 6,
    "articles/?tag=strikes&category=city&expert=rosa-lind&search=quay": 18,
    "articles/dockers-strike/": 2,
    "articles/dockers-strike/related/?limit=50": 9,
    "articles/dockers-strike/related/?limit=50&fields=title,lead_photo.url": 9,
    "articles/dockers-strike/related/?limit=50&fields=title,sections.heading": 10,
    "articles/dockers-strike/translations/": 5,
    "articles/dockers-strike/comments/": 2,
    "articles/dockers-strike/comments/since/": 1,
    "articles/dockers-strike/comments/form/": 4,
    "comments/counts/?articles=dockers-strike": 2,
    "most-popular/": 5,
    "search/?q=quay": 6,
    "search/?q=quay&facets=none": 5,
    "search/?q=quay&language=en&tag=strikes&expert=rosa-lind": 6,
    "search/?q=quay&ordering=newest&cursor=": 5,
    "experts/": 6,
    "experts/rosa-lind/": 6,
    "experts/rosa-lind/quotes/": 6,
    "quotes/": 4,
    "authors/": 5,
    "authors/berit-holm/": 4,
    "categories/": 5,
    "categories/city/": 4,
    "tags/": 5,
    "tags/strikes/": 4,
    "changes/": 11,
    "changes/?since=&fields=title,sections.heading": 12,
    "resolve/?path=/en/dockers-strike/": 3,
    "photos/{photo}/": 4,
    "quotes/{quote}/": 3,
}
# They need a comment of their own; tests/comments pins them.
ELSEWHERE = {"comment", "comment-replies", "comment-context", "schema", "docs"}


def spent(api, path: str) -> int:
    remembered.forget()
    stories.forget()
    lists.forget()
    rankings.forget()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = api.get(f"/api/v1/{path}")
    assert answer.status_code == 200, path
    return len(queries)


@pytest.mark.django_db
def test_every_public_read_costs_its_number_however_much_there_is(
    api, ada, strike_story, story_copy
):
    quote = strike_story.sections.get(position=1).quote_set.get().key
    paths = {p: p.format(photo=strike_story.lead_photo_id, quote=quote) for p in COUNTS}
    grown(ada, story_copy, 99)
    few = {name: spent(api, path) for name, path in paths.items()}

    for number in range(12):
        grown(ada, story_copy, number)

    assert few == COUNTS
    assert {name: spent(api, path) for name, path in paths.items()} == COUNTS


@pytest.mark.django_db
def test_a_list_that_is_kept_costs_one_look_at_one_row(api, strike_story):
    quote = strike_story.sections.get(position=1).quote_set.get().key
    paths = [p.format(photo=strike_story.lead_photo_id, quote=quote) for p in COUNTS]
    kept = [path for path in paths if issubclass(door_of(path), KeptRead)]

    for path in kept:
        spent(api, path)
        with CaptureQueriesContext(connection) as queries:
            api.get(f"/api/v1/{path}")
        assert [query["sql"].split(" FROM ")[1] for query in queries] == [
            "articles_publicstate WHERE id = 1"
        ], path
    assert len(kept) > 12


def door_of(path: str) -> type:
    return resolve(f"/api/v1/{path.partition('?')[0]}").func.cls


def grown(ada, story_copy, number: int) -> None:
    """Publish one more story, with people and headings of its own beside the shared ones."""
    tag = Tag.objects.create(slug=f"t-{number}", name=f"T{number}")
    author = Author.objects.create(slug=f"a-{number}", name=f"A{number}")
    expert = Expert.objects.create(slug=f"e-{number}", name=f"E{number}")
    copy = story_copy(slug=f"story-{number}")
    section = replace(
        copy.sections[1],
        blocks=(*copy.sections[1].blocks, values.Quote("", f"Number {number}.", expert.pk)),
    )
    copy = replace(
        copy,
        tags=(*copy.tags, tag.pk),
        byline=(*copy.byline, values.BylineEntry(author.pk)),
        sections=(copy.sections[0], section),
    )
    publish(create_article(copy, by=ada).pk, by=ada)


def test_no_public_read_is_without_a_number():
    read = {
        pattern.name
        for resolver in get_resolver().url_patterns
        if isinstance(resolver, URLResolver) and str(resolver.pattern) == "api/v1/"
        for pattern in leaves(resolver)
        if issubclass(getattr(pattern.callback, "cls", object), PublicRead)
    }
    shapes = {path.split("?")[0] for path in COUNTS}

    assert len(read - ELSEWHERE) <= len(shapes), sorted(read)


def leaves(resolver):
    for pattern in resolver.url_patterns:
        yield from leaves(pattern) if isinstance(pattern, URLResolver) else [pattern]

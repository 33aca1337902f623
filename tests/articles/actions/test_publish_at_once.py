"""Many people at once: one winner, one clear refusal, and nothing half done."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from articles.actions.publish import SlugTaken, publish
from articles.actions.withdraw import NotPublished, withdraw
from articles.actions.write_copy import StaleCopy, create_article, write_copy
from articles.models import Address, Edition, Revision
from articles.queries.working_copy import load
from articles.rules import document
from cms.kernel.errors import DomainError

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Run the jobs in threads that start together; return what each gave or refused."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return job()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_one_of_many_stories_gets_the_address(ada, story_copy):
    stories = [create_article(story_copy(headline=f"No {n}"), by=ada) for n in range(6)]

    ended = at_once(*(lambda pk=s.pk: publish(pk, by=ada) for s in stories))

    assert sum(isinstance(end, Edition) for end in ended) == 1
    assert sum(isinstance(end, SlugTaken) for end in ended) == 5
    assert Address.objects.count() == Edition.objects.count() == 1


def test_publishing_twice_at_once_leaves_one_live_edition(ada, story_copy):
    article = create_article(story_copy(), by=ada)

    ended = at_once(*([lambda: publish(article.pk, by=ada)] * 4))

    assert all(isinstance(end, Edition) for end in ended)
    assert Edition.objects.count() == 1


def test_one_of_two_editors_who_saw_the_same_version_wins(ada, story_copy):
    article = create_article(story_copy(), by=ada)
    copy = load(article)

    ended = at_once(
        *(
            lambda n=n: write_copy(
                article.pk, replace(copy, headline=f"By editor {n}"), by=ada, version=1
            )
            for n in range(4)
        )
    )

    assert sum(isinstance(end, StaleCopy) for end in ended) == 3
    assert list(Revision.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_an_edition_made_during_an_edit_is_one_of_the_two_states(ada, story_copy):
    article = create_article(story_copy(headline="Before"), by=ada)
    after = replace(load(article), headline="After", standfirst="After as well.")

    at_once(
        lambda: write_copy(article.pk, after, by=ada, version=None),
        lambda: publish(article.pk, by=ada),
    )

    frozen = document.read(json.loads(Edition.objects.get().content))
    assert (frozen.headline, frozen.standfirst) in {
        ("Before", "The port is silent, and the city begins to feel it."),
        ("After", "After as well."),
    }


def test_withdrawing_twice_at_once_is_done_once(ada, story_copy):
    article = create_article(story_copy(), by=ada)
    publish(article.pk, by=ada)

    ended = at_once(*([lambda: withdraw(article.pk, by=ada, note="Wrong.")] * 3))

    assert sum(isinstance(end, NotPublished) for end in ended) == 2
    assert not Edition.objects.exists()

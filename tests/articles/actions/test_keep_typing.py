"""Many hands at once: the newsroom expects that ..."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from articles.actions.keep_typing import begin_draft, keep_typing, save_new
from articles.actions.save_typed import Clashing, save_typed
from articles.models import Article, Edition, Revision, RollingRevision
from articles.queries.working_copy import load
from articles.rules.copy import ArticleCopy, Passage, Section

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Run the jobs in threads that start together; return what each gave or refused."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return job()
        except Clashing as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.fixture
def story(ada: Any) -> Article:
    body = Section("", blocks=tuple(Passage("", f"<p>{n}</p>") for n in range(8)))
    return save_new(ArticleCopy(headline="Long", sections=(body,)), by=ada, key="").article


def _with(copy: ArticleCopy, place: int, words: str) -> ArticleCopy:
    (section,) = copy.sections
    blocks = list(section.blocks)
    blocks[place] = Passage(blocks[place].id, f"<p>{words}</p>")
    return copy.with_sections((replace(section, blocks=tuple(blocks)),))


def test_stale_saves_of_other_blocks_all_survive(ada, story):
    opened = load(story)

    at_once(
        *(
            lambda n=n: save_typed(story.pk, _with(opened, n, f"by {n}"), by=ada, seen=1)
            for n in range(6)
        )
    )

    texts = [block.html for block in load(story).blocks()]
    assert texts == [*(f"<p>by {n}</p>" for n in range(6)), "<p>6</p>", "<p>7</p>"]
    assert list(Revision.objects.order_by("number").values_list("number", flat=True)) == [
        1, 2, 3, 4, 5, 6, 7,
    ]  # fmt: skip


def test_of_stale_saves_of_one_block_one_is_kept_and_the_others_are_asked(ada, story):
    opened = load(story)

    answers = at_once(
        *(
            lambda n=n: save_typed(story.pk, _with(opened, 0, f"by {n}"), by=ada, seen=1)
            for n in range(4)
        )
    )

    winners = [n for n, answer in enumerate(answers) if not isinstance(answer, Clashing)]
    assert len(winners) == 1
    assert load(story).blocks()[0].html == f"<p>by {winners[0]}</p>"
    assert Revision.objects.filter(article=story).count() == 2


def test_two_editors_typing_at_once_touch_neither_each_other_nor_the_story(ada, moss, strike_story):
    before = list(Edition.objects.values_list("content", "detail", "etag"))
    copy = load(strike_story)

    def types(who: Any) -> None:
        for n in range(10):
            words = replace(copy, headline=f"{who.username} {n}")
            keep_typing(strike_story.pk, words, by=who, seen=1)

    at_once(lambda: types(ada), lambda: types(moss))

    rows = {row.by.username: row.tree["headline"] for row in RollingRevision.objects.all()}
    assert rows == {"ada": "ada 9", "moss": "moss 9"}
    strike_story.refresh_from_db()
    assert (strike_story.version, load(strike_story)) == (1, copy)
    assert Revision.objects.count() == 1
    assert list(Edition.objects.values_list("content", "detail", "etag")) == before


def test_one_key_at_once_begins_one_draft(ada):
    copy = ArticleCopy(headline="New")

    drafts = at_once(*(lambda: begin_draft(copy, by=ada, key="0f8d-page") for _n in range(4)))

    assert len({draft.pk for draft in drafts}) == 1
    assert Article.objects.count() == 1


def test_a_new_story_that_is_sent_several_times_at_once_is_one(ada):
    copy = ArticleCopy(headline="New")

    saved = at_once(*(lambda: save_new(copy, by=ada, key="0f8d-page") for _n in range(4)))

    assert len({one.article.pk for one in saved}) == 1
    assert Revision.objects.count() == 1

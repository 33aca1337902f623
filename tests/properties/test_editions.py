"""What always holds of documents, frozen content, body order and addresses."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.actions.publish import publish
from articles.actions.restore import restore
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article, write_copy
from articles.models import Address, Edition
from articles.queries.addresses import Moved, Withdrawn, find
from articles.queries.working_copy import load
from articles.rules import copy as values
from articles.rules.document import canonical, read, written
from articles.rules.freeze import anchored, freeze
from cms.kernel import clock as newsroom_clock

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
ids = st.text("abcdefghjkmnpqrstuvwxyz23456789", max_size=12)
numbers = st.none() | st.integers(1, 2**40)
sources = st.builds(values.Source, words, words)
passages = st.builds(values.Passage, ids, words)
quotes = st.builds(
    values.Quote, ids, words, numbers, words, words,
    st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)), sources,
)  # fmt: skip
figures = st.builds(values.Figure, ids, numbers, words, words, words)
sections = st.builds(
    values.Section, ids, words, ids,
    st.lists(passages | quotes | figures, max_size=4).map(tuple),
)  # fmt: skip
corrections = st.builds(
    values.Correction,
    st.datetimes(datetime(2000, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    words,
)
copies = st.builds(
    values.ArticleCopy, words, words, ids, st.just("en"), numbers,
    st.lists(st.integers(1, 99), max_size=3).map(tuple),
    st.lists(st.builds(values.BylineEntry, st.integers(1, 9), words), max_size=2).map(tuple),
    st.none() | figures, st.lists(sections, max_size=4).map(tuple), sources,
    st.builds(values.Seo, words, words, words, st.booleans()),
    st.lists(st.integers(1, 99), max_size=2).map(tuple), numbers,
    st.lists(corrections, max_size=2).map(tuple),
)  # fmt: skip


@given(copies)
def test_a_document_read_back_is_the_same_article(copy):
    assert read(written(copy)) == copy


@given(copies)
def test_the_same_copy_gives_the_same_bytes(copy):
    again = read(written(copy))

    assert freeze(copy, {7: "Rosa"}) == freeze(again, {7: "Rosa"})


@given(copies)
def test_freezing_what_is_frozen_changes_nothing(copy):
    frozen = freeze(copy, {})

    assert canonical(written(read(json.loads(frozen)))) == frozen


@given(st.lists(st.builds(values.Section, ids, words), max_size=8).map(tuple))
def test_every_headed_section_has_an_anchor_of_its_own(given_sections):
    anchors = [s.anchor for s in anchored(given_sections) if s.heading]

    assert all(anchors)
    assert len(anchors) == len(set(anchors))


bodies = st.lists(
    st.tuples(st.booleans(), st.lists(st.sampled_from("tqf"), max_size=5)), min_size=1, max_size=4
)


def body(shape: list[tuple[bool, list[str]]], expert: int, photo: int) -> Any:
    """Return sections whose blocks are texts, quotes and figures in the order of the letters."""
    kinds: Any = {
        "t": lambda n: values.Passage("", f"<p>{n}</p>"),
        "q": lambda n: values.Quote("", str(n), expert),
        "f": lambda n: values.Figure("", photo, str(n)),
    }
    return tuple(
        values.Section("", f"H{i}", blocks=tuple(kinds[k](f"{i}-{j}") for j, k in enumerate(row)))
        for i, (_headed, row) in enumerate(shape)
    )


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=bodies, order=st.randoms(use_true_random=False))
def test_blocks_keep_order_and_ids_wherever_they_move(ada, story_copy, first, order):
    copy = story_copy()
    expert, photo = copy.sections[1].blocks[1].expert, copy.lead.photo
    article = create_article(copy.with_sections(body(first, expert, photo)), by=ada)
    stored = load(article)
    blocks = list(stored.blocks())
    order.shuffle(blocks)
    moved = stored.with_sections(
        (replace(stored.sections[0], blocks=tuple(blocks)), *(
            replace(s, blocks=()) for s in stored.sections[1:]
        ))
    )  # fmt: skip

    write_copy(article.pk, moved, by=ada, version=1)
    assert load(article) == moved

    restore(article.pk, number=1, by=ada)
    assert load(article) == stored


slugs = st.sampled_from(["a", "b", "c", "d"])


@pytest.mark.django_db
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(slugs | st.just("withdraw"), min_size=1, max_size=7))
def test_every_former_address_leads_to_the_story_for_ever(clock, ada, story_copy, steps):
    Edition.objects.all().delete()
    Address.objects.all().delete()
    article = create_article(story_copy(slug=""), by=ada)
    used: list[str] = []
    live = False

    for step in steps:
        clock.shift(timedelta(minutes=1))
        if step != "withdraw":
            write_copy(article.pk, replace(load(article), slug=step), by=ada, version=None)
            publish(article.pk, by=ada)
            used, live = [*used, step], True
        elif live:
            withdraw(article.pk, by=ada)
            live = False

    assert {slug: where(slug) for slug in used} == {
        slug: "withdrawn" if not live else (article.pk if slug == used[-1] else used[-1])
        for slug in used
    }


def where(slug: str) -> Any:
    """Return the article at an address, the slug it moved to, or that it was withdrawn."""
    try:
        return find(slug, at=newsroom_clock.now()).article_id
    except Moved as moved:
        return moved.facts["slug"]
    except Withdrawn:
        return "withdrawn"

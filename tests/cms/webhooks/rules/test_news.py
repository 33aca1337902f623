"""The newsroom expects that a webhook hears what it asked for, and nothing else."""

import json

import pytest

from cms.webhooks.rules.news import PATTERNS, TYPES, News, TooLarge, body_of, is_heard, wants


@pytest.mark.parametrize(
    ("patterns", "type_", "is_wanted"),
    [
        (["*"], "article.moved", True),
        (["article.*"], "article.moved", True),
        (["article.*"], "comment.created", False),
        (["comment.created"], "comment.created", True),
        (["comment.created"], "comment.approved", False),
        ([], "comment.created", False),
        ([], "webhook.test", True),
    ],
)
def test_a_type_is_named_itself_or_by_what_it_is_about(patterns, type_, is_wanted):
    assert wants(patterns, type_) is is_wanted


def test_every_type_stands_in_the_contract():
    assert set(TYPES) < set(PATTERNS)
    assert len(TYPES) == 10


@pytest.mark.parametrize(
    ("language", "category", "is_wanted"),
    [("en", "city", True), ("es", "city", False), ("en", "sport", False), ("", "", True)],
)
def test_it_may_be_choosy_about_language_and_category(language, category, is_wanted):
    news = News("article.updated", "article-1", {}, language, category)

    said = is_heard(news, patterns=["*"], languages=["en"], categories=["city"])

    assert said is is_wanted
    assert is_heard(news, patterns=["*"], languages=[], categories=[])


def test_a_body_says_what_when_and_of_what_and_stays_small():
    news = News("article.updated", "article-1", {"id": 1, "slug": "år"})

    assert json.loads(body_of(news, "2026-11-22T09:00:00.000Z")) == {
        "type": "article.updated",
        "timestamp": "2026-11-22T09:00:00.000Z",
        "data": {"id": 1, "slug": "år"},
    }
    with pytest.raises(TooLarge):
        body_of(News("article.updated", "article-1", {"x": "é" * 10_000}), "")

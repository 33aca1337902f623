"""What the rows can hold: the newsroom expects that ..."""

from dataclasses import replace

import pytest

from articles.actions.fitting import demand_fitting
from articles.actions.write_copy import create_article, write_copy
from articles.models import Article, Figure, Quote, Section
from articles.queries.working_copy import load
from articles.rules import copy as values
from cms.kernel.errors import Invalid


def refused(copy):
    with pytest.raises(Invalid) as refusal:
        demand_fitting(None, copy)
    return [(error["field"], error["code"]) for error in refusal.value.errors]


def test_a_complete_story_fits(story_copy):
    demand_fitting(None, story_copy())


def test_all_that_is_too_long_is_named_at_once(story_copy):
    copy = story_copy(headline="x" * 301, source=values.Source("x" * 201, "https://e.org/"))

    assert refused(copy) == [("/headline", "too_long"), ("/source/name", "too_long")]


@pytest.mark.parametrize("model", [Article, Quote, Figure, Section])
def test_no_short_column_is_forgotten(model):
    checked = {
        Article: {
            "headline", "standfirst", "slug", "language", "lead_credit", "source_name",
            "source_url", "seo_title", "canonical_url",
        },
        Quote: {"printed_name", "attribution", "source_name", "source_url"},
        Figure: {"credit"},
        Section: {"heading", "anchor"},
    }[model]  # fmt: skip
    short = {f.name for f in model._meta.fields if getattr(f, "max_length", None)}

    assert short - {"key", "source_key"} == checked


def test_what_does_not_fit_is_not_written(ada, story_copy):
    article = create_article(story_copy(), by=ada)

    with pytest.raises(Invalid):
        write_copy(
            article.pk, replace(load(article), headline="x" * 301), by=ada, version=article.version
        )

    article.refresh_from_db()
    assert (article.version, article.revisions.count()) == (1, 1)


@pytest.mark.parametrize("language", ["", "e", "en_GB", "en-", "../x", "en\n"])
def test_a_language_is_one(story_copy, language):
    assert refused(story_copy(language=language)) == [("/language", "malformed")]


def test_a_story_does_not_refer_to_itself(ada, story_copy):
    article = create_article(story_copy(), by=ada)

    with pytest.raises(Invalid) as refusal:
        demand_fitting(article.pk, story_copy(related=(article.pk,), translation_of=article.pk))

    assert [e["field"] for e in refusal.value.errors] == ["/translation_of", "/related/0"]

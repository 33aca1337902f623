"""The newsroom expects that each saved view holds the stories it speaks of."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles.actions.publish import publish
from articles.actions.submit import submit
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article, write_copy
from articles.models import Article
from articles.queries import views
from articles.queries.desk import with_standing
from articles.queries.working_copy import load
from cms.kernel import clock as newsroom_clock


def _shown(name, user):
    asker = views.Asker(user.pk, newsroom_clock.now())
    stories = with_standing(Article.objects.all(), asker.at)
    return {row.slug for row in views.VIEWS[name](stories, asker)}


@pytest.fixture
def paper(clock, ada, moss, story_copy, berit):
    """Stories in all states, each named after its own."""

    def story(slug, by=moss, **facts):
        return create_article(story_copy(slug=slug, byline=(), **facts), by=by).pk

    now = newsroom_clock.now()
    made = {
        slug: story(slug)
        for slug in ("draft", "waiting", "soon", "later", "live", "changed", "gone")
    }
    submit(made["waiting"], by=moss)
    publish(made["soon"], by=ada, at=now + timedelta(hours=14))
    publish(made["later"], by=ada, at=now + timedelta(hours=16))
    for slug in ("live", "changed", "gone"):
        publish(made[slug], by=ada)
    clock.shift(60)
    withdraw(made["gone"], by=ada)
    copy = load(Article.objects.get(pk=made["changed"]))
    write_copy(made["changed"], replace(copy, headline="New"), by=ada, version=1)
    return made


@pytest.mark.parametrize(
    ("view", "stories"),
    [
        ("submitted", {"waiting"}),
        ("scheduled-today", {"soon"}),
        ("unseen-changes", {"changed"}),
        ("live", {"live", "changed"}),
        ("withdrawn", {"gone"}),
        ("missing-credit", set()),
    ],
)
def test_each_view_holds_what_it_says(paper, ada, view, stories):
    assert _shown(view, ada) == stories


def test_mine_are_those_i_made_saved_or_sign(paper, ada, moss, rosa, berit, story_copy):
    berit.user = ada
    berit.save()
    create_article(story_copy(slug="made"), by=ada)
    create_article(story_copy(slug="signed"), by=moss)

    assert _shown("mine", ada) == {"changed", "made", "signed"}
    assert _shown("mine", moss) == {*paper, "signed"}


def test_nobody_has_no_stories(paper):
    asker = views.Asker(None, newsroom_clock.now())

    assert not views.mine(Article.objects.all(), asker).exists()


def test_a_credit_is_missed_in_the_lead_and_in_the_text(ada, story_copy):
    whole = story_copy()
    section = whole.sections[1]
    bare = replace(section.blocks[2], id="", credit="")
    text = (whole.sections[0], replace(section, blocks=(*section.blocks[:2], bare)))
    create_article(replace(whole, slug="lead", lead=replace(whole.lead, credit="")), by=ada)
    create_article(replace(whole, slug="text", sections=text), by=ada)
    create_article(replace(whole, slug="none", lead=None, sections=()), by=ada)
    create_article(whole, by=ada)

    assert _shown("missing-credit", ada) == {"lead", "text"}


def test_a_story_that_came_back_is_not_withdrawn(clock, paper, ada):
    publish(paper["gone"], by=ada, at=newsroom_clock.now() + timedelta(hours=1))
    back_soon = _shown("withdrawn", ada)
    clock.shift(timedelta(hours=2))

    assert back_soon == set()
    assert _shown("withdrawn", ada) == set()
    assert "gone" in _shown("live", ada)


def test_the_counts_are_those_of_the_views_in_one_statement(paper, ada, django_assert_num_queries):
    asker = views.Asker(ada.pk, newsroom_clock.now())

    with django_assert_num_queries(1):
        counted = views.counts(asker)

    assert counted == {name: len(_shown(name, ada)) for name in views.COUNTED}


def test_what_comes_next_stands_in_its_order(paper, ada, django_assert_num_queries):
    asker = views.Asker(ada.pk, newsroom_clock.now())

    with django_assert_num_queries(1):
        ahead = views.next_up(asker, 5)

    assert [row["article_id"] for row in ahead] == [paper["soon"], paper["later"]]
    assert len(views.next_up(asker, 1)) == 1


def test_drafts_are_what_i_made_and_did_not_hand_in(paper, moss, ada):
    asker = views.Asker(moss.pk, newsroom_clock.now())
    stories = with_standing(Article.objects.all(), asker.at)

    assert [row.slug for row in views.drafts(stories, asker)] == ["draft"]


def test_what_was_withdrawn_long_ago_is_no_news(clock, paper, ada):
    fresh = views.lately_withdrawn(views.Asker(ada.pk, newsroom_clock.now()), 5)
    clock.shift(timedelta(days=8))

    assert [row.article_id for row in fresh] == [paper["gone"]]
    assert not views.lately_withdrawn(views.Asker(ada.pk, newsroom_clock.now()), 5)

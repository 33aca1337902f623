"""The newsroom expects that what searches look in can be made anew at any time."""

import io

import pytest
from django.core.management import call_command
from django.db import connection

from articles.actions import index_search
from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.models import Edition, SearchSlip
from articles.models.editions import SearchText
from articles.rules.search_terms import FORM
from cms.kernel import chores

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = io.StringIO()
    call_command("rebuild_search", *arguments, stdout=out)
    return out.getvalue().strip()


def all_of_it():
    """Return everything that searches look in, as the databases hold it."""
    terms = "terms::text" if connection.vendor == "postgresql" else "NULL"
    with connection.cursor() as cursor:
        sql = f"SELECT number, edition_id, filed, telling, {terms} FROM articles_searchslip"  # noqa: S608
        cursor.execute(sql)
        found = sorted(cursor.fetchall())
        if connection.vendor == "sqlite":
            cursor.execute("SELECT rowid, * FROM articles_searchindex ORDER BY rowid")
            found += cursor.fetchall()
    return found, list(SearchText.objects.order_by("pk").values_list())


def searched(api):
    return [
        row["article"]["slug"] for row in api.get("/api/v1/search/?q=dockers").json()["results"]
    ]


def test_all_is_made_anew_as_publishing_made_it(api, strike_story, closed_column, monkeypatch):
    monkeypatch.setattr(index_search, "AT_ONCE", 1)
    before = all_of_it()

    assert run() == "Editions indexed: 2."

    assert all_of_it() == before
    SearchSlip.objects.all().delete()
    assert searched(api) == []
    assert run() == "Editions indexed: 2."
    assert all_of_it() == before
    assert searched(api) == ["dockers-strike"]


def test_only_what_is_missing_or_of_an_older_form_is_indexed(api, ada, strike_story, story_copy):
    for slug in ("one", "two"):
        publish(create_article(story_copy(slug=slug, headline=slug), by=ada).pk, by=ada)
    SearchSlip.objects.filter(edition__slug="one").delete()
    SearchSlip.objects.filter(edition__slug="two").update(form=FORM - 1)

    assert run("--missing") == "Editions indexed: 2."
    assert run("--missing") == "Editions indexed: 0."


def test_a_newsroom_that_was_upgraded_is_indexed_by_itself(api, strike_story, monkeypatch):
    SearchSlip.objects.all().delete()
    searched(api)

    assert index_search.INDEXING in chores.do_due()

    assert searched(api) == ["dockers-strike"]


def test_stories_of_one_moment_have_numbers_of_their_own(ada, story_copy, clock, monkeypatch):
    monkeypatch.setattr(index_search, "number_of", lambda _at, _pk: 7)
    for slug in ("one", "two", "three"):
        publish(create_article(story_copy(slug=slug), by=ada).pk, by=ada)

    run()

    assert sorted(SearchSlip.objects.values_list("number", flat=True)) == [7, 8, 9]
    assert Edition.objects.count() == 3

"""The tests expect that a story told to the database again is the one that was made."""

import pytest
from django.db import connection, transaction

from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.models import Tag
from tests import press
from tests.numbers import count_anew

pytestmark = pytest.mark.django_db

AT_RANDOM = {"articles_publicstate"}  # a mark that is another one after every change


@pytest.fixture
def copy(story_copy):
    return story_copy(slug="told-again")


@pytest.fixture
def made():
    """Return how often the story was made by the newsroom's own actions."""
    return []


@pytest.fixture
def story(request, ada, copy, made):
    """Return a maker of the story, by actions or as it is told again."""

    def make():
        made.append(copy)
        article = create_article(copy, by=ada)
        publish(article.pk, by=ada)
        article.refresh_from_db()
        return article

    return lambda: press.story_of(request, (request.node.name, ada.pk, copy), make)


def rows():
    """Return all rows of all tables."""
    found = {}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names()) - AT_RANDOM:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - the database's own names
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def undo(before, counted):
    transaction.savepoint_rollback(before)
    if connection.vendor == "postgresql":
        count_anew()
        with connection.cursor() as cursor:
            for name, last in counted:
                if last is not None:
                    cursor.execute("SELECT setval(%s, %s)", [name, last])


def test_it_is_the_same_to_the_last_row(clock, story, made):
    counted, before = press._counted(), transaction.savepoint()
    first, written = story(), rows()
    undo(before, counted)
    again, told = story(), rows()

    assert len(made) == 1
    assert told == written
    assert again == first


@pytest.mark.parametrize("what", ["a row", "a setting", "the clock", "a patch"])
def test_where_something_is_different_it_is_made_anew(
    clock, story, made, settings, monkeypatch, what
):
    counted, before = press._counted(), transaction.savepoint()
    story()
    undo(before, counted)

    if what == "a row":
        Tag.objects.create(slug="harbour", name="Harbour")
    if what == "a setting":
        settings.SITE_URL = "https://newsroom.example"
    if what == "the clock":
        clock.shift(1)
    if what == "a patch":
        monkeypatch.setattr(press, "ROOMS", press.ROOMS)
    story()

    assert len(made) == 2

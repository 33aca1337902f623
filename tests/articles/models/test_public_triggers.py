"""Does the database notice whatever readers could see change, however it was written?"""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from articles.actions.merge_articles import merge_articles
from articles.actions.publish import publish
from articles.actions.render_editions import render_anew
from articles.actions.withdraw import unschedule, withdraw
from articles.actions.write_copy import create_article
from articles.models import Author, Edition, Expert, PublicChange, PublicState, Tag
from articles.models.public_triggers import SHOWN, watch
from articles.queries.public_state import mark
from cms.kernel import clock as newsroom_clock

pytestmark = pytest.mark.django_db


def numbers() -> dict[int, int]:
    return dict(PublicChange.objects.values_list("article", "number"))


@pytest.mark.parametrize("table", SHOWN)
def test_any_statement_on_what_readers_see_moves_the_mark(strike_story, table):
    Author.objects.update(name="Somebody else")
    before = mark()

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
        cursor.execute(f"DELETE FROM {table} WHERE 1 = 0")  # noqa: S608
        cursor.execute(f"INSERT INTO {table} SELECT * FROM {table} WHERE 1 = 0")  # noqa: S608

    assert (mark() != before) == (connection.vendor == "postgresql")  # by statement, by row


def test_rows_changed_by_hand_move_the_mark(strike_story):
    seen = [mark()]
    Tag.objects.update(name="Other")
    seen.append(mark())
    Tag.objects.bulk_create([Tag(slug="strikes", name="Again")], ignore_conflicts=True)
    Tag.objects.bulk_create([Tag(slug="new", name="New")], ignore_conflicts=True)
    seen.append(mark())
    Expert.objects.update(bio="x")
    Edition.objects.update(rendered_with="x")
    seen.append(mark())
    Tag.objects.filter(slug="new").delete()
    seen.append(mark())

    assert None not in seen
    assert len(set(seen)) == len(seen)


def test_a_mark_that_was_rolled_back_never_comes_again(strike_story):
    before = mark()
    seen = set()
    for _turn in range(5):
        with transaction.atomic():
            Tag.objects.update(name="Other")
            seen.add(mark())
            transaction.set_rollback(True)
        assert mark() == before

    assert len(seen) == 5
    assert before not in seen


def test_without_its_row_the_state_begins_again(strike_story):
    PublicState.objects.all().delete()
    assert mark() is None

    Tag.objects.update(name="Other")

    assert mark() is not None


def test_publishing_withdrawing_and_rendering_give_the_story_the_last_number(
    ada, story_copy, strike_story
):
    other = create_article(story_copy(slug="other"), by=ada)
    publish(other.pk, by=ada)
    assert numbers()[other.pk] == max(numbers().values())

    render_anew(Edition.objects.filter(article=strike_story))
    assert numbers()[strike_story.pk] > numbers()[other.pk]

    withdraw(other.pk, by=ada)
    assert numbers()[other.pk] > numbers()[strike_story.pk]

    publish(strike_story.pk, by=ada)
    assert numbers()[strike_story.pk] > numbers()[other.pk]


def test_what_is_only_planned_gives_no_number(ada, story_copy, strike_story):
    before = numbers()
    later = newsroom_clock.now() + timedelta(days=1)

    publish(strike_story.pk, by=ada, at=later)
    planned = create_article(story_copy(slug="planned"), by=ada)
    publish(planned.pk, by=ada, at=later)
    Tag.objects.update(name="Other")
    unschedule(planned.pk, by=ada)
    unschedule(strike_story.pk, by=ada)

    assert numbers() == before


def test_a_merged_story_says_what_it_has_become(ada, story_copy, strike_story):
    old = create_article(story_copy(slug="old"), by=ada)
    publish(old.pk, by=ada)

    merge_articles(old.pk, strike_story.pk, by=ada)

    into = dict(PublicChange.objects.values_list("article", "into"))
    assert into == {old.pk: strike_story.pk, strike_story.pk: None}
    assert len(set(numbers().values())) == 2


def test_the_triggers_come_back_after_a_table_was_rebuilt(strike_story):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite loses triggers with a rebuilt table")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER public_articles_tag_update")
    before = mark()
    Tag.objects.update(name="Unseen")
    assert mark() == before

    watch()
    watch()
    Tag.objects.update(name="Seen")

    assert mark() != before

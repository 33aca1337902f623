"""Whatever a look finds must be told of when it changes: by any statement, committed anywhere."""

import os
import re
from contextlib import nullcontext

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.actions.popularity import count_event
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.models import Category, Discussion, Edition, Expert, ReplyRules, ShareCount, Tag
from articles.models.public_notices import OF_ONE_STORY, TOLD, tell, topic_of
from articles.queries import live, most_popular, public_state
from articles.queries.ranking_filters import Filters, contenders
from articles.rules.ranking import Method
from cms.kernel import clock, notices
from cms.kernel.notices import ears
from comments.queries import story
from tests.cms.kernel.test_doorstep import at_the_door
from tests.cms.kernel.test_doorstep import reply as _reply
from tests.cms.kernel.test_notices import elsewhere, listening, only_where_it_tells, soon

reply = _reply
# The row whose mark SHOWN moves: whoever writes those has told already.
MOVED = {"articles_publicstate"}
RANKINGS = [
    Method(),
    Method(by="rising"),
    Method(by="views", half_life=None, window="all"),
    *(Method(by="shares", half_life=None, window=window) for window in ("1h", "24h")),
]


@pytest.mark.django_db
def test_every_table_that_a_look_reads_tells_of_its_changes(strike_story, strikes, rosa):
    at = clock.now()
    filters = Filters(("city",), ("en",), (("strikes",),), (("berit-holm",),), (("rosa-lind",),))

    with CaptureQueriesContext(connection) as looked:
        live.state(strike_story.slug, None, at)
        live.moments(at)
        story.at_address(strike_story.slug, "en", at)
        public_state.mark()
        for method in RANKINGS:
            for among in (contenders(Filters()), contenders(filters)):
                most_popular.glimpse(method, among, most_popular.Part(3), at=at)

    text = "\n".join(one["sql"] for one in looked)
    read = set(re.findall(r"\b(?:FROM|JOIN) \"?([a-z]+_[a-z]+)\"?", text))
    told = {table for tables in TOLD.values() for table in tables} | {*OF_ONE_STORY}
    assert {"articles_edition", "articles_discussion", "articles_windowcount"} < read
    assert read - MOVED <= told


@only_where_it_tells
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("topic", TOLD)
def test_any_statement_is_told_under_its_topic(topic):
    with listening() as own, connection.cursor() as cursor:
        for table in TOLD[topic]:
            column = connection.introspection.get_table_description(cursor, table)[0].name
            for sql in (
                f"DELETE FROM {table} WHERE 1 = 0",  # noqa: S608
                f"INSERT INTO {table} SELECT * FROM {table} WHERE 1 = 0",  # noqa: S608
                f"UPDATE {table} SET {column} = {column} WHERE 1 = 0",  # noqa: S608
            ):
                since = own.now()
                cursor.execute(sql)
                soon(lambda since=since: not own.silent((topic,), since))


@only_where_it_tells
@pytest.mark.django_db(transaction=True)
def test_a_storys_counters_are_told_under_its_own_topic(strike_story, closed_column):
    mine, other = topic_of(strike_story.pk), topic_of(closed_column.pk)
    Discussion.objects.get_or_create(article=strike_story)

    def told_by(change):
        with listening() as own:
            since = own.now()
            change()
            soon(lambda: not own.silent((mine,), since))
            assert own.silent((other, "stories"), since)

    of_mine = Discussion.objects.filter(article=strike_story)
    told_by(lambda: of_mine.update(comment_count=3))
    told_by(lambda: ShareCount.objects.create(article=strike_story, network="x", n=1))
    told_by(lambda: ShareCount.objects.filter(article=strike_story).update(n=2))
    told_by(lambda: ShareCount.objects.filter(article=strike_story).delete())


@pytest.fixture
def noticing(settings, monkeypatch):
    """Have looks kept; the test itself listens, so no thread of the process is to."""
    settings.NOTICES = True
    monkeypatch.setattr(notices, "_started_in", [os.getpid()])


def here(change):
    change()


def as_the_database_has_it(api, path):
    with transaction.atomic():  # where every look is taken
        answer = api.get(path)
    return (answer["ETag"], answer.content) if answer.status_code == 200 else None


def at_the_doorstep(path):
    status, told, body = at_the_door(path, {})
    return (told["etag"], body) if status == 200 else None


def looked_up(paths):
    """Return the statements that answering takes."""
    with CaptureQueriesContext(connection) as asked:
        for path in paths:
            at_the_door(path, {})
    return [one["sql"] for one in asked]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", [here, elsewhere])
@pytest.mark.usefixtures("noticing")
def test_readers_get_every_change_though_nobody_looks(strike_story, ada, moss, reply, api, where):
    """Each read is answered without a statement until it changes, and then as the view does."""
    Tag.objects.get_or_create(slug="strikes", defaults={"name": "Strikes"})
    category = Category.objects.first()
    changes = [
        lambda: Edition.objects.filter(article=strike_story).update(etag="another"),
        lambda: Expert.objects.update(bio="Somebody else now."),
        lambda: Tag.objects.update(name="Other"),
        lambda: reply(strike_story, approved_by=moss),
        lambda: Discussion.objects.filter(article=strike_story).update(policy="closed"),
        lambda: ReplyRules.objects.create(category=category, policy="premoderated"),
        lambda: ShareCount.objects.create(article=strike_story, network="x", n=7),
        lambda: count_event(article_id=strike_story.pk, metric="views", n=5, at=clock.now()),
        lambda: publish(strike_story.pk, by=ada),
        lambda: withdraw(strike_story.pk, by=ada, note="It was wrong."),
    ]
    own = f"/api/v1/articles/{strike_story.slug}/"
    paths = ["/api/v1/articles/", own, f"{own}comments/", f"{own}?expand=related,comments"]
    paths += ["/api/v1/most-popular/", "/api/v1/tags/strikes/"]

    def agree():
        return all(at_the_doorstep(path) == as_the_database_has_it(api, path) for path in paths)

    with listening(ears) if connection.vendor == "postgresql" else nullcontext():
        for change in changes:
            soon(agree)
            soon(lambda: looked_up(paths) == [])  # when the last notice of the change was heard
            where(change)
        soon(agree)
    assert api.get(own).status_code == 410


@pytest.mark.django_db
def test_the_triggers_can_be_made_again(strike_story):
    tell()
    tell()
    assert live.state(strike_story.slug, None, clock.now())

"""Readers expect the exact length of a list; the newsroom knows it without counting."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.merge_articles import merge_articles
from articles.actions.people import merge_experts
from articles.actions.publish import publish
from articles.actions.withdraw import unschedule, withdraw
from articles.actions.write_copy import create_article
from articles.models import Author, Category, Edition, Expert, ListedCount, Mention, SearchSlip, Tag
from articles.models.editions import MentionKind
from articles.models.listed_counts import HEADINGS
from articles.models.listed_triggers import count_on
from articles.queries.listed_counts import heading_counts, live_count
from cms.kernel import clock as newsroom_clock

pytestmark = pytest.mark.django_db
MODELS = {"tag": Tag, "author": Author, "expert": Expert, "category": Category}
DAYS = [timedelta(days=days) for days in (0, 1, 2, 30)]


def lengths(at):
    """Return the lengths of all lists as they are kept."""
    found = {"all": live_count("all", at)}
    found |= {f"language-{one}": live_count(f"language-{one}", at) for one in ("en", "es", "fr")}
    for kind, word in HEADINGS.items():
        ids = list(MODELS[word].objects.values_list("pk", flat=True))
        each = {pk: live_count(f"{word}-{pk}", at) for pk in ids}
        together = heading_counts(kind, ids, at)
        assert each == {pk: together[pk] for pk in ids}
        found |= {f"{word}-{pk}": n for pk, n in each.items()}
    return found


def counted(at):
    """Return the lengths of all lists, counted."""
    live = Edition.objects.live(at)
    found = {"all": live.count()}
    found |= {f"language-{one}": live.filter(language=one).count() for one in ("en", "es", "fr")}
    for kind, word in HEADINGS.items():
        for pk in MODELS[word].objects.values_list("pk", flat=True):
            mentions = Mention.objects.filter(kind=kind, target_id=pk, edition__in=live)
            found[f"{word}-{pk}"] = mentions.count()
    return found


def agree():
    for later in DAYS:
        at = newsroom_clock.now() + later
        assert lengths(at) == counted(at)


def test_what_begins_and_ends_by_the_clock_is_counted(clock, ada, story_copy, strike_story):
    now = newsroom_clock.now()
    other = create_article(story_copy(slug="other", language="es"), by=ada)
    publish(other.pk, by=ada, at=now + timedelta(days=1))
    agree()
    assert (live_count("all", now), live_count("all", now + DAYS[1])) == (1, 2)

    publish(strike_story.pk, by=ada, at=now + timedelta(hours=30))  # in the place of the first one
    agree()
    unschedule(strike_story.pk, by=ada)
    agree()
    clock.shift(timedelta(days=1, minutes=1))
    agree()

    short = create_article(story_copy(slug="short"), by=ada)
    publish(short.pk, by=ada, until=newsroom_clock.now() + timedelta(days=1))
    agree()
    assert live_count("language-en", newsroom_clock.now()) == 2


def test_what_is_withdrawn_and_merged_is_counted(clock, ada, story_copy, strike_story, rosa):
    other = create_article(story_copy(slug="other"), by=ada)
    publish(other.pk, by=ada)
    keep = Expert.objects.create(slug="keep", name="Keep")

    merge_experts(keep=keep.pk, away=rosa.pk)
    agree()
    assert live_count(f"expert-{keep.pk}", newsroom_clock.now()) == 2

    merge_articles(other.pk, strike_story.pk, by=ada)
    agree()
    assert live_count("all", newsroom_clock.now()) == 1

    withdraw(strike_story.pk, by=ada)
    agree()
    assert live_count("all", newsroom_clock.now()) == 0


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_written_by_hand_is_counted(seed, strike_story, ada, story_copy):
    rng = random.Random(seed)  # noqa: S311
    for number in range(3):
        publish(create_article(story_copy(slug=f"other-{number}"), by=ada).pk, by=ada)

    for turn in range(40):
        edition = rng.choice(Edition.objects.order_by("pk"))
        write = rng.choice([end, mention, mention_no_more, move_mention, turn_mention, delete])
        write(edition, rng, 1000 + turn)
        agree()


def end(edition, rng, _new):
    days = rng.choice([None, 1, 9])
    until = newsroom_clock.now() + timedelta(days=days) if days else None
    Edition.objects.filter(pk=edition.pk).update(live_until=until)


def mention(edition, rng, new):
    kind, at = rng.choice(list(MentionKind)), edition.published_at
    Mention.objects.create(edition=edition, kind=kind, target_id=new, published_at=at)
    Tag.objects.create(pk=new, slug=f"tag-{new}", name="Tag")


def mention_no_more(edition, rng, _new):
    Mention.objects.filter(edition=edition, kind=rng.choice(list(MentionKind))).delete()


def move_mention(edition, _rng, new):
    first = Mention.objects.filter(edition=edition).order_by("pk").values_list("pk", flat=True)[:1]
    Mention.objects.filter(pk__in=list(first)).update(target_id=new)


def turn_mention(edition, rng, new):
    first = Mention.objects.filter(edition=edition).order_by("-pk").values_list("pk", flat=True)[:1]
    kind = rng.choice(list(MentionKind))
    Mention.objects.filter(pk__in=list(first)).update(kind=kind, target_id=new)


def delete(edition, rng, _new):
    """Delete an edition and what hangs on it, as somebody at the database's own prompt may."""
    hanging = ("articles_mention", "articles_quoteinprint", "articles_searchtext")
    order = [*(f"{table} WHERE edition_id" for table in hanging), "articles_edition WHERE id"]
    if Edition.objects.count() < 3:
        return
    SearchSlip.objects.filter(edition=edition).delete()
    with connection.cursor() as cursor:
        for table in order if rng.random() < 0.5 else reversed(order):
            cursor.execute(f"DELETE FROM {table} = %s", [edition.pk])  # noqa: S608


def test_what_was_there_before_is_counted_when_the_triggers_are_made(strike_story):
    at = newsroom_clock.now()
    before = lengths(at)
    ListedCount.objects.all().delete()
    assert live_count("all", at) == 0

    count_on()
    assert lengths(at) == before

    ListedCount.objects.update(n=7)
    count_on()
    assert live_count("all", at) == 7  # as somebody has counted before


LISTS = ["", "?language=en", "?tag=strikes", "?expert=rosa-lind", "?author=berit-holm"]
OTHERS = ["?tag=strikes&language=en", "?tag=strikes,nobody", "?tag=nobody", "?language=en,es"]
OTHERS += ["?published_after=2020-01-01", "?search=quay", "?tag=strikes&tag=nobody", "?language=fr"]


@pytest.mark.parametrize("query", [*LISTS, "?category=city", *OTHERS])
def test_a_list_says_how_long_it_is(api, ada, story_copy, strike_story, query):
    later = create_article(story_copy(slug="later", language="es"), by=ada)
    publish(later.pk, by=ada, at=newsroom_clock.now() + timedelta(days=1))
    short = create_article(story_copy(slug="short"), by=ada)
    publish(short.pk, by=ada, until=newsroom_clock.now() + timedelta(days=1))

    with CaptureQueriesContext(connection) as asked:
        said = api.get(f"/api/v1/articles/{query}").json()

    assert said["count"] == len(said["results"])
    if query in {*LISTS, "?category=city", "?language=fr"}:
        sql = "\n".join(one["sql"] for one in asked)
        assert "articles_listedcount" in sql
        assert 'COUNT(*) AS "__count" FROM "articles_edition"' not in sql


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL scans small tables")
@pytest.mark.parametrize("name", ["all", "language-en", "tag-1", "category-1"])
def test_a_length_is_found_by_the_few_that_come_and_go(strike_story, name):
    with CaptureQueriesContext(connection) as asked:
        live_count(name, newsroom_clock.now())
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        plan = " ".join(row[3] for row in cursor.fetchall())

    assert "SCAN" not in plan.replace("SCAN CONSTANT ROW", "")
    assert "edition_begins" in plan
    assert "edition_ends" in plan

"""How is a newsroom filled with a million stories and a million events in a few minutes?

One story is written by the ORM; the database copies it, with another number, day and room. Events
of a week, most of them about new stories, are what all counters are summed up from.
"""

# ruff: noqa: S608 - all of it is put together here
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model

from articles.models import Article, Category, Edition, Expert, Mention, Popularity, Tag, windows
from articles.models.editions import MentionKind
from articles.rules.popularity import METRICS, K, hour_of, seconds
from cms.kernel import clock
from cms.kernel.answers import dumps
from cms.kernel.raw import adapted

EVENTS = 1_000_000
WEEK = 7 * 86_400
COMMON, RARE = 10, 40  # one story in ten; so many stories
CARD = dumps({"id": 0, "title": "A story of the port", "standfirst": "It is silent. " * 60})


def emptied() -> None:
    """Make the database, and take out of it whatever a measurement before has left."""
    call_command("migrate", verbosity=0)
    if _postgres():
        call_command("flush", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def filled(count: int) -> None:
    """Write so many live stories, and what happened to them in a week."""
    if connection.vendor == "sqlite":  # what is lost here is filled again
        _run("PRAGMA synchronous = OFF")
        _run("PRAGMA cache_size = -1000000")
    slugs = ("most", "common", "rare")
    rooms = [Category.objects.create(slug=slug, name=slug) for slug in slugs]
    rare = f"n.i % {max(1, count // RARE)} = 0"
    common = f"n.i % {COMMON} = 1"
    case = f"CASE WHEN {rare} THEN {{}} WHEN {common} THEN {{}} ELSE {{}} END"
    room = case.format(*(one.pk for one in reversed(rooms)))
    language = case.format("'fr'", "'es'", "'en'")
    with transaction.atomic():
        _copy_stories(count, room, language, {"common": common, "rare": rare})
        _count_events(count, room, language)
    _run("ANALYZE")
    _run("PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else "CHECKPOINT")


def _copy_stories(count: int, room: str, language: str, tags: Mapping[str, str]) -> None:
    """Write a story past the desk, copy it, and take it away."""
    born = clock.now() - timedelta(days=366)
    article = Article.objects.create(headline="A story of the port", pk=count + 1)
    _copy(article, count, {"id": "n.i", "source_key": "NULL"})
    edition = Edition.objects.create(
        pk=count + 1, article=article, number=1, slug="copied", language="en",
        headline="A story", category_id=Category.objects.get(slug="most").pk, story_id=article.pk,
        live_from=born, published_at=born, updated_at=born, etag="0" * 32, rendered_at=born,
        rendered_with="", keys="", card=CARD, detail=b'{"id":0', content="{}",
    )  # fmt: skip
    day = _days_after(born, f"n.i * {365 / count!r}")
    numbers = {"id": "n.i", "article_id": "n.i", "story_id": "n.i", "category_id": room}
    times = dict.fromkeys(("live_from", "published_at", "updated_at", "rendered_at"), day)
    own = {"slug": "'s-' || n.i", "keys": "'article-' || n.i || ' author-1 photo-1'"}
    _copy(edition, count, {**numbers, **times, **own, "language": language})
    named: list[tuple[MentionKind, Tag | Expert, str]] = [
        (MentionKind.TAG, Tag.objects.create(slug=slug, name=slug), which)
        for slug, which in tags.items()
    ]
    sage = Expert.objects.create(slug="sage", name="Sage")
    named.append((MentionKind.EXPERT, sage, tags["common"]))
    for kind, one, which in named:
        mention = Mention(edition=edition, target_id=one.pk, published_at=born, kind=kind)
        mention.save()
        _copy(mention, count, {"id": None, "edition_id": "n.i", "published_at": day}, which)
    Edition.objects.filter(pk=edition.pk).delete()
    Article.objects.filter(pk=article.pk).delete()


def _count_events(count: int, room: str, language: str) -> None:
    """Write raw events, and sum them up in hours, scores and windows."""
    now = clock.now()
    end, here = now.timestamp(), seconds(now)
    _run("DROP TABLE IF EXISTS bench_event")
    _run("CREATE TABLE bench_event (article_id bigint, metric smallint, at double precision)")
    one = "random()" if _postgres() else "(abs(random() % 1000000) / 1e6)"
    drawn = f"SELECT {one} AS u, {one} AS v, {one} AS w FROM {_numbers(EVENTS)} LIMIT {EVENTS}"
    _run(
        f"INSERT INTO bench_event SELECT 1 + CAST({count - 1} * (1 - u * u * u) AS bigint),"
        f" CASE WHEN v < 0.9 THEN 1 WHEN v < 0.97 THEN 3 ELSE 4 END, {end} - {WEEK} * w * w"
        f" FROM ({drawn}) x"
    )
    hour = "floor(at / 3600)" if _postgres() else "CAST(at / 3600 AS integer)"
    _run(
        "INSERT INTO articles_engagementhour (hour, article_id, metric, n)"
        f" SELECT {hour}, article_id, metric, COUNT(*) FROM bench_event GROUP BY 1, 2, 3"
    )
    weight = "CASE metric WHEN 1 THEN 1 WHEN 3 THEN 8 ELSE 4 END"
    sums = {
        **{name: f"SUM(CASE metric WHEN {METRICS[name]} THEN 1 ELSE 0 END)" for name in METRICS},
        "points": f"SUM({weight})",
        **{f"hot_{name}": _hot(weight, k, end, here) for name, k in K.items()},
    }
    columns = dict.fromkeys((f.column for f in Popularity._meta.concrete_fields), "0")
    columns |= {"article_id": "n.i", "visible": "true", "category_id": room, "language": language}
    columns |= {name: f"COALESCE(s.{name}, 0)" for name in sums}
    _run(
        f"INSERT INTO articles_popularity ({', '.join(columns)})"
        f" WITH s(article_id, {', '.join(sums)}) AS"
        f" (SELECT article_id, {', '.join(sums.values())} FROM bench_event GROUP BY article_id)"
        f" SELECT {', '.join(columns.values())}"
        f" FROM {_numbers(count)} LEFT JOIN s ON s.article_id = n.i"
    )
    windows.alone(hour_of(now))


def _hot(weight: str, k: float, end: float, here: float) -> str:
    faded = f"SUM({weight} * exp({_larger()}(-600.0, (at - {end}) / {k!r})))"
    return f"{here!r} + {k!r} * ln({faded})"


def _copy(row: Model, count: int, changes: Mapping[str, str | None], which: str = "1 = 1") -> None:
    """Copy a row, with changes in SQL of the number `n.i`; a column with None is left out."""
    names = [field.column for field in row._meta.concrete_fields]
    names = [name for name in names if changes.get(name, "") is not None]
    values = [changes.get(name) or f"t.{name}" for name in names]
    table = row._meta.db_table
    _run(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)}"
        f" FROM {table} t, {_numbers(count)} WHERE t.id = {row.pk} AND {which}"
    )


def _numbers(count: int) -> str:
    if _postgres():
        return f"generate_series(1, {count}) AS n(i)"
    return (
        f"(WITH RECURSIVE m(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM m WHERE i < {count})"
        " SELECT i FROM m) n"
    )


def _days_after(born: Any, days: str) -> str:
    if _postgres():
        return f"TIMESTAMPTZ '{born.isoformat()}' + {days} * INTERVAL '1 day'"
    return f"strftime('%Y-%m-%d %H:%M:%f', '{adapted(born)}', '+' || ({days}) || ' days')"


def _larger() -> str:
    return "GREATEST" if _postgres() else "MAX"


def _postgres() -> bool:
    return connection.vendor == "postgresql"


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)

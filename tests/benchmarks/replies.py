"""How is a newsroom filled with a million replies in a few minutes?

Rows are written past the ORM, which needs longer for a row than the database. What waits is
appraised, as it is when it comes in; the same few texts stand for all.
"""

import random
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from articles.models.editions import Edition
from cms.kernel import clock
from cms.kernel.raw import adapted
from comments.actions.appraise import appraise
from comments.actions.learn import hold_steps, put
from comments.models import Appraisal, Comment
from comments.models.comment import LETTERS
from comments.queries.aid import aid
from comments.queries.aid_memory import MADE_WITH
from comments.rules import tree
from comments.rules.learning import Pupil
from comments.rules.packing import packed
from tests.comments.sayings import sayings

AT_ONCE = 10_000
CACHE = 1 << 30  # bytes of memory for the indexes while they grow
LESSONS = 400
TEXTS = [text for text, _bad in sayings(400, seed=2)]
Row = dict[str, Any]


def seeded() -> None:
    """Make the small newsroom to be filled; what a database server held before is gone."""
    seed = ["seed", "--articles", "50", "--comments", "500", "--seed", "1"]
    commands = [["migrate", "-v0"], ["collectstatic", "-v0", "--noinput"], seed]
    if connection.vendor != "sqlite":
        commands.insert(1, ["flush", "-v0", "--noinput"])
    for command in commands:
        arguments = [sys.executable, "manage.py", *command]
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)


def teach() -> None:
    """Let the aid know enough to speak, and say what it thinks of what waits already."""
    pupil = Pupil()
    for text, bad in sayings(LESSONS):
        pupil.learn(text, rejected=bad)
    with transaction.atomic():
        hold_steps()
        put(pupil.learned)
    for comment in Comment.objects.filter(state="pending"):
        appraise(comment, aid(comment.category_id))


def add_replies(count: int, state: str) -> list[str]:
    """Add replies of their own threads to the stories there are; return their keys."""
    if connection.vendor == "sqlite":  # what is lost here is filled again
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute(f"PRAGMA cache_size = {-CACHE // 1024}")
    keys = []
    said = _appraised() if state == "pending" else []
    for rows in _made(count, state):
        with transaction.atomic():
            _insert(Comment, rows)
            if said:
                _insert(Appraisal, [said[row["id"] % len(said)] | _of(row) for row in rows])
        keys += [row["key"] for row in rows]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":  # else every read looks into a long log first
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if connection.vendor == "postgresql":  # numbers given by hand are not counted on
            table = Comment._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM {table}"  # noqa: S608
            )
    return keys


def _of(row: Row) -> Row:
    return {"comment_id": row["id"]}


def _made(count: int, state: str) -> Iterator[list[Row]]:
    """Yield what differs from reply to reply, AT_ONCE at a time."""
    last = Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rng, now = random.Random(f"{state} {last}"), clock.now()  # noqa: S311 - the same every time
    stories = list(Edition.objects.live(now).values_list("article_id", "category_id"))
    for first in range(0, count, AT_ONCE):
        numbers = range(last + first + 1, last + min(first + AT_ONCE, count) + 1)
        yield [_one(pk, state, stories[pk % len(stories)], now, rng) for pk in numbers]


def _one(
    pk: int, state: str, story: tuple[int, int | None], now: datetime, rng: random.Random
) -> Row:
    at = now - timedelta(seconds=rng.randrange(90 * 86_400))
    risk, text = rng.random(), TEXTS[pk % len(TEXTS)]
    return {
        "id": pk, "key": "".join(rng.choices(LETTERS, k=12)), "path": tree.segment(pk),
        "article_id": story[0], "category_id": story[1], "state": state,
        "risk": risk, "doubt": abs(risk - 0.5), "turn_at": at - timedelta(hours=24 * risk),
        "created_at": at, "last_activity_at": at,
        "published_at": at if state == "published" else None,
        "identity": f"reader {pk % 50_000}", "email_hash": f"address {pk % 50_000}",
        "network_hash": f"network {pk % 9_000}", "author_name": "A reader", "language": "en",
        "text": text, "html": f"<p>{text}</p>", "held_for": '[{"code": "premoderated"}]',
    }  # fmt: skip


def _insert(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows of one model; what a row does not name is as in a new one."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    blank = model()
    usual = {
        field.column: field.get_db_prep_save(field.pre_save(blank, add=True), connection)
        for field in fields
    }
    marks = ", ".join(["%s"] * len(usual))
    sql = f"INSERT INTO {model._meta.db_table} ({', '.join(usual)}) VALUES ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[adapted(v) for v in (usual | row).values()] for row in rows])


def _appraised() -> list[Row]:
    """Return what the aid says of each of TEXTS, as an Appraisal keeps it."""
    asked = aid(None)
    found = [asked.appraised(text) for text in TEXTS] if asked else []
    usual = Appraisal._meta.get_field("why")
    return [
        {
            "chance": one.chance,
            "version": one.version,
            "why": usual.get_db_prep_save([[p.said, p.weight] for p in one.why], connection),
            "made_with": MADE_WITH,
            "seen": packed(one.seen),
        }
        for one in found
    ]

"""What do the next reply of the queue and a decision cost? `make bench-queue`.

CPU of the server for each request, one after another on one connection, against an empty view
behind Django's default middleware; the quietest round counts, since noise only adds.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from tests.benchmarks.servers import Server, served
from tests.comments.sayings import sayings

ROUNDS = 5
AT_ONCE = 5_000
LESSONS = 400
TEXTS = [text for text, _bad in sayings(400, seed=2)]
GOALS = {"the next reply": 3.0, "one of twenty": 3.0, "a decision": 6.0}
QUEUE = "/api/v1/moderation/queue/?cursor=&page_size="
TWENTY = "one of twenty"  # as the page in the admin fetches them
DECISIONS = "/api/v1/moderation/decisions/"


def main() -> None:
    """Fill a newsroom, serve it, and print what each call costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=1_000_000)
    parser.add_argument("--waiting", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=100, help="in a round")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-queue-") as folder:
        environment = {"DATA_DIR": folder, "RATE_LIMITS": "off", "LOG_LEVEL": "ERROR"}
        os.environ.update(environment)
        secret, keys = _filled(asked.comments, asked.waiting)
        floor = "tests.benchmarks.floor.default_middleware:application"
        with (
            served(floor, environment) as empty,
            served("cms.wsgi:application", environment) as ours,
        ):
            _measure(empty, ours, secret, keys, asked.requests)


def _filled(comments: int, waiting: int) -> tuple[str, list[str]]:
    """Return a moderator's key, and the keys of what waits."""
    seed = ["seed", "--articles", "50", "--comments", "500", "--seed", "1"]
    static = ["collectstatic", "-v0", "--noinput"]
    for command in (["migrate", "-v0"], static, seed):
        arguments = [sys.executable, "manage.py", *command]
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    import django  # noqa: PLC0415 - the folder of the data is known only now

    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415

    from cms.kernel.models import ApiToken  # noqa: PLC0415

    user = get_user_model().objects.get(username="moderator")
    _token, secret = ApiToken.objects.issue(name="bench", user_id=user.pk, scopes=["moderator"])
    _teach()
    add_replies(comments - waiting, "published")
    return secret, add_replies(waiting, "pending")


def add_replies(count: int, state: str) -> list[str]:
    """Add replies of their own threads to the stories there are; return their keys.

    What waits is appraised, as it is when it comes in; the same few texts stand for all.
    """
    from comments.models import Appraisal, Comment  # noqa: PLC0415

    keys = []
    said = _appraised() if state == "pending" else []
    for rows in _made(count, state):
        Comment.objects.bulk_create(rows)
        if said:
            appraisals = [Appraisal(comment_id=row.pk, **said[row.pk % len(said)]) for row in rows]
            Appraisal.objects.bulk_create(appraisals)
        keys += [row.key for row in rows]
    return keys


def _made(count: int, state: str) -> Iterator[list[Any]]:
    """Yield unsaved replies, AT_ONCE at a time."""
    from articles.models.editions import Edition  # noqa: PLC0415
    from cms.kernel import clock  # noqa: PLC0415
    from comments.models import Comment  # noqa: PLC0415
    from comments.rules import tree  # noqa: PLC0415

    rng, now = random.Random(1), clock.now()  # noqa: S311 - the same every time
    stories = list(Edition.objects.live(now).values_list("article_id", "category_id"))
    last = Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for first in range(0, count, AT_ONCE):
        rows = []
        for pk in range(last + first + 1, last + min(first + AT_ONCE, count) + 1):
            at = now - timedelta(seconds=rng.randrange(90 * 86_400))
            story, category = stories[pk % len(stories)]
            risk, text = rng.random(), TEXTS[pk % len(TEXTS)]
            rows.append(
                Comment(
                    pk=pk, article_id=story, category_id=category, state=state, risk=risk,
                    doubt=abs(risk - 0.5), turn_at=at - timedelta(hours=24 * risk),
                    created_at=at, last_activity_at=at, path=tree.segment(pk),
                    published_at=at if state == "published" else None,
                    identity=f"reader {pk % 50_000}", author_name="A reader", language="en",
                    email_hash=f"address {pk % 50_000}", network_hash=f"network {pk % 9_000}",
                    text=text, html=f"<p>{text}</p>", held_for=[{"code": "premoderated"}],
                )
            )  # fmt: skip
        yield rows


def _appraised() -> list[dict[str, Any]]:
    """Return what the aid says of each of TEXTS, as an Appraisal keeps it."""
    from comments.queries.aid import aid  # noqa: PLC0415
    from comments.queries.aid_memory import MADE_WITH  # noqa: PLC0415
    from comments.rules.packing import packed  # noqa: PLC0415

    asked = aid(None)
    found = [asked.appraised(text) for text in TEXTS] if asked else []
    return [
        {
            "chance": one.chance,
            "version": one.version,
            "why": [[part.said, part.weight] for part in one.why],
            "made_with": MADE_WITH,
            "seen": packed(one.seen),
        }
        for one in found
    ]


def _teach() -> None:
    """Let the aid know enough to speak, and say what it thinks of what waits already."""
    from django.db import transaction  # noqa: PLC0415

    from comments.actions.appraise import appraise  # noqa: PLC0415
    from comments.actions.learn import hold_steps, put  # noqa: PLC0415
    from comments.models import Comment  # noqa: PLC0415
    from comments.queries.aid import aid  # noqa: PLC0415
    from comments.rules.learning import Pupil  # noqa: PLC0415

    pupil = Pupil()
    for text, bad in sayings(LESSONS):
        pupil.learn(text, rejected=bad)
    with transaction.atomic():
        hold_steps()
        put(pupil.learned)
    for comment in Comment.objects.waiting():
        appraise(comment, aid(comment.category_id))


def _measure(empty: Server, ours: Server, secret: str, keys: list[str], requests: int) -> None:
    held = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    bodies = _decisions(keys)
    calls: dict[str, tuple[Server, Callable[[HTTPConnection], int]]] = {
        "an empty view": (empty, partial(_ask, "GET", "/", {}, None)),
        "the next reply": (ours, partial(_ask, "GET", f"{QUEUE}1", held, None)),
        TWENTY: (ours, partial(_ask, "GET", f"{QUEUE}20", held, None)),
        "a decision": (ours, partial(_ask, "POST", DECISIONS, held, bodies)),
    }
    best = dict.fromkeys(calls, float("inf"))
    for number in range(ROUNDS + 1):
        for name, (server, call) in calls.items():
            many = requests * (20 if server is empty else 1)  # the clock ticks every 10 ms
            spent = cost(server, call, many) / (20 if name == TWENTY else 1)
            best[name] = min(best[name], spent) if number else best[name]
    for name, spent in best.items():
        times, goal = spent / best["an empty view"], GOALS.get(name)
        told = f"{times:5.1f} x" + (f" (goal: below {goal:.0f})" if goal else "")
        print(f"{name:16} {spent:7.2f} ms {told}")


def _decisions(keys: list[str]) -> Iterator[str]:
    for number, key in enumerate(keys):
        decision = {"comment": key, "version": 1, "decision": "approve"}
        if number % 3 == 0:
            decision |= {"decision": "reject", "reason": "abuse"}
        yield json.dumps(decision)


def cost(server: Server, call: Callable[[HTTPConnection], int], requests: int) -> float:
    """Return the milliseconds of CPU of one request."""
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    before = server.cpu_seconds()
    for _number in range(requests):
        if (status := call(connection)) != 200:
            sys.exit(f"bench: answered {status}")
    spent = server.cpu_seconds() - before
    connection.close()
    return 1000 * spent / requests


def get(path: str) -> Callable[[HTTPConnection], int]:
    """Return what asks for a path and returns the status."""
    return partial(_ask, "GET", path, {}, None)


def _ask(
    method: str,
    path: str,
    headers: Mapping[str, str],
    bodies: Iterator[str] | None,
    connection: HTTPConnection,
) -> int:
    connection.request(method, path, body=next(bodies) if bodies else None, headers=dict(headers))
    answer: Any = connection.getresponse()
    answer.read()
    return int(answer.status)


if __name__ == "__main__":
    main()

"""What do the next reply of the queue and a decision cost? `make bench-queue`.

CPU of the server for each request, one after another on one connection, against an empty view
behind Django's default middleware; the quietest round counts, since noise only adds.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from tests.benchmarks.servers import Server, on_postgres, postgres_cpu_seconds, served

ROUNDS = 5
GOALS = {"the next reply": 3.0, "one of twenty": 3.0, "a decision": 6.0}
QUEUE = "/api/v1/moderation/queue/?cursor=&page_size="
TWENTY = "one of twenty"  # as the page in the admin fetches them
OFTEN = {"an empty view": 20, "the next reply": 8, TWENTY: 2}  # the clock ticks every 10 ms
DECISIONS = "/api/v1/moderation/decisions/"


def main() -> None:
    """Fill a newsroom, serve it, and print what each call costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=1_000_000)
    parser.add_argument("--waiting", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=100, help="in a round")
    asked = parser.parse_args()
    if on_postgres() and "bench" not in os.environ["DATABASE_URL"].rpartition("/")[2]:
        sys.exit("bench: empties the database; its name in DATABASE_URL must contain 'bench'")
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
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    import django  # noqa: PLC0415 - the folder of the data is known only now

    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415

    from cms.kernel.models import ApiToken  # noqa: PLC0415
    from tests.benchmarks.replies import add_replies, seeded, teach  # noqa: PLC0415

    seeded()
    teach()
    user = get_user_model().objects.get(username="moderator")
    _token, secret = ApiToken.objects.issue(name="bench", user_id=user.pk, scopes=["moderator"])
    add_replies(comments - waiting, "published")
    return secret, add_replies(waiting, "pending")


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
            many = requests * OFTEN.get(name, 1)
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
    before = _cpu_seconds(server)
    for _number in range(requests):
        if (status := call(connection)) != 200:
            sys.exit(f"bench: answered {status}")
    spent = _cpu_seconds(server) - before
    connection.close()
    return 1000 * spent / requests


def _cpu_seconds(server: Server) -> float:
    """Return what the server used so far, and the database where that is a server too."""
    return server.cpu_seconds() + (postgres_cpu_seconds() if on_postgres() else 0.0)


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

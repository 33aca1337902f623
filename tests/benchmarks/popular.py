"""What does "most popular" cost with a thousand stories, and with a million? `make bench-popular`.

CPU of the server for each request, one after another on one connection; the quietest round counts,
since noise only adds. Beside it an empty view behind Django's default middleware that asks one
indexed query. And in the same run: what adding up a million events anew would take.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.benchmarks.queue import cost, get
from tests.benchmarks.servers import on_postgres, served

SIZES = (1_000, 100_000, 1_000_000)
ROUNDS = 5
URL = "/api/v1/most-popular/"
FLOOR, TOP, ANEW = "a view with one query", "top ten", "top ten, made anew"
CALLS = {
    TOP: "?",
    ANEW: "?exclude={}",
    "half-life of an hour": "?half_life=1h&exclude={}",
    "half-life of a week": "?half_life=7d&exclude={}",
    "rising": "?by=rising&exclude={}",
    "score of 24 h": "?window=24h&exclude={}",
    "views of an hour": "?by=views&window=1h&exclude={}",
    "views of 24 h": "?by=views&window=24h&exclude={}",
    "shares of a week": "?by=shares&window=7d&exclude={}",
    "views of 30 d": "?by=views&window=30d&exclude={}",
    "views of all time": "?by=views&exclude={}",
    "common category": "?category=common&exclude={}",
    "rare category": "?category=rare&exclude={}",
    "common tag": "?tag=common&exclude={}",
    "rare tag": "?tag=rare&exclude={}",
    "common language": "?language=en&exclude={}",
    "rare language": "?language=fr&exclude={}",
    "rare tag, views of 24 h": "?tag=rare&by=views&window=24h&exclude={}",
    "common tag, hour": "?tag=common&half_life=1h&exclude={}",
}
FILTERED = [name for name in CALLS if any(word in name for word in ("category", "tag", "language"))]
GOALS = {"sizes": 1.3, "floor": 1.5, "filters": 10.0, "adding up": 100.0}


def main() -> None:
    """Measure every size by itself, and print the costs and their ratios."""
    parser = argparse.ArgumentParser(prog="make bench-popular BENCH=...", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="stories, with commas")
    parser.add_argument("--requests", type=int, default=300, help="in a round")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="the first one warms up")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.worker:
        print(json.dumps(_measured(asked.worker, asked.requests, asked.rounds)))
        return
    if on_postgres() and "bench" not in os.environ["DATABASE_URL"].rpartition("/")[2]:
        sys.exit("bench: empties the database; its name in DATABASE_URL must contain 'bench'")
    sizes = [int(size) for size in asked.sizes.split(",")]
    found = {size: _apart(size, asked) for size in sizes}
    _print(found)
    if missed := _missed(found):
        sys.exit(f"bench: {'; '.join(missed)}")


def _apart(size: int, asked: argparse.Namespace) -> dict[str, float]:
    """Measure a size in a process, and on a database, of its own."""
    print(f"{size:,} stories", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="newsroom-popular-") as folder:
        told = {"DATA_DIR": folder, "RATE_LIMITS": "off", "LOG_LEVEL": "ERROR"}
        amounts = ["--requests", str(asked.requests), "--rounds", str(asked.rounds)]
        arguments = ["--worker", str(size), *amounts]
        said = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.popular", *arguments],
            env={**os.environ, **told, "DJANGO_SETTINGS_MODULE": "cms.settings"},
            check=True,
            stdout=subprocess.PIPE,
        )
    last: dict[str, float] = json.loads(said.stdout.splitlines()[-1])
    return last


def _measured(size: int, requests: int, rounds: int) -> dict[str, float]:
    """Return milliseconds of CPU by call, and what adding up takes against a look."""
    import django  # noqa: PLC0415 - a worker has its settings

    django.setup()
    from tests.benchmarks.stories import emptied, filled  # noqa: PLC0415

    emptied()
    filled(size)
    rows = _adding_up()
    floor = "tests.benchmarks.floor.one_query:application"
    with served(floor, {}) as one, served("cms.wsgi:application", {}) as ours:
        asks: dict[str, Callable[[int], float]] = {
            FLOOR: lambda _turn: cost(one, get("/"), requests * 3),
            **{
                name: lambda turn, name=name: cost(
                    ours, _asking(CALLS[name], turn), requests * (3 if name == TOP else 1)
                )
                for name in CALLS
            },
        }
        best = dict.fromkeys(asks, float("inf"))
        for turn in range(rounds):
            for name, ask in asks.items():
                spent = ask(turn)
                best[name] = min(best[name], spent) if turn else best[name]
    return best | rows


def _asking(query: str, turn: int) -> Any:
    """Return what asks for another ranking each time, where `query` has a place for a number."""
    numbers = iter(range(10**9 + turn * 10**6, 10**10))
    return lambda connection: get(URL + query.format(next(numbers)))(connection)  # noqa: PLW0108


def _adding_up() -> dict[str, float]:
    """Return the milliseconds that a look takes, and that adding up the events takes."""
    from django.db import connection  # noqa: PLC0415

    from articles.queries.most_popular import Part, glimpse  # noqa: PLC0415
    from articles.queries.ranking_filters import Contenders  # noqa: PLC0415
    from articles.rules.popularity import K  # noqa: PLC0415
    from articles.rules.ranking import Method  # noqa: PLC0415
    from cms.kernel import clock  # noqa: PLC0415

    at = clock.now()
    weight = "CASE metric WHEN 1 THEN 1 WHEN 3 THEN 8 ELSE 4 END"
    faded = f"SUM({weight} * exp((at - {at.timestamp()}) / {K['7d']}))"
    ranked = "FROM bench_event {} GROUP BY article_id ORDER BY 2 DESC, 1 DESC LIMIT 10"
    day = f"WHERE metric = 1 AND at > {at.timestamp() - 86_400}"
    sums = {
        "adding up a score": f"SELECT article_id, {faded} {ranked.format('')}",
        "adding up views of 24 h": f"SELECT article_id, COUNT(*) {ranked.format(day)}",
    }
    looks = {
        "a look at the score": Method("score", "7d"),
        "a look at views of 24 h": Method("views", None, "24h"),
    }

    def added_up(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            cursor.fetchall()

    found = {name: _quickest(partial(added_up, sql), 3) for name, sql in sums.items()}
    for name, method in looks.items():
        found[name] = _quickest(lambda m=method: glimpse(m, Contenders(), Part(10), at=at), 200)
    return found


def _quickest(ask: Callable[[], object], times: int) -> float:
    spans = []
    for _time in range(times):
        began = time.perf_counter()
        ask()
        spans.append(time.perf_counter() - began)
    return 1000 * min(spans)


def _print(found: dict[int, dict[str, float]]) -> None:
    sizes = list(found)
    print(f"{'ms':28}" + "".join(f"{size:>12,}" for size in sizes) + f"{'ratio':>8}")
    for name in found[sizes[0]]:
        row = [found[size][name] for size in sizes]
        times = f"{row[-1] / row[0]:8.2f}"
        print(f"{name:28}" + "".join(f"{ms:12.3f}" for ms in row) + times)
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")


def _missed(found: dict[int, dict[str, float]]) -> list[str]:
    """Say which goals are missed."""
    missed = []
    for name in (TOP, ANEW):
        costs = [row[name] for row in found.values()]
        if max(costs) / min(costs) > GOALS["sizes"]:
            missed.append(f"{name} differs {max(costs) / min(costs):.2f} times")
    for size, row in found.items():
        if (times := row[TOP] / row[FLOOR]) > GOALS["floor"]:
            missed.append(f"of {size:,}, the top ten costs {times:.2f} views with one query")
        slowest = max(FILTERED, key=lambda name: row[name])
        if (times := row[slowest] / row[ANEW]) > GOALS["filters"]:
            missed.append(f"of {size:,}, {slowest} costs {times:.1f} top tens made anew")
        for look in ("the score", "views of 24 h"):
            sums = row[f"adding up {look.replace('the', 'a')}"] / row[f"a look at {look}"]
            if sums < GOALS["adding up"]:
                missed.append(f"of {size:,}, adding up {look} takes only {sums:.0f} looks")
    return missed


if __name__ == "__main__":
    main()

"""What do stories and lists cost with 2,000 stories, and with a million? `make bench-growth`.

CPU of the server for each request, one after another on one connection; the quietest round counts,
since noise only adds. Each list is asked of a server that keeps what it gave, as it is shipped, and
("anew") of one that keeps nothing, as after a change that readers see.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from tests.benchmarks.calls import Request, ask
from tests.benchmarks.queue import cost, get
from tests.benchmarks.servers import Server, on_postgres, served

SIZES = (2_000, 1_000_000)
ROUNDS = 4
GOAL = 1.3
API = "/api/v1"
LISTS = {
    "newest 20": f"{API}/articles/",
    "deep cursor": "",  # its address is found by walking there
    "common tag": f"{API}/articles/?tag=common",
    "common tag, page 3": f"{API}/articles/?tag=common&page=3",
    "rare tag": f"{API}/articles/?tag=rare",
    "expert": f"{API}/articles/?expert=sage",
    "common category": f"{API}/articles/?category=common",
    "rare category": f"{API}/articles/?category=rare",
    "language": f"{API}/articles/?language=es",
    "most popular": f"{API}/most-popular/",
}
NOTHING_KEPT = {"LISTS_KEPT": "0", "STORIES_KEPT": "0", "NOTICES": "off"}


def main() -> None:
    """Measure every size by itself, and print the costs and their ratios."""
    parser = argparse.ArgumentParser(prog="make bench-growth BENCH=...", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="stories, with commas")
    parser.add_argument("--requests", type=int, default=200, help="in a round")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="the first one warms up")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.worker:
        print(json.dumps(_measured(asked.worker, asked.requests, asked.rounds)))
        return
    if on_postgres() and "bench" not in os.environ["DATABASE_URL"].rpartition("/")[2]:
        sys.exit("bench: empties the database; its name in DATABASE_URL must contain 'bench'")
    found = {int(size): _apart(int(size), asked) for size in asked.sizes.split(",")}
    _print(found)


def _apart(size: int, asked: argparse.Namespace) -> dict[str, float]:
    """Measure a size in a process, and on a database, of its own."""
    print(f"{size:,} stories", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="newsroom-growth-") as folder:
        # Chores would index a million stories for searches meanwhile.
        told = {"DATA_DIR": folder, "RATE_LIMITS": "off", "LOG_LEVEL": "ERROR", "CHORES": "off"}
        amounts = ["--requests", str(asked.requests), "--rounds", str(asked.rounds)]
        said = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.growth", "--worker", str(size), *amounts],
            env={**os.environ, **told, "DJANGO_SETTINGS_MODULE": "cms.settings"},
            check=True,
            stdout=subprocess.PIPE,
        )
    last: dict[str, float] = json.loads(said.stdout.splitlines()[-1])
    return last


def _measured(size: int, requests: int, rounds: int) -> dict[str, float]:
    """Return milliseconds of CPU by call."""
    import django  # noqa: PLC0415 - a worker has its settings

    django.setup()
    from tests.benchmarks.stories import emptied, filled  # noqa: PLC0415

    emptied()
    filled(size)
    with (
        served("cms.wsgi:application", {}) as keeps,
        served("cms.wsgi:application", NOTHING_KEPT) as forgets,
    ):
        asks = _asks(keeps, forgets, size, requests)
        best = dict.fromkeys(asks, float("inf"))
        for turn in range(rounds + 1):
            for name, spend in asks.items():
                spent = spend()
                best[name] = min(best[name], spent) if turn else best[name]
    return best


def _asks(
    keeps: Server, forgets: Server, size: int, requests: int
) -> dict[str, Callable[[], float]]:
    """Return what measures each call once."""
    lists = LISTS | {"deep cursor": _deep(keeps.url, min(size // 2, 10_000) // 100)}
    asks: dict[str, Callable[[], float]] = {}
    asks["a story"] = partial(cost, keeps, get(f"{API}/articles/s-{size // 2}/"), requests * 3)
    asks["a story, anew"] = partial(cost, forgets, get(f"{API}/articles/s-{size // 3}/"), requests)
    for name, path in lists.items():
        asks[name] = partial(cost, keeps, get(path), requests * 3)
    for name, path in lists.items():
        asks[f"{name}, anew"] = partial(cost, forgets, get(path), requests)
    return asks


def _deep(url: str, pages: int) -> str:
    """Return the address of a page that is so many hundreds of stories away from the newest."""
    path = f"{API}/articles/?page_size=100&cursor="
    for _page in range(pages):
        path = _next(url, path)
    return path.replace("page_size=100", "page_size=20")


def _next(url: str, path: str) -> str:
    status, _etag, body = ask(url, Request(path))
    if status != 200:
        sys.exit(f"bench: {path} is {status}: {body[:200]!r}")
    after = urlsplit(json.loads(body)["next"])
    return f"{after.path}?{after.query}"


def _print(found: dict[int, dict[str, float]]) -> None:
    sizes = list(found)
    print(f"{'ms':28}" + "".join(f"{size:>12,}" for size in sizes) + f"{'ratio':>8}")
    for name in found[sizes[0]]:
        row = [found[size][name] for size in sizes]
        times = row[-1] / row[0]
        over = "" if times <= GOAL else f"  above {GOAL}"
        print(f"{name:28}" + "".join(f"{ms:12.3f}" for ms in row) + f"{times:8.2f}{over}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()

"""Measure the shipped server on a seeded newsroom: `make bench`."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.calls import Call, WrongAnswer, demand_right_answers, floors, newsroom
from tests.benchmarks.load import Burst, burst
from tests.benchmarks.scoring import costs
from tests.benchmarks.servers import Server, on_postgres, postgres_cpu_seconds, served
from tests.benchmarks.table import figures, table

# What each serves, and what it is told besides.
SERVERS: dict[str, tuple[str, dict[str, str]]] = {
    "bare": ("tests.benchmarks.floor.without_middleware:application", {}),
    "default": ("tests.benchmarks.floor.default_middleware:application", {}),
    "newsroom": ("cms.wsgi:application", {}),
    "forgetful": ("cms.wsgi:application", {"COMMENT_PAGES_KEPT": "0"}),
}
RESULT = Path("bench.json")
SMALL, LARGE = (2_000, 8_000), (100_000, 400_000)  # stories, replies


def main() -> None:
    """Seed, serve, measure in rounds, and print; say in one line why that is impossible."""
    asked = _arguments()
    _demand_tools()
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder, ExitStack() as running:
        environment = {"DATA_DIR": folder, "RATE_LIMITS": "off", "LOG_LEVEL": "ERROR"}
        stories, replies = LARGE if asked.large else SMALL
        _seed(environment, asked.articles or stories, asked.comments or replies)
        servers = {
            name: running.enter_context(served(application, environment | extra))
            for name, (application, extra) in SERVERS.items()
        }
        try:
            bursts = _measured(servers, asked, Path(folder))
        except WrongAnswer as wrong:
            sys.exit(f"bench: {wrong}")
    rows = figures(bursts)
    print(table(rows))
    scoring = {cost.name: round(cost.ms, 4) for cost in costs()}
    print("\n".join(f"{name:32}{ms:9.3f}" for name, ms in scoring.items()))
    found = {"settings": vars(asked), "calls": rows, "aid_ms": scoring}
    RESULT.write_text(json.dumps(found, indent=1) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench BENCH=...", description=__doc__)
    parser.add_argument("--large", action="store_true", help="100,000 stories instead of 2,000")
    parser.add_argument("--articles", type=int, help="so many stories")
    parser.add_argument("--comments", type=int, help="so many replies")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seconds", type=int, default=3, help="of each call in a round")
    parser.add_argument("--only", default="", help="calls whose name has this regular expression")
    return parser.parse_args()


def _demand_tools() -> None:
    if not shutil.which("wrk"):
        sys.exit("bench: needs wrk; on Debian: apt install wrk")
    if on_postgres() and "bench" not in os.environ["DATABASE_URL"].rpartition("/")[2]:
        sys.exit("bench: fills the database; its name in DATABASE_URL must contain 'bench'")


def _seed(environment: dict[str, str], articles: int, comments: int) -> None:
    amounts = ["--articles", str(articles), "--comments", str(comments), "--seed", "1"]
    for command in (["migrate", "-v0"], ["collectstatic", "-v0", "--noinput"], ["seed", *amounts]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            env={**os.environ, **environment},
            check=True,
            stdout=subprocess.DEVNULL,
        )


def _measured(
    servers: dict[str, Server], asked: argparse.Namespace, folder: Path
) -> dict[str, list[Burst]]:
    """Return the bursts of each call, one of each round; rounds take the calls in turn."""
    wanted = [
        call for call in newsroom(servers["newsroom"].url) if re.search(asked.only, call.name)
    ]
    calls = [*floors(), *wanted]
    for call in calls:
        demand_right_answers(servers[call.server].url, call)
    bursts: dict[str, list[Burst]] = {call.name: [] for call in calls}
    for number in range(asked.rounds + 1):
        for call, one in _one_round(calls, servers, number, asked.seconds, folder):
            bursts[call.name] += [one] if number else []  # the first round warms up
    return bursts


def _one_round(
    calls: list[Call], servers: dict[str, Server], number: int, seconds: int, folder: Path
) -> Iterator[tuple[Call, Burst]]:
    for call in calls:
        server = servers[call.server]
        yield (
            call,
            burst(
                call,
                server.url,
                seconds=seconds if number else 1,
                cpu_seconds=_cpu_of(server),
                name=f"round {number}",
                file=folder / "requests.txt",
            ),
        )


def _cpu_of(server: Server) -> Callable[[], float]:
    """Return what reads the CPU used so far, by the database too where that is a server."""
    if not on_postgres():
        return server.cpu_seconds
    return lambda: server.cpu_seconds() + postgres_cpu_seconds()


if __name__ == "__main__":
    main()

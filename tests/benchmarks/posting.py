"""What becomes of replies when many readers post at once? `make bench-posting`.

The shipped server, SQLite with its gate and without (PostgreSQL has none), and readers who post as
fast as they are answered, each over one kept connection. Every acknowledged reply must be stored
once, every retry must get the answer that was given, and every counter must hold.
"""

import argparse
import asyncio
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

from tests.benchmarks.calls import API, Request, ask, pages
from tests.benchmarks.servers import served

STORIES = 20  # that are discussed at once
RETRIED = 3  # every third reply is sent again under its key, as after a lost answer
RESULT = Path("bench-posting.json")
SEED = (
    ("migrate", "-v0"),
    ("collectstatic", "-v0", "--noinput"),
    ("seed", "--articles", "60", "--comments", "600"),
)
OPEN = """
from articles.actions.discussion import set_discussion
from articles.models import Article
for article in Article.objects.all():
    set_discussion(article_id=article.pk, policy="open")
"""
STORED = """
from comments.models import Comment
keys = open({file!r}).read().split()
found = set(Comment.objects.filter(text__contains={run!r}).values_list("key", flat=True))
print(len(set(keys) - found), len(found - set(keys)), len(keys) - len(set(keys)))
"""


@dataclass
class Readers:
    """What the readers of one run saw."""

    run: str
    took: list[float] = field(default_factory=list)  # seconds, of each post
    statuses: Counter[int] = field(default_factory=Counter)
    keys: list[str] = field(default_factory=list)
    retried: int = 0
    unlike: int = 0  # retries that were answered otherwise


class Line:
    """One kept connection of one reader."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "", parts.port or 80

    async def open(self) -> None:
        """Connect."""
        self.reader, self.writer = await asyncio.open_connection(self.host, self.port)

    async def post(self, path: str, body: bytes, key: str) -> tuple[int, bytes]:
        """Return status and body of the answer."""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nIdempotency-Key: {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.writer.write(head.encode() + body)
        said = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(said.split("content-length:", 1)[1].split("\r\n", 1)[0])
        return int(said.split(" ", 2)[1]), await self.reader.readexactly(length)


def main() -> None:
    """Run both ways and print; exit with 1 if a reply was lost or doubled, or a counter is off."""
    parser = argparse.ArgumentParser(prog="make bench-posting BENCH=...", description=__doc__)
    parser.add_argument("--readers", type=int, default=64)
    parser.add_argument("--seconds", type=int, default=15)
    asked = parser.parse_args()
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        ways = {"PostgreSQL": "on"}
        if "bench" not in os.environ["DATABASE_URL"].rpartition("/")[2]:
            sys.exit("bench: fills the database; its name in DATABASE_URL must contain 'bench'")
    else:
        ways = {"SQLite with the gate": "on", "SQLite without": "off"}
    rows = {name: _measured(gate, asked.readers, asked.seconds) for name, gate in ways.items()}
    print(_table(rows))
    RESULT.write_text(json.dumps({"settings": vars(asked), "ways": rows}, indent=1) + "\n")
    sys.exit(any(row["lost"] or row["doubled"] or row["miscounted"] for row in rows.values()))


def _measured(gate: str, readers: int, seconds: int) -> dict[str, Any]:
    """Return the figures of one way, on a newsroom of its own."""
    with tempfile.TemporaryDirectory(prefix="newsroom-posting-") as folder:
        environment = {"DATA_DIR": folder, "RATE_LIMITS": "off", "LOG_LEVEL": "ERROR"}
        environment["SQLITE_GATE"] = gate
        for command in SEED:
            _manage(environment, *command)
        _manage(environment, "shell", "-v0", "-c", OPEN)
        with served("cms.wsgi:application", environment) as server:
            seen = asyncio.run(_crowd(server.url, readers, seconds))
        return _figures(seen) | _stored(seen, environment, Path(folder))


async def _crowd(url: str, readers: int, seconds: int) -> Readers:
    """Let so many readers post for so long, after two seconds to warm up."""
    stories = [story["slug"] for story in pages(url, "articles/", language="en")[:STORIES]]
    forms = {}
    for slug in stories:
        path = f"{API}/articles/{slug}/comments/"
        forms[path] = json.loads(ask(url, Request(f"{path}form/"))[2])["form_token"]
    await asyncio.sleep(3.5)  # nobody writes faster
    seen = Readers(f"run{secrets.token_hex(6)}")
    begin = time.monotonic() + 2
    crowd = [_reader(url, forms, number, seen, begin, begin + seconds) for number in range(readers)]
    await asyncio.gather(*crowd)
    return seen


async def _reader(
    url: str, forms: dict[str, str], number: int, seen: Readers, begin: float, until: float
) -> None:
    line = Line(url)
    await line.open()
    paths = list(forms)
    for count in range(1_000_000):
        if time.monotonic() > until:
            return
        path = paths[(number + count) % len(paths)]
        body = json.dumps(
            {
                "text": f"Reader {number} saw the ferry for the {count}th time, {seen.run}.",
                "author": {"name": f"Reader {number}", "email": f"r{number}@reader.example"},
                "form_token": forms[path],
            }
        ).encode()
        key = f"{seen.run}-{number}-{count}"
        sent = time.monotonic()
        status, answer = await line.post(path, body, key)
        if sent >= begin:
            seen.took.append(time.monotonic() - sent)
        seen.statuses[status] += 1
        if status in {201, 202}:
            seen.keys.append(json.loads(answer)["id"])
        if count % RETRIED == RETRIED - 1:
            again = await line.post(path, body, key)
            seen.retried += 1
            seen.unlike += again != (status, answer)


def _figures(seen: Readers) -> dict[str, Any]:
    cuts = quantiles(seen.took, n=100)
    p50, p99 = cuts[49] * 1000, cuts[98] * 1000
    return {
        "posts": sum(seen.statuses.values()),
        "statuses": dict(seen.statuses),
        "p50_ms": round(p50, 1),
        "p99_ms": round(p99, 1),
        "max_ms": round(max(seen.took) * 1000, 1),
        "p99/p50": round(p99 / p50, 2),
        "failed": sum(n for status, n in seen.statuses.items() if status >= 500),
        "retried": seen.retried,
        "unlike": seen.unlike,
    }


def _stored(seen: Readers, environment: dict[str, str], folder: Path) -> dict[str, Any]:
    """Return what the database says of what was acknowledged."""
    keys = folder / "keys.txt"
    keys.write_text("\n".join(seen.keys))
    code = STORED.format(file=str(keys), run=seen.run)
    lost, unheard, twice = _manage(environment, "shell", "-v0", "-c", code).split()
    return {
        "acknowledged": len(seen.keys),
        "lost": int(lost),
        "doubled": int(unheard) + int(twice),
        "miscounted": "All counts agree." not in _manage(environment, "recount", "--check"),
    }


def _manage(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        env={**os.environ, **environment},
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def _table(rows: dict[str, dict[str, Any]]) -> str:
    columns = ("acknowledged", "failed", "lost", "doubled", "unlike", "p50_ms", "p99_ms", "p99/p50")
    head = f"{'way':24}" + "".join(f"{name:>14}" for name in columns)
    lines = [f"{way:24}" + "".join(f"{row[c]:14}" for c in columns) for way, row in rows.items()]
    return "\n".join([head, *lines])


if __name__ == "__main__":
    main()

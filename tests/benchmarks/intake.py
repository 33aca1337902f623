"""How many views and shares are counted in a second, and is one lost or doubled?

`make bench-intake`. Eight processes tell views as a server's workers hear them (each of another
reader; every tenth is told by a second process, too) and write them as they do. Then six processes
tell a thousand shares three times each. What stands in the database afterwards must be exact.
"""

import argparse
import json
import os
import random
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.servers import cpu_seconds

PROCESSES, SHARERS = 8, 6
SHARES, TIMES = 1_000, 3
ALSO_TOLD = 10  # every so many views are told by the next process, too
RESULT = Path("bench-intake.json")
Story = tuple[int, str, str]  # article, slug, language
SEED = (("migrate", "-v0"), ("seed", "--articles", "60", "--comments", "0"))
SETTINGS = {
    "VIEWS_WRITTEN_EVERY": "0",  # by the processes themselves, as soon as enough wait
    "BURST_CAP": "1000000",  # every burst is looked up, none is cut off
    "SHARES_CAP": "1000000",
    "LOG_LEVEL": "ERROR",
    "DJANGO_SETTINGS_MODULE": "cms.settings",
}


def main() -> None:
    """Measure and print; exit with 1 if a count is not exact."""
    parser = argparse.ArgumentParser(prog="make bench-intake BENCH=...", description=__doc__)
    parser.add_argument("--views", type=int, default=200_000, help="told by all together")
    parser.add_argument("--worker", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.worker:
        kind, number, amount = asked.worker
        _work(kind, int(number), int(amount))
        return
    on_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    if on_postgres and "bench" not in os.environ["DATABASE_URL"].rpartition("/")[2]:
        sys.exit("bench: fills the database; its name in DATABASE_URL must contain 'bench'")
    with tempfile.TemporaryDirectory(prefix="newsroom-intake-") as folder:
        environment = {**SETTINGS, "DATA_DIR": folder, "RUN": secrets.token_hex(4)}
        found = _measured(environment, asked.views // PROCESSES)
    found = {"database": "PostgreSQL" if on_postgres else "SQLite", **found}
    print("\n".join(f"{name:32}{value!s:>16}" for name, value in found.items()))
    RESULT.write_text(json.dumps(found, indent=1) + "\n")
    sys.exit(not found["exact"])


def _measured(environment: dict[str, str], each: int) -> dict[str, Any]:
    for command in SEED:
        _manage(environment, *command)
    told = PROCESSES * (each + _also(each))
    before = _counted(environment)
    views = _crowd(environment, "views", PROCESSES, each)
    between = _counted(environment)
    shares = _crowd(environment, "shares", SHARERS, SHARES * TIMES // SHARERS)
    after = _counted(environment)
    new_views = {name: between[name] - before[name] for name in before}
    new_shares = {name: after[name] - between[name] for name in before}
    is_exact = [
        new_views["views"] == new_views["hours"] == new_views["view numbers"] == PROCESSES * each,
        new_views["dropped"] == told - PROCESSES * each,
        new_shares["shares"] == new_shares["by network"] == new_shares["hours"] == SHARES,
        new_shares["dropped"] == SHARES * (TIMES - 1),
    ]
    return {
        "views told": told,
        "to be counted": PROCESSES * each,
        "counted": new_views["views"],
        "views a second": round(told / views["seconds"]),
        "CPU microseconds for a view": round(1e6 * views["cpu"] / told),
        "shares told": SHARES * TIMES,
        "shares counted": new_shares["shares"],
        "shares a second": round(SHARES * TIMES / shares["seconds"]),
        "load of the machine": round(os.getloadavg()[0], 1),
        "exact": all(is_exact),
    }


def _also(each: int) -> int:
    return len(range(0, each, ALSO_TOLD))


def _crowd(environment: dict[str, str], kind: str, processes: int, amount: int) -> dict[str, float]:
    """Let so many processes begin at once; return how long it took and the CPU they used."""
    command = [sys.executable, "-m", "tests.benchmarks.intake", "--worker", kind]
    crowd = [
        subprocess.Popen(
            [*command, str(number), str(amount)],
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    for one in crowd:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    began = time.monotonic()
    for one in crowd:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    said = [json.loads(one.communicate()[0]) for one in crowd]
    return {"seconds": time.monotonic() - began, "cpu": sum(said)}


def _work(kind: str, number: int, amount: int) -> None:
    """Be one process: tell what is to be told, and say how much CPU that took."""
    import django  # noqa: PLC0415

    django.setup()
    stories, tell = _stories(), {"views": _tell_views, "shares": _tell_shares}[kind]
    print("ready", flush=True)
    sys.stdin.readline()
    before = _cpu()
    tell(stories, number, amount)
    print(_cpu() - before)


def _cpu() -> float:
    """Return the CPU seconds of this process, and of the one that serves it in PostgreSQL."""
    from django.db import connection  # noqa: PLC0415

    used = resource.getrusage(resource.RUSAGE_SELF)
    own = used.ru_utime + used.ru_stime
    if connection.vendor != "postgresql":
        return own
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return own + float(cpu_seconds(cursor.fetchone()[0]))


def _stories() -> list[Story]:
    from articles.models import Edition  # noqa: PLC0415
    from cms.kernel import clock  # noqa: PLC0415

    live = Edition.objects.live(clock.now())
    return sorted(live.values_list("article", "slug", "language"))


def _tell_views(stories: list[Story], process: int, amount: int) -> None:
    from articles.actions import count_views as counting  # noqa: PLC0415

    for reader in range(amount):
        _see(stories, process, reader)
        if not reader % ALSO_TOLD:
            _see(stories, (process + 1) % PROCESSES, reader)
        if counting._waiting.size >= counting.VIEWS_AT_ONCE:
            counting.write_views()
    while counting._waiting.size:  # what cannot be written waits for the next time
        counting.write_views()
    counting.write_views()


def _see(stories: list[Story], process: int, reader: int) -> None:
    from articles.api.public.beacons import Views  # noqa: PLC0415

    _article, slug, language = stories[reader % len(stories)]
    Views.told(_reader(process, reader) | {"QUERY_STRING": f"language={language}"}, slug=slug)


def _tell_shares(stories: list[Story], process: int, amount: int) -> None:
    from articles.actions.record_share import record_share  # noqa: PLC0415
    from articles.api.public.visitors import caller_of  # noqa: PLC0415
    from cms.kernel import clock  # noqa: PLC0415

    deliveries = [*range(SHARES)] * TIMES
    random.Random(1).shuffle(deliveries)  # noqa: S311 - each process the same
    for share in deliveries[process * amount : (process + 1) * amount]:
        at = clock.now()
        caller = caller_of(_reader(0, share), at)
        record_share(
            article_id=stories[share % len(stories)][0],
            network="x",
            visitor=caller.visitor,
            neighbours=caller.neighbours,
            event_id=f"{os.environ['RUN']} {share}",
            at=at,
        )


def _reader(process: int, reader: int) -> dict[str, str]:
    return {
        "REMOTE_ADDR": f"10.{process}.{reader // 250 % 250}.{reader % 250}",
        "HTTP_USER_AGENT": f"Mozilla/5.0 Firefox/132.0 {os.environ['RUN']} {process} {reader}",
    }


COUNTED = """
import json
from django.db.models import Sum
from articles.actions.count_views import write_views
from articles.models import Dropped, EngagementHour, Popularity, ShareCount, ViewSeen
write_views()  # what lies in Redis when all have ended
def of(model, field, **which):
    return model.objects.filter(**which).aggregate(n=Sum(field))["n"] or 0
print(json.dumps({
    "views": of(Popularity, "views"), "shares": of(Popularity, "shares"),
    "hours": of(EngagementHour, "n"), "by network": of(ShareCount, "n"),
    "view numbers": ViewSeen.objects.count(), "dropped": of(Dropped, "n"),
}))
"""


def _counted(environment: dict[str, str]) -> dict[str, int]:
    found: dict[str, int] = json.loads(_manage(environment, "shell", "-v0", "-c", COUNTED))
    return found


def _manage(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


if __name__ == "__main__":
    main()

"""What is done again and again beside the requests, and by one process at a time?

Each room names its chores when it is made ready. One thread per process looks for those that are
due; the row of a chore is the lease under which it is done, so that of several processes one does
it. A chore must bear being done twice all the same: a lease that ended may have been a slow one.
"""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Lock, Thread

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from cms.kernel import clock
from cms.kernel.models import Chore

LEASE = timedelta(minutes=10)
LONGEST_SLEEP = 60.0  # seconds: chores of other processes change when ours are due
SHORTEST_SLEEP = 1.0
GATHERED = 0.2  # seconds: what many ask for at once is done once

log = logging.getLogger("newsroom.chores")


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done, how often (seconds), and by which call."""

    name: str
    every: int
    run: Callable[[], object]


_tasks: dict[str, Task] = {}
_beside: dict[str, Callable[[], object]] = {}
_asked: set[str] = set()
_wake = Event()
_starting = Lock()
_started_in: list[int] = []


def chore(name: str, every: int, run: Callable[[], object]) -> None:
    """Have `run` called every so many seconds. To be called from `AppConfig.ready`."""
    _tasks[name] = Task(name, every, run)


def beside(name: str, run: Callable[[], object]) -> None:
    """Have `run`, which never ends, run in a thread of its own wherever the chores are done.

    To be called from `AppConfig.ready`.
    """
    _beside[name] = run


def soon(name: str) -> None:
    """Have a chore done as soon as what is being written now is committed, not when it is due."""
    transaction.on_commit(lambda: _ask(name))


def _ask(name: str) -> None:
    _asked.add(name)
    _wake.set()


def begin() -> None:
    """Start the thread of this process, unless it runs or CHORES is off.

    To be called by a request: never before a server has forked its workers.
    """
    if not settings.CHORES or _started_in == [os.getpid()]:
        return
    with _starting:
        if _started_in != [os.getpid()]:
            _started_in[:] = [os.getpid()]
            Thread(target=_do_for_ever, name="chores", daemon=True).start()
            begin_beside()


def begin_beside() -> None:
    """Start the threads that run beside the chores."""
    for name, run in _beside.items():
        Thread(target=run, name=name, daemon=True).start()


def do_due() -> list[str]:
    """Do what is due or asked for and nobody else is doing; return the names of what was done."""
    return [task.name for task in list(_tasks.values()) if _do(task)]


def _do(task: Task) -> bool:
    asked = task.name in _asked
    lease = _taken(task.name, asked=asked)
    if lease is None:
        return False
    _asked.discard(task.name)  # before it is done: what is asked for meanwhile is done once more
    trouble = ""
    try:
        task.run()
    except Exception as error:
        log.exception("The chore %s failed", task.name)
        trouble = type(error).__name__  # its words may name people
    at = clock.now()
    Chore.objects.filter(name=task.name, taken_until=lease).update(
        due_at=at + timedelta(seconds=task.every),
        taken_until=at,
        trouble=trouble,
        **({} if trouble else {"done_at": at}),
    )
    return True


def _taken(name: str, *, asked: bool) -> datetime | None:
    """Return until when we have the chore; None when it is not due, or somebody else has it."""
    at = clock.now()
    until = at + LEASE
    free = Chore.objects.filter(name=name, taken_until__lte=at)
    if (free if asked else free.filter(due_at__lte=at)).update(taken_until=until):
        return until
    if Chore.objects.filter(name=name).exists():
        return None
    Chore.objects.bulk_create([Chore(name=name, due_at=at, taken_until=at)], ignore_conflicts=True)
    return until if free.update(taken_until=until) else None


def pause() -> float:
    """Return how many seconds it is until the next chore is due."""
    if _asked:
        return SHORTEST_SLEEP  # somebody else is at it
    rows = Chore.objects.filter(name__in=_tasks).values_list("due_at", "taken_until")
    at = clock.now()
    waits = [(max(due, taken) - at).total_seconds() for due, taken in rows]
    return min(LONGEST_SLEEP, max(SHORTEST_SLEEP, min(waits, default=0.0)))


def _do_for_ever() -> None:
    while True:
        _wake.clear()
        try:
            do_due()
            seconds = pause()
        except DatabaseError:
            log.warning("The chores could not be looked at now", exc_info=True)
            seconds = LONGEST_SLEEP
        connection.close_if_unusable_or_obsolete()
        if _wake.wait(seconds):
            time.sleep(GATHERED)

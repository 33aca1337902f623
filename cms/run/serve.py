"""How does the newsroom answer HTTP? By granian over WSGI, the same way everywhere.

`python -m cms.run.serve` serves and prepares nothing: what a deployment and the benchmark start.
"""

import os
import signal
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from cms.run.address import Address, address, whole
from cms.run.obstacles import Obstacle, demand_free

# Two threads: while one waits for a slow upload or the database, the other answers. More of them
# fight for the interpreter: on two cores, four threads gave the same throughput as two and a
# p99 three times as long.
THREADS = 2
# Connections that a worker holds open. Granian counts idle keep-alive connections too, so a
# small number would let 16 sleeping browsers lock everybody else out.
CONNECTIONS = 512
DEATHS, A_MINUTE = 30, 60.0  # so many workers may die in a minute before the house closes
GRACE = 10  # seconds that running requests get when the server is told to stop


class Respawns(dict[int, float]):
    """When each worker was started anew; forgiving as long as few of them died.

    Granian stops the whole house when a worker dies within seconds of its respawn, the healthy
    workers with it. Two kills in a row are no reason for that; a worker that cannot live is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.latest: deque[float] = deque(maxlen=DEATHS)

    def __setitem__(self, worker: int, at: float) -> None:
        """Note a respawn."""
        self.latest.append(at)
        super().__setitem__(worker, at)

    def get(self, worker: int, default: Any = 0) -> Any:
        """Return when the worker was respawned, or long ago unless too many died in a minute."""
        many = len(self.latest) == DEATHS and self.latest[-1] - self.latest[0] < A_MINUTE
        return super().get(worker, default) if many else default


def workers() -> int:
    """Return how many processes answer. Raises ValueError when WORKERS is not a number."""
    return whole("WORKERS", 2, 256)


def serve(at: Address, application: str = "cms.wsgi:application") -> None:
    """Answer at the address until a signal comes; running requests are finished first."""
    with figures():
        _serve(at, application)


@contextmanager
def figures() -> Iterator[None]:
    """Give the workers a folder in which they count together, if METRICS_TOKEN is set."""
    if not os.environ.get("METRICS_TOKEN") or os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        yield
        return
    with TemporaryDirectory(prefix="newsroom-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def _serve(at: Address, application: str) -> None:
    server = Server(
        application,
        address=at.ip,
        port=at.port,
        interface=Interfaces.WSGI,
        workers=workers(),
        blocking_threads=whole("THREADS", THREADS, 64),
        backpressure=CONNECTIONS,
        backlog=2 * CONNECTIONS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.warning,
    )
    server.respawned_wrks = Respawns()
    server.serve(target_loader=_load)


def _load(target: str, **_: Any) -> Any:
    """Return the WSGI application, in a worker that leaves Ctrl-C to its parent.

    A terminal sends SIGINT to all of them, and the parent then tells its workers to stop. A
    worker that was told twice at once sometimes never stopped (granian 2.8.7).
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    module, _colon, name = target.partition(":")
    return getattr(import_module(module), name)


def main() -> None:
    """Serve at HOST and PORT; say in one line why that is impossible."""
    try:
        at = address()
        demand_free(at)
        serve(at, *sys.argv[1:2])
    except (Obstacle, ValueError) as error:
        sys.exit(f"newsroom: {error}")


if __name__ == "__main__":
    main()

"""How are the measured servers started, and how much CPU have they used?"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")  # a second
PATIENCE = 30  # seconds
PROC = Path("/proc")


@dataclass(frozen=True)
class Server:
    """One running granian: its address and its first process."""

    url: str
    pid: int

    def cpu_seconds(self) -> float:
        """Return user and system time of all its processes so far, and of those that ended."""
        return sum(_cpu_ticks(pid) for pid in (self.pid, *children(self.pid))) / TICKS


@contextmanager
def served(application: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve the application as `make run` does, on a free port, until the block ends.

    Raises TimeoutError when it does not answer in time.
    """
    port = _free_port()
    command = [sys.executable, "-m", "cms.run.serve", application]
    running = subprocess.Popen(
        command, env={**os.environ, **environment, "HOST": "127.0.0.1", "PORT": str(port)}
    )
    try:
        _wait_for(port, running)
        yield Server(f"http://127.0.0.1:{port}", running.pid)
    finally:
        running.terminate()
        running.wait(PATIENCE)


def on_postgres() -> bool:
    """Return whether the newsroom to be measured keeps its rows in PostgreSQL."""
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def postgres_cpu_seconds() -> float:
    """Return user and system time of all PostgreSQL processes of this machine so far."""
    return sum(_cpu_ticks(pid) for pid in _processes() if _name(pid) == "postgres") / TICKS


def cpu_seconds(pid: int) -> float:
    """Return user and system time of one process so far, and of its children that ended."""
    return _cpu_ticks(pid) / TICKS


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
                connection.request("GET", "/")
                connection.getresponse()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"the server on port {port} does not answer")


def _processes() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdecimal()]


def children(pid: int) -> list[int]:
    """Return the processes that a process started and that still run."""
    return [child for child in _processes() if _stat(child)[1:2] == [str(pid)]]


def _cpu_ticks(pid: int) -> int:
    """Return utime + stime + cutime + cstime (proc(5), fields 14 to 17)."""
    return sum(int(ticks) for ticks in _stat(pid)[11:15])


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat from the third on; nothing when it has ended."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _name(pid: int) -> str:
    try:
        return (PROC / str(pid) / "comm").read_text().strip()
    except OSError:
        return ""

"""How does a test read as a reader does? Through a real Varnish, before the shipped server."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import urllib3

from tests.benchmarks.servers import served

ROOT = Path(__file__).parents[2]
VCL = ROOT / "deploy" / "varnish" / "default.vcl"
TOKEN = "edge-tests-only-0123456789"  # noqa: S105
PATIENCE = 20  # seconds


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave these tests to a run that asks for them: `pytest tests/edge`."""
    asked = any("edge" in Path(str(arg).split("::")[0]).parts for arg in config.args)
    return None if asked else True


class Edge:
    """A reader's place behind Varnish, and the newsroom far behind that."""

    def __init__(self, url: str, newsroom: subprocess.Popen[str]) -> None:
        self.url, self.newsroom = url, newsroom

    def get(self, path: str, **headers: str) -> Any:
        return urllib3.request(
            "GET", f"{self.url}{path}", headers=headers, redirect=False, retries=False
        )

    def cached(self, path: str) -> str:
        """Read until Varnish holds it; return what it says."""
        self.get(path)
        answer = self.get(path)
        assert answer.headers["X-Cache"] == "HIT", path
        return answer.data.decode()

    def holds(self, path: str) -> bool:
        return self.get(path).headers["X-Cache"] == "HIT"

    def does(self, what: str) -> None:
        """Have something done in the newsroom; it is committed afterwards."""
        assert self.newsroom.stdin
        assert self.newsroom.stdout
        self.newsroom.stdin.write(f"{what}\n")
        self.newsroom.stdin.flush()
        assert self.newsroom.stdout.readline() == f"{what}\n"


@pytest.fixture(scope="module")
def edge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edge]:
    """A newsroom behind a Varnish, with answers that are fresh for an hour."""
    room, port = tmp_path_factory.mktemp("edge"), free_port()
    told = {
        "DATA_DIR": str(room),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "SECRET_KEY": "edge-tests-only-" + "x" * 40,
        "PURGE_URL": f"varnish://127.0.0.1:{port}",
        "PURGE_TOKEN": TOKEN,
        "CACHE_FRESH_SECONDS": "3600",
        "CACHE_STALE_SECONDS": "3600",
        "DJANGO_SETTINGS_MODULE": "cms.settings",
    }
    with happening(told) as newsroom:
        place = Edge(f"http://127.0.0.1:{port}", newsroom)
        place.does("opened")
        with served("cms.wsgi:application", told) as server, varnish(room, port, server.url):
            wait_for(place)
            yield place


@contextmanager
def happening(told: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """Run the process in which things happen (tests.edge.newsroom)."""
    command = [sys.executable, "-m", "tests.edge.newsroom"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    environment = {**os.environ, **told}
    with subprocess.Popen(command, env=environment, cwd=ROOT, text=True, **pipes) as running:  # type: ignore[call-overload] # noqa: S603
        yield running


@contextmanager
def varnish(room: Path, port: int, behind: str) -> Iterator[None]:
    """Run Varnish with the VCL that is shipped, before a server on another port."""
    vcl = room / "edge.vcl"
    vcl.write_text(VCL.read_text().replace('"8000"', f'"{behind.rpartition(":")[2]}"'))
    program = shutil.which("varnishd") or "/usr/sbin/varnishd"
    command = [
        *(program, "-j", "none", "-F", "-n", str(room / "varnish"), "-a", f"127.0.0.1:{port}"),
        *("-f", str(vcl), "-s", "malloc,32m"),
    ]
    running = subprocess.Popen(command, env={**os.environ, "PURGE_TOKEN": TOKEN})  # noqa: S603
    try:
        yield
    finally:
        running.terminate()
        running.wait(PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(place: Edge) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if place.get("/health/ready").status == 200:
                return
        except urllib3.exceptions.HTTPError:
            time.sleep(0.1)
    raise TimeoutError("Varnish does not answer")

"""What does one burst of requests cost?"""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.calls import Call, WrongAnswer

SCRIPT = Path(__file__).with_name("requests.lua")
CONNECTIONS = 16  # kept alive
THREADS = 2


@dataclass(frozen=True)
class Burst:
    """One burst, measured."""

    cpu_ms: float  # per request, of all processes that serve it
    per_second: float
    p50_ms: float
    p99_ms: float


def burst(
    call: Call, url: str, *, seconds: int, cpu_seconds: Callable[[], float], name: str, file: Path
) -> Burst:
    """Send the call's requests over and over for so many seconds.

    `name` makes the texts of this burst different from every other's; `file` is written for wrk.
    Raises WrongAnswer when a request failed or was answered with an error.
    """
    file.write_text("".join(f"{request.line()}\n" for request in call.requests))
    before = cpu_seconds()
    said = _wrk(url, seconds, file, name)
    spent = cpu_seconds() - before
    if said["refused"] or said["broken"] or not said["requests"]:
        raise WrongAnswer(
            f"{call.name}: of {said['requests']:.0f} answers {said['refused']:.0f} were refusals,"
            f" and {said['broken']:.0f} connections broke"
        )
    return Burst(
        cpu_ms=1000 * spent / said["requests"],
        per_second=said["requests"] / said["seconds"],
        p50_ms=said["p50_ms"],
        p99_ms=said["p99_ms"],
    )


def _wrk(url: str, seconds: int, file: Path, name: str) -> dict[str, float]:
    command = [
        *("wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s"),
        *("-s", str(SCRIPT), url, "--", str(file), name),
    ]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    last: dict[str, float] = json.loads(said.stdout.strip().splitlines()[-1])
    return last

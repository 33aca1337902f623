"""How many requests are answered, by which door, how fast and with what?

A WSGI application around all others, there only where figures are wanted. Figures of several
processes are put together through files in PROMETHEUS_MULTIPROC_DIR, which `cms.run.serve` makes:
https://prometheus.github.io/client_python/multiprocess/
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from time import perf_counter
from typing import Any

from django.urls import Resolver404, resolve
from prometheus_client import CollectorRegistry, Counter, Histogram

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
STEPS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds

MEASURED = CollectorRegistry()
ANSWERS = Counter(
    "newsroom_answers",
    "Requests answered",
    ["method", "door", "status"],
    registry=MEASURED,
)
SECONDS = Histogram(
    "newsroom_answer_seconds",
    "From a request's arrival to its answer's first byte",
    ["method", "door"],
    buckets=STEPS,
    registry=MEASURED,
)


class Metered:
    """A WSGI application that counts what the one inside answers."""

    def __init__(self, inside: Wsgi) -> None:
        self.inside = inside

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Let the request in, and note what came of it."""
        begun = perf_counter()
        said = ["500"]

        def started(status: str, *rest: Any, **more: Any) -> Any:
            said[0] = status[:3]
            return start_response(status, *rest, **more)

        try:
            return self.inside(environ, started)
        finally:
            method = environ["REQUEST_METHOD"]
            method = method if method in METHODS else "other"
            door = door_of(environ.get("PATH_INFO", ""))
            ANSWERS.labels(method, door, said[0]).inc()
            SECONDS.labels(method, door).observe(perf_counter() - begun)


@lru_cache(maxsize=4096)
def door_of(path: str) -> str:
    """Return the name of what a path leads to, "unknown" for nothing: so names are few."""
    try:
        return resolve(path).view_name or "unnamed"
    except Resolver404:
        return "unknown"

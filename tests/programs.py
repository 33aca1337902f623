"""A program outside, as a newsroom would run one beside the CMS: it hears, and answers."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Program:
    """Where it is, how it answers, and what it heard: (path, headers, body), by which methods."""

    url: str
    answer: Answer
    heard: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)


@contextmanager
def running(answer: Answer) -> Iterator[Program]:
    """Run a program that answers every POST, BAN and PURGE so, until the block ends."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            program.heard.append((self.path, headers, self.rfile.read(length)))
            program.methods.append(self.command)
            program.answer(self)

        do_BAN = do_PURGE = do_POST  # noqa: N815 - as http.server wants them

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.handle_error = lambda *_args: None  # type: ignore[method-assign]
    server.daemon_threads = True
    program = Program(f"http://127.0.0.1:{server.server_port}/replies", answer)
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    try:
        yield program
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def says(body: Any, status: int = 200, **headers: str) -> Answer:
    """Return an answer: JSON, or bytes as they are."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()

    def answer(door: BaseHTTPRequestHandler) -> None:
        door.send_response(status)
        for name, value in headers.items():
            door.send_header(name, value)
        door.send_header("Content-Length", str(len(data)))
        door.end_headers()
        door.wfile.write(data)

    return answer


def drips(door: BaseHTTPRequestHandler) -> None:
    """Send one byte after another, each soon enough to keep a connection waiting."""
    door.send_response(200)
    door.send_header("Content-Length", "1000")
    door.end_headers()
    for _byte in range(100):
        door.wfile.write(b" ")
        door.wfile.flush()
        time.sleep(0.05)


def hangs(_door: BaseHTTPRequestHandler) -> None:
    """Say nothing for longer than anybody waits."""
    time.sleep(3)

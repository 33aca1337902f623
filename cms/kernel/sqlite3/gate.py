"""Whose turn is it to write?

One writes at a time, in SQLite's own rules; but SQLite lets those who wait sleep and try again,
longer each time, so that the unlucky one waits for hundreds of milliseconds. At this gate they
stand in a line: inside a process in order of arrival, between processes in the order in which the
kernel holds those who wait for a file (flock(2)). It opens by itself when its holder dies.

There are two files. Who holds `turn` writes; who holds `next` is the one that writes after that.
Without the second, the process that has just written would be at the gate again before the one
that waits has woken up.
"""

import fcntl
import os
import threading
from collections import deque
from contextlib import suppress
from pathlib import Path


class Gate:
    """The gate before one database, for the threads of this process."""

    def __init__(self, database: Path) -> None:
        self._names = [database.with_name(f"{database.name}-{file}") for file in ("turn", "next")]
        self._files: list[int] = []
        self._mutex = threading.Lock()
        self._line: deque[threading.Lock] = deque()
        self._inside = False  # somebody of this process
        self._sent = False  # the messenger, who waits among the other processes
        self._errand = threading.Semaphore(0)
        self._messenger: threading.Thread | None = None

    def enter(self, seconds: float) -> bool:
        """Return True once it is this thread's turn, or False when it has not come in time.

        Raises OSError when the files cannot be opened.
        """
        me = threading.Lock()
        with self._mutex:
            if not self._files:
                self._open()
            if not (self._inside or self._line) and self._nobody_waits() and self._try(0):
                self._inside = True
                return True
            me.acquire()
            self._line.append(me)
            self._send()
        return me.acquire(timeout=seconds) or not self._gave_up(me)

    def leave(self) -> None:
        """Let the next one in: of this process, unless another one waits."""
        with self._mutex:
            if self._line and self._nobody_waits():
                self._line.popleft().release()
                return
            fcntl.flock(self._files[0], fcntl.LOCK_UN)
            self._inside = False
            self._send()

    def close(self) -> None:
        """Forget the files. In a child process that is all: the gate is held by its parent."""
        for file in self._files:
            with suppress(OSError):
                os.close(file)
        self._files = []

    def _open(self) -> None:
        for name in self._names:
            self._files.append(os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))

    def _try(self, file: int) -> bool:
        try:
            fcntl.flock(self._files[file], fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _nobody_waits(self) -> bool:
        """Return whether no other process is waiting, nor this one's messenger for us."""
        if self._sent or not self._try(1):
            return False
        fcntl.flock(self._files[1], fcntl.LOCK_UN)
        return True

    def _gave_up(self, me: threading.Lock) -> bool:
        """Step out of the line; False when the turn came in that very moment."""
        with self._mutex, suppress(ValueError):
            self._line.remove(me)
            return True
        return False

    def _send(self) -> None:
        """Send the messenger for the turn, unless it is under way or the turn is ours."""
        if self._sent or self._inside or not self._line:
            return
        self._sent = True
        if self._messenger is None:
            self._messenger = threading.Thread(target=self._fetch, daemon=True, name="gate")
            self._messenger.start()
        self._errand.release()

    def _fetch(self) -> None:
        """Wait among the processes for the turn, and give it to the first in line, for ever.

        A thread of its own, because nobody can be called away from waiting for a file.
        """
        while self._errand.acquire():
            turn, behind = self._files
            fcntl.flock(behind, fcntl.LOCK_EX)
            fcntl.flock(turn, fcntl.LOCK_EX)
            fcntl.flock(behind, fcntl.LOCK_UN)
            with self._mutex:
                self._sent = False
                if self._line:
                    self._inside = True
                    self._line.popleft().release()
                else:  # all of them gave up
                    fcntl.flock(turn, fcntl.LOCK_UN)


_gates: dict[Path, Gate] = {}
_finding = threading.Lock()


def gate_of(database: Path) -> Gate:
    """Return this process's gate before the database."""
    with _finding:
        return _gates.setdefault(database, Gate(database))


def _begin_anew() -> None:
    """Keep nothing of the parent's in a child: its files would hold the parent's turn."""
    global _finding  # noqa: PLW0603 - another thread of the parent may have held it
    _finding = threading.Lock()
    for gate in _gates.values():
        gate.close()
    _gates.clear()


os.register_at_fork(after_in_child=_begin_anew)

"""The newsroom expects that those who write stand in line, and that nobody waits for the dead."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cms.kernel.sqlite3.gate import Gate, gate_of

HOLD = """
import sys, time
from pathlib import Path
from cms.kernel.sqlite3.gate import Gate
gate = Gate(Path(sys.argv[1]))
print(gate.enter(10), flush=True)
time.sleep(float(sys.argv[2]))
gate.leave()
"""
TURNS = """
import sys, time
from pathlib import Path
from cms.kernel.sqlite3.gate import Gate
gate = Gate(Path(sys.argv[1]))
sys.stdin.readline()
until = time.monotonic() + 2
turns, longest = 0, 0.0
while time.monotonic() < until:
    asked = time.monotonic()
    assert gate.enter(10)
    longest = max(longest, time.monotonic() - asked)
    inside = Path(sys.argv[1])
    assert not inside.exists()
    inside.touch()
    time.sleep(0.0005)
    inside.unlink()
    gate.leave()
    turns += 1
print(turns, longest)
"""


@pytest.fixture
def database(tmp_path):
    return tmp_path / "newsroom.sqlite3"


def started(program: str, *args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, *map(str, args)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)  # noqa: S603


def holding(database: Path, seconds: float) -> subprocess.Popen[str]:
    holder = started(HOLD, database, seconds)
    assert holder.stdout
    assert holder.stdout.readline() == "True\n"
    return holder


def test_two_are_never_inside_and_all_have_their_turn(database):
    gate, inside, seen = Gate(database), [], []

    def write(number):
        assert gate.enter(10)
        inside.append(number)
        seen.append(len(inside))
        inside.remove(number)
        gate.leave()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(write, range(2_000)))

    assert seen == [1] * 2_000


def test_whoever_came_first_goes_first(database):
    gate, order = Gate(database), []

    def write(number):
        assert gate.enter(10)
        order.append(number)
        gate.leave()

    assert gate.enter(1)
    threads = [threading.Thread(target=write, args=[number]) for number in range(8)]
    for number, thread in enumerate(threads):
        thread.start()
        while len(gate._line) <= number:
            time.sleep(0.001)
    gate.leave()
    for thread in threads:
        thread.join()

    assert order == list(range(8))


def test_nobody_waits_longer_than_they_said(database):
    gate = Gate(database)
    assert gate.enter(1)
    began = time.monotonic()

    with ThreadPoolExecutor(1) as pool:
        came = pool.submit(gate.enter, 0.2).result()

    assert not came
    assert 0.15 < time.monotonic() - began < 2
    gate.leave()
    assert gate.enter(1)


def test_other_processes_stand_in_the_same_line(database):
    gate = Gate(database)

    with holding(database, 0.5):
        assert not gate.enter(0.05)
        assert gate.enter(10)
    gate.leave()


def test_a_process_that_dies_inside_lets_the_next_one_in(database):
    gate = Gate(database)
    with holding(database, 60) as holder, ThreadPoolExecutor(1) as pool:
        next_one = pool.submit(gate.enter, 30)
        time.sleep(0.1)
        assert not next_one.done()

        os.kill(holder.pid, signal.SIGKILL)

        assert next_one.result(5)


def test_no_process_keeps_the_gate_for_itself(database):
    crowd = [started(TURNS, database) for _process in range(4)]
    for one in crowd:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()

    said = [one.communicate()[0].split() for one in crowd]

    turns = [int(number) for number, _longest in said]
    assert min(turns) * 4 > max(turns)
    assert max(float(longest) for _number, longest in said) < 0.5


def test_a_child_does_not_hold_what_its_parent_holds(tmp_path):
    gate = gate_of(tmp_path / "newsroom.sqlite3")
    assert gate.enter(1)

    child = os.fork()
    if not child:
        mine = gate_of(tmp_path / "newsroom.sqlite3")
        os._exit(0 if mine is not gate and not mine.enter(0.1) else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    gate.leave()
    assert gate.enter(1)
    gate.leave()

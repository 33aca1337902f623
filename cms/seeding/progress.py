"""How far is it? A bar on a terminal, a line for every tenth of the way elsewhere."""

from collections.abc import Iterable, Iterator, Sized
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

B = TypeVar("B", bound=Sized)
TENTHS = 10


class Screen(Protocol):
    """Where it is shown: a command's standard error."""

    def isatty(self) -> bool:
        """Return whether it is a terminal."""

    def write(self, said: str, /) -> object:
        """Show a line."""


def steps(batches: Iterable[B], words: str, *, total: int, screen: Screen) -> Iterator[B]:
    """Yield the batches, and show after each how much of `total` is done.

    `words` say what is being done; the length of a batch says how much of it that is.
    """
    shown = _with_bar if screen.isatty() else _with_lines
    yield from shown(batches, words, total, screen)


def _with_bar(batches: Iterable[B], words: str, total: int, _screen: Screen) -> Iterator[B]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(words, total=total)
        for batch in batches:
            yield batch
            bar.advance(task, len(batch))


def _with_lines(batches: Iterable[B], words: str, total: int, screen: Screen) -> Iterator[B]:
    done = said = 0
    for batch in batches:
        yield batch
        done += len(batch)
        if done * TENTHS // max(total, 1) > said:
            said = done * TENTHS // max(total, 1)
            screen.write(f"{words}: {done} / {total}\n")

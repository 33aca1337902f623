"""How far is it? A bar on a terminal, a line for every tenth of the way elsewhere."""

from collections.abc import Iterable, Iterator, Sized
from typing import Protocol, TextIO, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

T = TypeVar("T")
TENTHS = 10


class Batch(Protocol):
    """Some of the work, whose length says how much of it."""

    def __len__(self) -> int:
        """Return how much it is."""


B = TypeVar("B", bound=Sized)


def steps(batches: Iterable[B], words: str, *, total: int, stream: TextIO) -> Iterator[B]:
    """Yield the batches and show how much of `total` is done after each.

    `words` say what is being done.
    """
    if stream.isatty():
        yield from _with_bar(batches, words, total, stream)
    else:
        yield from _with_lines(batches, words, total, stream)


def _with_bar(batches: Iterable[B], words: str, total: int, stream: TextIO) -> Iterator[B]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=stream)) as bar:
        task = bar.add_task(words, total=total)
        for batch in batches:
            yield batch
            bar.advance(task, len(batch))


def _with_lines(batches: Iterable[B], words: str, total: int, stream: TextIO) -> Iterator[B]:
    done = said = 0
    for batch in batches:
        yield batch
        done += len(batch)
        if done * TENTHS // max(total, 1) > said:
            said = done * TENTHS // max(total, 1)
            stream.write(f"{words}: {done} / {total}\n")
            stream.flush()

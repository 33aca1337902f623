"""What does it cost to look for a long list of words in a reply? `make bench-lists`.

The list is made of words that nobody uses, of the kinds and in the number of lines that newsrooms
share with each other, or read from a file; the yardstick is what any look at the words costs.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from comments.rules.blocklist import BlockedWords
from comments.rules.list_text import lines_of
from comments.rules.text import LONGEST

LINES = 62_204
ROUNDS = 30
SHAPES = ("{}", "{} {}", "{}-{}", "{}.example", "/{}/", "{} {} {}", "-{}.", "{}\u00e9{}")
TEXTS = {
    "English": "The council meets at eight; nobody from the harbour was asked, they say. ",
    "Spanish": "El pleno se reúne mañana: ¿quién preguntó a los del puerto? ",
    "Russian": "Совет собирается в восемь, никого не спросили. ",
    "Japanese": "議会は八時に開かれます。",
    "Arabic": "يجتمع المجلس في الثامنة. ",
    "spelt out": "v-i-a-g-r-a ",
    "signs": "a1!@ ",
}


def main() -> None:
    """Compile the list, look through texts of the longest reply, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", type=Path, help="a file with one entry on each line")
    asked = parser.parse_args()
    lines = lines_of(asked.list.read_text()) if asked.list else list(_made_up())
    compiling, words = _seconds(lambda: BlockedWords(lines))
    print(
        f"{len(words.entries)} entries of {len(lines)} lines compiled in {compiling:.2f} s of CPU"
    )
    print(f"{'text of 5,000 characters':28}{'ms':>8}{'ratio':>8}")
    for name, sentence in TEXTS.items():
        text = (sentence * LONGEST)[:LONGEST]
        took = _quickest(partial(words.find, text))
        floor = _quickest(partial(_only_split, text))
        print(f"{name:28}{took * 1000:8.2f}{took / floor:8.0f}")


def _made_up() -> Iterator[str]:
    rng = random.Random(1)  # noqa: S311 - the same list every time
    parts = ["".join(one) for one in product("bdkmz", "aou", "lnrst", "ei", "xvq")]
    for _line in range(LINES):
        yield rng.choice(SHAPES).format(*(rng.choice(parts) + rng.choice(parts) for _n in range(3)))


def _only_split(text: str) -> list[str]:
    return text.casefold().split()


def _seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.process_time()
    done = work()
    return time.process_time() - begun, done


def _quickest(work: Callable[[], object]) -> float:
    return min(_seconds(work)[0] for _round in range(ROUNDS))


if __name__ == "__main__":
    main()

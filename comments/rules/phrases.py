"""Which sequences of words stand on a track?"""

from dataclasses import dataclass, field

from comments.rules.tokens import Track

Hit = tuple[int, int, str]  # where it starts and ends in the folded text, and the phrase


@dataclass(slots=True)
class Phrases:
    """Sequences of words (and signs), joined by spaces.

    `table` holds them and all their beginnings: twice the line (0 for a beginning only), and one
    more where a longer one begins so. One look-up at each word is all that looking costs.
    """

    table: dict[str, int] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    def add(self, sequence: list[str], line: int) -> None:
        """Take up an entry; of two that read the same the first line stands."""
        table = self.table
        phrase = sequence[0]
        for word in sequence[1:]:
            table[phrase] = table.get(phrase, 0) | 1
            phrase = f"{phrase} {word}"
        known = table.get(phrase, 0)
        table[phrase] = known if known > 1 else known | line << 1
        self.words.update(sequence)

    def line_of(self, phrase: str) -> int:
        """Return the line of a phrase that was found."""
        return self.table[phrase] >> 1

    def on(self, track: Track) -> list[Hit]:
        """Return every phrase that stands on the track."""
        found: list[Hit] = []
        table, words, others = self.table, track.words, track.others
        for number, word in enumerate(words):
            if word not in table:
                continue
            if (
                table[word] > 1
                or number + 1 in others
                or " ".join(words[number : number + 2]) in table
            ):
                self._walk(track, track.starts[number], number, word, found)
        for beside in others.values():
            for reading, start, end, then in beside:
                if reading in table:
                    self._leap(track, (start, end, reading), then, found)
        return found

    def _walk(self, track: Track, start: int, number: int, phrase: str, found: list[Hit]) -> None:
        """Add the phrases that begin with this one, which ends with the word at `number`."""
        words, others, get = track.words, track.others, self.table.get
        known = get(phrase)
        while known is not None:
            if known > 1:
                found.append((start, track.ends[number], phrase))
            number += 1
            if not known & 1 or number == len(words):
                return
            for reading, _start, end, then in others.get(number, ()) if others else ():
                self._leap(track, (start, end, f"{phrase} {reading}"), then, found)
            phrase = f"{phrase} {words[number]}"
            known = get(phrase)

    def _leap(self, track: Track, hit: Hit, then: int, found: list[Hit]) -> None:
        """Add the phrases that begin with this one, which ends with another reading."""
        start, _end, phrase = hit
        known = self.table.get(phrase, 0)
        if known > 1:
            found.append(hit)
        if known & 1 and then < len(track.words):
            for reading, _start, end, after in track.others.get(then, ()):
                self._leap(track, (start, end, f"{phrase} {reading}"), after, found)
            self._walk(track, start, then, f"{phrase} {track.words[then]}", found)

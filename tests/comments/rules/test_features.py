"""The newsroom expects that the aid sees through dressed-up words, and never does too much work."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from comments.rules.features import BITS, features, parts, shapes
from tests.comments.sayings import looking_alike, with_zero_width

TYPICAL = "I thought the idiots at City Hall had learned. Visit cheap-pills.example NOW!!"


def words(text):
    return features(text).words


def test_words_in_letters_that_look_alike_are_the_same_words():
    assert words(looking_alike(TYPICAL)) == words(TYPICAL)
    assert words(with_zero_width("cheap pills")) == words("cheap pills")
    assert (
        words("\uff43\uff48\uff45\uff41\uff50 pills")
        == words("CHEAP PÍLLS")
        == words("cheap pills")
    )


def test_letters_that_are_spelt_out_are_one_word():
    assert words("buy v i a g r a now") == words("buy v.i.a.g.r.a now") == words("buy viagra now")


def test_letters_that_are_drawn_out_are_shortened():
    assert words("no waaaaay") == words("no waaay") == words("no way")
    assert words("1000 good books") != words("10 god boks"), "digits and doubles stay"


def test_digits_that_stand_for_letters_are_read_as_both():
    assert words("idiot") & words("1d10t")


def test_neighbours_matter():
    assert words("not good") != words("good not")


def test_writing_without_spaces_is_read_by_its_characters():
    assert features("这个新闻很好").grams & features("新闻").grams


def test_the_parts_are_exactly_the_places():
    found = list(parts(TYPICAL))
    seen = features(TYPICAL)

    for kind in ("grams", "words", "shape"):
        assert {place for part in found for place in getattr(part, kind)} == getattr(seen, kind)
    assert {"idiots", "the idiots"} <= {part.said for part in found}


def test_the_shape_says_in_words_how_a_text_looks():
    found = shapes("BUY NOW!!! www.pills.example 5551234567", 200)

    assert {"exclamation marks: 3", "links: 1", "longest number: 6", "shouted words: 2"} <= set(
        found
    )


@given(st.text(max_size=300))
def test_any_text_has_places_within_the_table(text):
    seen = features(text)

    assert all(0 <= place < 1 << BITS for place in seen.grams | seen.words | seen.shape)
    assert len(seen.shape) <= 15


def test_the_work_for_a_long_text_is_bounded():
    long = " ".join(f"wort{n}laut{n * 7919}" for n in range(20_000))

    seen = features(long)

    assert len(seen.grams) + len(seen.words) < 6000
    assert features(long + " ending").words != seen.words, "its end is read"


def test_a_word_without_end_costs_no_more_than_others():
    assert len(features("a1" * 100_000).grams) < 200


def test_the_places_are_the_same_in_every_process():
    code = (
        "from comments.rules.features import features as f\n"
        f"print(sorted(f({TYPICAL!r}).grams), sorted(f({TYPICAL!r}).words))"
    )
    told = [
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]

    assert told[0] == told[1]
    assert told[0].split() == f"{sorted(features(TYPICAL).grams)} {sorted(words(TYPICAL))}".split()

"""The newsroom expects an aid that learns fast, tells chances that come true, and can unlearn."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comments.rules import quality
from comments.rules.features import features
from comments.rules.learning import WINDOW, Learned, Lesson, Pupil, edge
from tests.comments import sayings as made_up
from tests.comments.sayings import sayings

SEEN = [
    Lesson(number, features(text), bad, "sport" if number % 3 else "city")
    for number, (text, bad) in enumerate(sayings(120))
]


def said(pupil, texts):
    return [pupil.chance(text) for text, _bad in texts]


def taught(texts):
    pupil = Pupil()
    for text, bad in texts:
        pupil.learn(text, rejected=bad)
    return pupil


def auc_of(pupil, texts, dressed=str):
    return quality.auc([(pupil.chance(dressed(text)), bad) for text, bad in texts])


TAUGHT = taught(sayings(400))
OTHERS = sayings(300, seed=2)


def test_nothing_learned_is_one_half():
    assert Pupil().chance("hello") == 0.5


def test_a_few_hundred_decisions_tell_spam_from_replies():
    assert auc_of(TAUGHT, OTHERS) >= 0.985


def test_what_is_said_comes_true():
    pairs = [(TAUGHT.chance(text), bad) for text, bad in OTHERS]

    assert quality.calibration_error(pairs) < 0.06


@pytest.mark.parametrize(
    "dressed",
    [
        made_up.looking_alike,
        made_up.spaced_out,
        made_up.with_digits,
        made_up.with_zero_width,
        str.upper,
    ],
)
def test_dressing_words_up_costs_little(dressed):
    assert auc_of(TAUGHT, OTHERS, dressed) >= auc_of(TAUGHT, OTHERS) - 0.02


def test_wrong_decisions_cost_little():
    wrong = random.Random(5)  # noqa: S311 - no secret
    noisy = [(text, bad != (wrong.random() < 0.1)) for text, bad in sayings(400)]

    assert auc_of(taught(noisy), OTHERS) >= auc_of(TAUGHT, OTHERS) - 0.015


NOISE = ["".join(random.Random(n).choices("aeioubdlmnrst", k=5)) for n in range(1500)]  # noqa: S311


def talk(count, seed):
    """Return texts of words that say nothing, a few with an insult, and one in four unwanted."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    bad = [chance.random() < 0.25 for _text in range(count)]
    insulting = [chance.random() < (0.7 if one else 0.05) for one in bad]
    said = [[*chance.choices(NOISE, k=20), *["idiot"] * one] for one in insulting]
    return [(" ".join(words), one) for words, one in zip(said, bad, strict=True)]


def test_a_telling_word_among_many_that_say_nothing_is_found():
    learned, tests = Learned(), talk(150, seed=5)
    lessons = [Lesson(n, features(text), bad) for n, (text, bad) in enumerate(talk(300, seed=4))]
    for lesson in lessons:
        learned.add(lesson)
    learned.curve = learned.drawn(lessons[-100:])
    seen = [(features(text), bad) for text, bad in tests]

    found = quality.auc([(learned.chance(one), bad) for one, bad in seen])

    assert found > quality.auc([(learned.counts.score(one).broad, bad) for one, bad in seen]) + 0.05


def test_a_category_with_more_rejections_is_suspected_more():
    pupil = Pupil()
    for number, (text, _bad) in enumerate(sayings(200)):
        pupil.learn(text, rejected=number % 2 == 0, category="war" if number % 2 == 0 else "arts")

    assert pupil.chance("Who checked this?", "war") > pupil.chance("Who checked this?", "arts")
    assert pupil.learned.odds_of("") == pupil.learned.odds_of("gardening") == 0.0


@settings(max_examples=15, deadline=None)
@given(st.sets(st.integers(0, len(SEEN) - 1), max_size=30))
def test_an_undone_lesson_leaves_the_same_floats_as_if_it_had_never_been(undone):
    learned, kept = Learned(), [one for one in SEEN if one.number not in undone]
    for lesson in SEEN:
        learned.add(lesson)
    for number in undone:
        learned.add(SEEN[number], times=-1)
    tail = kept[edge(len(kept)) :]
    learned.curve = learned.without(tail).drawn(kept[: edge(len(kept))][-WINDOW:])

    never = Pupil()
    for lesson in kept:
        never.learned.add(lesson)
        never.lessons.append(lesson)
        if edge(len(never.lessons)) == len(never.lessons):
            never.learned.curve = never.learned.drawn(never.lessons[-WINDOW:])

    asked = [features(text) for text, _bad in OTHERS[:25]]
    assert [learned.chance(one, "city") for one in asked] == [
        never.learned.chance(one, "city") for one in asked
    ]


@given(st.integers(0, 10**6))
def test_the_curve_was_drawn_at_most_so_many_lessons_ago(lessons):
    assert 0 <= lessons - edge(lessons) < 128
    assert edge(edge(lessons)) == edge(lessons)


def test_two_processes_say_the_same_to_the_last_bit():
    code = (
        "from tests.comments.rules.test_learning import OTHERS, TAUGHT\n"
        "print([TAUGHT.chance(text) for text, _bad in OTHERS[:40]])"
    )
    root = Path(__file__).parents[3]
    told = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={"PYTHONHASHSEED": "77"},
    ).stdout

    assert told.strip() == str(said(TAUGHT, OTHERS[:40]))

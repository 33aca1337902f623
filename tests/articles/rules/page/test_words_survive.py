"""No word of a page is lost or doubled, whatever the page looks like."""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.rules.page import Proposal, accept, propose, words, words_left_out, words_of

NAMES = ("Ida Holm", "Otto Brandt", "Holm", "the ministry", "she", "Ministry of Tides", "Анна Ли")
SAID = ("We are ready.", "No", "The sea rises, and “the wall” waits", "l'eau monte", "5 < 7 & 8")
VERBS = ("said", "told us", "summed up", "сказала", "believes that")
MARKS = ("“”", '""', "«»", "„“", "‘’", "””", "「」", "''", "“", "”", "")
LINES = (
    "Share this article:",
    "Leave a Reply",
    "most popular",
    "3 comments",
    "Source: The Tide, https://tide.example/a?b=1",
    "Source: https://tide.example (The Tide)",
    "Tags: sea, harbour; wall",
    "By Ida Holm and Otto Brandt | 3 May 2024",
    "3 May 2024, 10:30",
    "The wall at dusk. Photo: Ida Holm/Tide",
    "(Photo: Tide)",
    "© Otto Brandt",
    "Picture by Ida Holm",
    "Photo: The wall stood for three hundred years before the water came over it.",
    "What the sea did",
    "## The wall",
    "– Where to? asked the ferryman.",
    "— Ida Holm, skipper",
    "• first",
    "“Opened and never closed",
    "closed and never opened”, said Holm.",
    "",
    "\u202bשלום עולם\u202c",
    "مرحبا بالعالم في المدينة",
    "The skipper, Ida Holm, speaks for the Ministry of Tides of Norway. “So be it.” Well.",
)


@st.composite
def quotations(draw: st.DrawFn) -> str:
    marks = draw(st.sampled_from(MARKS))
    said = marks[:1] + draw(st.sampled_from(SAID)) + draw(st.sampled_from(["", ","])) + marks[1:]
    told = f"{draw(st.sampled_from(NAMES))} {draw(st.sampled_from(VERBS))}"
    shape = draw(
        st.sampled_from(["{s} {t}.", "{t}: {s}", "{s}– {t}", "{s}", "{s}{t}. {s}", "{t}, {s} {t}"])
    )
    return shape.format(s=said, t=told)


manuscripts = st.lists(
    st.one_of(st.sampled_from(LINES), quotations(), st.text(max_size=60)), max_size=30
).map("\n".join)


def agree(text: str, proposal: Proposal) -> bool:
    return Counter(words(text)) == Counter(words_of(proposal) + words_left_out(proposal))


def in_order(text: str, proposal: Proposal) -> bool:
    """What is left out stands between what is kept: both keep the order of the page."""
    page = iter(words(text))
    kept = all(any(word == other for other in page) for word in words_of(proposal))
    page = iter(words(text))
    return kept and all(any(word == other for other in page) for word in words_left_out(proposal))


@settings(max_examples=400, deadline=None)
@given(manuscripts)
@example("“A”\n")
@example("#\n#")
@example("Share this article:")
@example("«" * 30)
@example("\ufeffHead\r\n\r\n“Tail”\x00\ud800")
def test_no_word_of_any_page_is_lost_or_doubled_or_moved(text):
    proposal = propose(text)

    assert agree(text, proposal)
    assert in_order(text, proposal)


@settings(max_examples=200, deadline=None)
@given(manuscripts, st.randoms(use_true_random=False))
def test_no_word_is_lost_by_refusing_guesses(text, chance: random.Random):
    proposal = propose(text)
    ids = sorted({note.id for note in proposal.notes} - {""})

    refused = accept(proposal, set(chance.sample(ids, chance.randint(0, len(ids)))))

    assert agree(text, refused)
    assert in_order(text, refused)
    assert {
        quote.speaker
        for section in refused.sections
        for quote in section.blocks
        if hasattr(quote, "speaker")
    } - {""} == {person.key for person in refused.people}


@settings(max_examples=100, deadline=None)
@given(manuscripts)
def test_every_guess_has_a_name_of_its_own(text):
    proposal = propose(text)

    ids = [note.id for note in proposal.notes if note.id]

    assert len(ids) == len(set(ids))


FAR_TOO_LONG = 8  # seconds of CPU; what grows with the square takes minutes


def steps(text: str) -> int:
    """Return how many calls reading a page takes."""
    counted = 0

    def count(_frame: object, _event: str, _argument: object) -> None:
        nonlocal counted
        counted += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        propose(text)
    finally:
        sys.setprofile(before)
    return counted


def demand_linear(page: Callable[[int], str], size: int) -> None:
    """Four times the page takes four times the steps, and no expression looks back for ever."""
    assert steps(page(4 * size)) < 4.5 * steps(page(size)) + 1000
    began = time.thread_time()
    propose(page(4 * size))
    assert time.thread_time() - began < FAR_TOO_LONG


def test_a_long_story_takes_time_in_proportion():
    def story(count: int) -> str:
        return "Tides\n\n" + "".join(
            f"“The tide number {n} is high,” said Ida{n} Holm{n % 7}, a skipper.\n\nThe ministry "
            f"{n} of Ida{n} Holm{n} said nothing of “the wall” that day, the expert said.\n\n"
            for n in range(count)
        )

    demand_linear(story, 200)
    assert agree(story(200), propose(story(200)))


HOSTILE: list[Callable[[int], str]] = [
    lambda n: "“a " * n,
    lambda n: "A said: “x " * n,
    lambda n: "“open\n\n" * n,
    lambda n: "x “y” " * n,
    lambda n: "“No way,” he said. " * n,
    lambda n: "." * n * 4,
    lambda n: " " * n * 8 + "x",
    lambda n: "Ab " * n,
    lambda n: "the president of " * n,
    lambda n: "(" * n + "Photo:" * 99,
    lambda n: "A\n\n" * n,
    lambda n: 'he said, "' * n,
    lambda n: "“Yes, we can,” Holm said.\n" * n,
    lambda n: "".join(f"“Yes, we can,” Ida{i} Holm said.\n" for i in range(n)),
    lambda n: "“a” " * n,
    lambda n: "Dr. " * n,
    lambda n: "-" * n * 4,
    lambda n: "' " * n,
]


@pytest.mark.parametrize("page", HOSTILE)
def test_hostile_pages_take_time_in_proportion(page):
    demand_linear(page, 600)

"""Which words are new and which are gone: the newsroom expects that ..."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rules.wording import wording

MARK = {"same": "{}", "removed": "[-{}]", "added": "[+{}]"}


def marked(before: str, after: str) -> str:
    """Return the way from one text to the other in one line."""
    return "".join(MARK[s.kind].format(s.text) for s in wording(before, after))


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ("", "", ""),
        ("", "New.", "[+New.]"),
        ("Old.", "", "[-Old.]"),
        ("It stays.", "It stays.", "It stays."),
        ("Nothing moved.", "Nothing moved today.", "Nothing moved[+ today]."),
        ("It costs 1,000 euros.", "It costs 1,200 euros.", "It costs[- 1,000][+ 1,200] euros."),
        ("The mayor’s house", "The mayors’ house", "The[- mayor’s][+ mayors’] house"),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "One.[-\n\nTwo.]\n\nThree."),
        (
            "It rained. Nobody spoke. We left.",
            "It rained. We left.",
            "It rained.[- Nobody spoke.] We left.",
        ),
        ("It rained.", "It rained. We left!", "It rained.[+ We left!]"),
        ("One. Two.", "One.", "One.[- Two.]"),
        ("One. Two.", "One.\n\nTwo.", "One.[- ][+\n\n]Two."),
    ],
)
def test_words_are_told_apart_and_stops_are_no_part_of_them(before, after, way):
    assert marked(before, after) == way


def test_scripts_without_spaces_are_told_apart_by_their_characters():
    assert marked("港は静かです。", "港はとても静かです。") == "港は[+とても]静かです。"


def test_words_that_run_from_right_to_left_are_told_apart():
    assert marked("لم يتحرك شيء على الرصيف.", "لم يتحرك أحد على الرصيف.") == (
        "لم يتحرك[- شيء][+ أحد] على الرصيف."
    )


def test_a_mark_stays_with_its_letter():
    assert marked("एक किताब", "एक किताबें") == "एक[- किताब][+ किताबें]"
    assert marked("e\u0301te\u0301", "ete\u0301") == "[-e\u0301te\u0301][+ete\u0301]"


def test_a_phrase_that_was_rewritten_is_told_as_one():
    assert marked("A port that sleeps feeds nobody.", "A city that wakes feeds all of us.") == (
        "A[- port that sleeps feeds nobody][+ city that wakes feeds all of us]."
    )


def test_a_long_text_is_told_word_by_word_and_one_that_shares_nothing_as_a_whole():
    words = [f"word{n}." + ("" if n % 9 else "\n\n") for n in range(20_000)]
    other = [f"other{n}" for n in range(30_000)]
    changed = ["first", *words[1:-1], "last"]

    kinds = [s.kind for s in wording(" ".join(words), " ".join(changed))]

    assert kinds == ["removed", "added", "same", "removed", "added"]
    assert [s.kind for s in wording(" ".join(words), " ".join(other))] == ["removed", "added"]


texts = st.text(alphabet=st.sampled_from("ab c.\n’é水がأ\u0301-1,"), max_size=40)


@given(before=st.one_of(texts, st.text()), after=st.one_of(texts, st.text()))
def test_what_is_told_joins_back_exactly_to_both_texts(before, after):
    way = wording(before, after)

    assert "".join(s.text for s in way if s.kind != "added") == before
    assert "".join(s.text for s in way if s.kind != "removed") == after
    assert all(segment.text for segment in way)
    assert way == wording(before, after)
    assert before != after or {s.kind for s in way} <= {"same"}

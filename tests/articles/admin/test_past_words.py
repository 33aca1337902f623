"""How the past is told: the newsroom expects that ..."""

import pytest

from articles.admin import past_words
from articles.rules.put_back import FACTS
from articles.rules.summary import Summary
from articles.rules.told import Detail, Told


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("created", "created"),
        ("restored r7", "restored revision 7"),
        ("restored a part of r7", "restored a part of revision 7"),
        ("restored a part of what readers see", "restored a part of what readers see"),
        ("restored r7 because {of} it", "restored r7 because {of} it"),
        ("{0}", "{0}"),
        ("", ""),
    ],
)
def test_what_a_machine_noted_is_told_in_words_and_what_a_person_wrote_as_it_is(noted, told):
    assert past_words.why(noted) == told


def test_what_a_save_did_is_told_in_a_few_words():
    found = Summary(("headline", "tags"), (("text", "changed", 2), ("quote", "added", 1)))

    assert past_words.did(found) == "changed: headline, tags; 2 texts changed; 1 quote added"
    assert past_words.did(Summary((), ())) == "nothing changed"


def test_every_fact_has_a_name():
    assert set(FACTS) <= set(past_words.FACTS)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (Told("quote", "q", "moved", was_in="Costs"), "It stood under “Costs”."),
        (Told("quote", "q", "moved", was_in=""), "It stood in the opening."),
        (Told("heading", "s", "moved", was_in=""), "It stood in another place."),
        (Told("quote", "q", "changed"), ""),
    ],
)
def test_what_moved_says_where_it_stood(told, says):
    assert past_words.row(told)["was_in"] == says


def test_a_text_that_only_came_from_another_passage_counts_as_moved():
    told = Told("passage", "p", "added", (Detail("came", paragraphs=1),))

    row = past_words.row(told)

    assert (str(row["change"]), row["sign"]) == ("moved", "moved")

import pytest

from articles.rules.page import UnknownGuess, accept, propose
from articles.rules.page.pieces import Passage, Quote

PAGE = """\
The tide came over the wall

Nobody in the harbour had been told.

The wall at dusk. Photo: Otto Brandt

It was four. “We heard the bells and ran,” said Ida Holm, a skipper. Then it was still.

What the sea did

“It took the boats.

“It took the nets as well,” she said.

According to the skipper, forty boats are gone.

Empty words

Source: The Tide

Share this article:
"""


def blocks(proposal):
    return [block for section in proposal.sections for block in section.blocks]


def quotes(proposal):
    return [block for block in blocks(proposal) if isinstance(block, Quote)]


def test_a_refused_quote_returns_to_the_prose_it_stood_in():
    proposal = propose(PAGE)
    first = quotes(proposal)[0]

    refused = accept(proposal, {first.id})

    assert blocks(refused)[0].text == PAGE.splitlines()[6]
    assert len(quotes(refused)) == 1


def test_a_refused_quote_of_two_paragraphs_returns_as_two():
    proposal = propose(PAGE)

    refused = accept(proposal, {quotes(proposal)[1].id})

    texts = [block.text for block in refused.sections[1].blocks]
    assert texts[:2] == ["“It took the boats.", "“It took the nets as well,” she said."]


def test_a_refused_speaker_leaves_the_quote_without_one():
    proposal = propose(PAGE)
    second = quotes(proposal)[1]

    refused = accept(proposal, {"speaker:" + second.id.partition(":")[2]})

    assert [quote.speaker for quote in quotes(refused)] == ["ida-holm", ""]
    assert [person.key for person in refused.people] == ["ida-holm"]


def test_a_refused_person_leaves_all_their_quotes_without_one():
    refused = accept(propose(PAGE), {"person:ida-holm"})

    assert refused.people == ()
    assert [quote.speaker for quote in quotes(refused)] == ["", ""]


@pytest.mark.parametrize(
    ("guess", "text"),
    [
        ("figure:5", "The wall at dusk. Photo: Otto Brandt"),
        ("standfirst:3", "Nobody in the harbour had been told."),
        ("heading:9", "What the sea did"),
        ("source:19", "Source: The Tide"),
        ("furniture:21", "Share this article:"),
    ],
)
def test_what_else_is_refused_returns_to_prose(guess, text):
    refused = accept(propose(PAGE), {guess})

    assert text in [block.text for block in blocks(refused) if isinstance(block, Passage)]


def test_a_refused_tag_disappears_from_the_tags():
    proposal = propose(PAGE)

    refused = accept(proposal, {"tag:17"})

    assert [tag.name for tag in proposal.tags] == ["Empty words"]
    assert refused.tags == ()
    assert [piece.text for piece in refused.left_out] == ["Empty words", "Share this article:"]


def test_a_refused_role_match_and_alias_leave_the_person():
    proposal = propose(PAGE)
    ids = {"role:ida-holm", "alias:ida-holm:the-skipper"}

    refused = accept(proposal, ids)

    assert proposal.people[0].role == "skipper"
    assert "the skipper" in proposal.people[0].aliases
    assert (refused.people[0].role, refused.people[0].aliases) == ("", ())
    assert {note.id for note in refused.notes if note.refused} == ids


def test_refusing_nothing_changes_nothing():
    assert accept(propose(PAGE), set()) == propose(PAGE)


def test_refusing_what_was_never_proposed_is_an_error():
    with pytest.raises(UnknownGuess) as refused:
        accept(propose(PAGE), {"quote:99"})

    assert refused.value.ids == ("quote:99",)

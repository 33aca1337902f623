# ruff: noqa: RUF001
from collections import Counter
from pathlib import Path

import pytest

from articles.rules.page import (
    Figure,
    Proposal,
    Quote,
    propose,
    read_manuscript,
    words,
    words_left_out,
    words_of,
)
from articles.rules.page.pieces import Furniture, Passage

REAL_PAGE = Path(__file__).parents[5] / "shared" / "corpus" / "article-page.txt"


def blocks(proposal: Proposal):
    return [block for section in proposal.sections for block in section.blocks]


def quotes(proposal: Proposal) -> list[Quote]:
    return [block for block in blocks(proposal) if isinstance(block, Quote)]


def codes(proposal: Proposal) -> set[str]:
    return {note.code for note in proposal.notes}


@pytest.fixture
def real_page() -> str:
    if not REAL_PAGE.exists():
        pytest.skip("the real page is not beside this checkout (../shared/corpus)")
    return read_manuscript(REAL_PAGE.read_bytes())


def test_the_real_page_has_its_frame(real_page):
    proposal = propose(real_page)

    assert proposal.headline is not None
    assert proposal.headline.text == real_page.splitlines()[0]
    assert proposal.standfirst is not None
    assert proposal.standfirst.text == real_page.splitlines()[2]
    assert proposal.lead is not None
    assert proposal.lead.caption == "Kazakhstan and Russia are too closely connected."
    assert proposal.lead.credit == "collage “Today”"
    assert proposal.source is not None
    assert (proposal.source.name, proposal.source.url) == ("Segodnya", "")
    assert [piece.text for piece in proposal.left_out] == [
        "Share this article:",
        "Leave a Reply",
        "most popular",
    ]


def test_the_real_page_has_an_opening_four_sections_and_a_tag(real_page):
    proposal = propose(real_page)

    assert [section.title for section in proposal.sections] == [
        "",
        "What Tokayev said",
        "Oil versus coal",
        "Screen and illusion",
        "Political game according to the agreed scenario",
    ]
    assert [tag.name for tag in proposal.tags] == ["Bilateral cooperation"]
    (note,) = [note for note in proposal.notes if note.code == "empty_heading"]
    assert (note.lines, note.sure) == ((57,), False)


def test_the_real_page_has_six_quotes_with_their_speakers(real_page):
    proposal = propose(real_page)

    found = [(quote.line, quote.speaker, quote.attribution) for quote in quotes(proposal)]
    ministry = "ministry-of-industry-and-infrastructure-development"
    assert found == [
        (13, "kassym-jomart-tokayev", "said Tokaev"),
        (31, "vyacheslav-polovinko", "Polovinko says"),
        (37, "vyacheslav-polovinko", "Polovinko says"),
        (45, "vadim-karasev", "Karasev tells us"),
        (49, "vadim-karasev", "Karasev summed up"),
        (55, ministry, "the ministry said"),
    ]
    assert "“surrendering”" in quotes(proposal)[1].said
    assert "“serve forever and bow at the feet of Russia”" in quotes(proposal)[2].said
    assert [quote.said[0] + quote.said[-1] for quote in quotes(proposal)] == [
        "Ik",
        "As",
        "Tn",
        "Ta",
        "Ks",
        "Tn",
    ]


def test_the_real_page_introduces_its_people(real_page):
    people = {person.key: person for person in propose(real_page).people}

    assert [
        (person.name, person.role, person.organisation, person.kind) for person in people.values()
    ] == [
        ("Kassym-Jomart Tokayev", "President of Kazakhstan", "", "person"),
        (
            "Vyacheslav Polovinko",
            "Special Correspondent for Novaya Gazeta",
            "Novaya Gazeta",
            "person",
        ),
        ("Vadim Karasev", "political scientist", "", "person"),
        (
            "Ministry of Industry and Infrastructure Development",
            "",
            "Kazakhstan",
            "organisation",
        ),
    ]
    assert people["kassym-jomart-tokayev"].aliases == ("Tokayev", "Tokaev")
    assert people["vyacheslav-polovinko"].aliases == ("Polovinko", "the journalist")
    assert people["vadim-karasev"].aliases == ("Karasev", "the expert")


def test_what_is_uncertain_on_the_real_page_is_marked(real_page):
    guesses = {(note.code, note.lines) for note in propose(real_page).guesses}

    assert guesses == {
        ("speaker_guessed", (13,)),
        ("called", (27,)),
        ("joined_words", (27,)),
        ("called", (47,)),
        ("speaker_guessed", (55,)),
        ("empty_heading", (57,)),
    }


def test_the_real_page_keeps_its_captions_and_scare_quotes_in_place(real_page):
    proposal = propose(real_page)

    figures = [block for block in blocks(proposal) if isinstance(block, Figure)]
    assert [(figure.caption, figure.credit) for figure in figures] == [
        ("Vyacheslav Polovinko: “Tokayev’s statements are a screen.”", "RFE/RL"),
        (
            real_page.splitlines()[50].removesuffix(" Photo: Facebook"),
            "Facebook",
        ),
    ]
    prose = " ".join(block.text for block in blocks(proposal) if isinstance(block, Passage))
    for kept in (
        "“Kazakh front.”",
        "“unfriendly”",
        "“DPR”",
        "“save face.”",
        "“Nazarbayev’s elites”",
    ):
        assert kept in prose


def test_the_words_of_the_real_page_and_of_its_article_agree_in_order(real_page):
    proposal = propose(real_page)

    lines = real_page.splitlines()
    furniture = {piece.line for piece in proposal.left_out}
    story = "\n".join(line for at, line in enumerate(lines, start=1) if at not in furniture)
    assert words_of(proposal) == words(story)
    assert words_left_out(proposal) == words("Share this article: Leave a Reply most popular")


@pytest.mark.parametrize(
    ("quoted", "said", "attribution"),
    [
        ("Ida Holm said: “We wait.”", "We wait.", "Ida Holm said"),
        ("“We wait,” said Ida Holm, a skipper.", "We wait", "said Ida Holm, a skipper"),
        ("“We wait,” she said. “We do.”", "We wait. We do.", "she said"),
        ("“We wait,” she said, “and hope.”", "We wait, and hope.", "she said"),
        ('"We wait for "the boat" now," Holm said.', 'We wait for "the boat" now', "Holm said"),
        ("« On attend le bateau », a dit Ida Holm.", "On attend le bateau", "a dit Ida Holm"),
        ("„Wir warten auf das Boot“, sagte Holm.", "Wir warten auf das Boot", "sagte Holm"),
        ("«Мы ждём лодку», — сказала Ида Хольм.", "Мы ждём лодку", "сказала Ида Хольм"),
        ("“We wait for good.\n\n“We do,” said Holm.", "We wait for good.\n\nWe do", "said Holm"),
        ("“We wait for good.\n\nWe do,” said Holm.", "We wait for good.\n\nWe do", "said Holm"),
        ("“We wait.”\n— Ida Holm, skipper", "We wait.", "Ida Holm, skipper"),
        ("• “We wait” – Ida Holm", "We wait", "Ida Holm"),
        ("“She said “we wait” to us,” said Holm.", "She said “we wait” to us", "said Holm"),
        ("“She said “we wait to us,” said Holm.", "She said “we wait to us", "said Holm"),
        ("‘We wait, it’s fine,’ said Holm.", "We wait, it’s fine", "said Holm"),
    ],
)
def test_quotes_are_found_in_every_usual_order_and_with_every_usual_mark(quoted, said, attribution):
    proposal = propose(f"Head of the page\n\nIt rained all day.\n\n{quoted}\n\nIt rained on.")

    (quote,) = quotes(proposal)
    assert (quote.said, quote.attribution) == (said, attribution)


@pytest.mark.parametrize(
    "prose",
    [
        "They talked about the “Kazakh front.” It rained.",
        "“Kazakh front” is a phrase that the minister said often.",
        "– Where to? asked the ferryman.",
        "Now he needs to “save face.”",
        "The “DPR” and the “LPR” said nothing new.",
        "“Today” reports that it rained.",
        "“Open and never closed, said Holm.",
    ],
)
def test_words_in_quotation_marks_inside_a_sentence_stay_where_they_are(prose):
    proposal = propose(f"Head of the page\n\nIt rained all day.\n\n{prose}\n\nIt rained on.")

    assert quotes(proposal) == []
    assert prose in [block.text for block in blocks(proposal)]


def test_prose_around_a_quote_in_one_paragraph_stays_around_it():
    proposal = propose("Head\n\nIt rained.\n\nHe wept. “We must wait,” said Holm. Then he left.")

    assert [block.text for block in blocks(proposal)] == [
        "He wept.",
        "We must wait said Holm",
        "Then he left.",
    ]


def test_a_page_with_windows_line_ends_is_the_same_page():
    page = "Head\n\nIt rained.\n\nWhat came\n\n“We wait here,” said Holm.\n\nSource: Tide\n"

    assert propose(page.replace("\n", "\r\n")) == propose(page)


def test_right_to_left_text_survives():
    page = "כותרת ראשית\n\nירד גשם כל היום בעיר.\n\nمرحبا بالعالم.\n"

    proposal = propose(page)

    assert proposal.headline is not None
    assert proposal.headline.text == "כותרת ראשית"
    assert words_of(proposal) == words(page)


def test_a_headline_alone_is_a_page_that_lacks_the_rest():
    proposal = propose("The tide came over the wall\n")

    assert proposal.headline is not None
    assert proposal.sections == ()
    assert {"standfirst_missing", "photo_missing", "source_missing"} <= codes(proposal)


def test_a_page_of_nothing_proposes_nothing():
    proposal = propose(" \n\n")

    assert proposal.headline is None
    assert "headline_missing" in codes(proposal)


def test_a_page_without_headings_is_one_opening():
    proposal = propose("Head\n\nIt rained a lot.\n\nIt rained on and on.\n\nThe end came late.")

    assert [section.title for section in proposal.sections] == [""]
    assert proposal.standfirst is not None
    assert proposal.standfirst.reason is not None
    assert not proposal.standfirst.reason.sure


def test_byline_and_date_under_the_headline_are_neither_standfirst_nor_text():
    proposal = propose(
        "Head of the page\nBy Ida Holm and Otto Brandt\n3 May 2024, 10:30\n"
        "It rained all day in the harbour.\nThe wall broke at four.\nAnd that was all.\n"
    )

    assert [line.said_as("name") for line in proposal.byline] == ["Ida Holm Otto Brandt"]
    assert [type(piece) for piece in proposal.left_out] == [Furniture]
    assert proposal.standfirst is not None
    assert proposal.standfirst.text == "It rained all day in the harbour."


def test_short_lines_in_a_row_are_a_list_and_not_headings():
    proposal = propose(
        "Head\n\nIt rained.\n\nBread\nButter\nMilk\nWhat was left\n\nNothing at all."
    )

    assert proposal.tags == ()
    assert [section.title for section in proposal.sections] == ["", "What was left"]


def test_what_stands_behind_the_end_of_the_story_is_left_out():
    proposal = propose(
        "Head\n\nIt rained all day in the harbour, and nobody had been told about it.\n\n"
        "Source: The Tide\n\nMost popular\n\nAnother story\n\nA third story\n"
    )

    assert [piece.text for piece in proposal.left_out] == [
        "Most popular",
        "Another story",
        "A third story",
    ]
    assert proposal.tags == ()


def test_a_page_that_looks_like_code_is_kept_as_text():
    proposal = propose("Head\n\nIt rained.\n\n<script>alert(1)</script> & more rain to come.")

    (passage,) = blocks(proposal)
    assert passage.html == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more rain to come.</p>"


def test_a_whole_small_page_agrees_word_for_word():
    page = (
        "The tide came over the wall\n\nBy Ida Holm\n\nNobody had been told.\n\n"
        "The wall at dusk. (Photo: Otto Brandt)\n\nIt was four. “We ran,” said Eva Lind, cook.\n\n"
        "What the sea did\n\n“It took the boats,” Lind said. “It took the nets.” She wept.\n\n"
        "Tags: sea, wall\nSource: The Tide, https://tide.example/wall\n\nShare this article:\n"
    )

    proposal = propose(page)

    assert words_of(proposal) == words(page.replace("Share this article:", ""))
    assert Counter(words_left_out(proposal)) == Counter(words("Share this article:"))
    assert [quote.speaker for quote in quotes(proposal)] == ["eva-lind", "eva-lind"]

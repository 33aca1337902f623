import pytest

from articles.rules.page import Quote, propose


def quotes(text: str) -> list[Quote]:
    proposal = propose("Head of the page\n\nIt rained all day.\n\n" + text)
    return [
        block
        for section in proposal.sections
        for block in section.blocks
        if isinstance(block, Quote)
    ]


@pytest.mark.parametrize(
    ("text", "key", "code", "sure"),
    [
        ("“We wait here,” said Ida Holm.", "ida-holm", "named_after", True),
        ("Ida Holm said: “We wait here.”", "ida-holm", "named_before", True),
        ("Ida Holm left.\n\n“We wait,” Holm said.", "ida-holm", "named_after", True),
        ("Skipper Ida Holman left.\n\n“We wait,” Holmen said.", "ida-holman", "spelling", False),
        ("Skipper Ida Holm left.\n\n“We wait,” she said.", "ida-holm", "pronoun", False),
        ("Ida Holm, a skipper, left.\n\n“Wait,” the skipper said.", "ida-holm", "described", False),
        (
            "Economist Ida Holm left.\n\n“We wait,” the expert said.",
            "ida-holm",
            "described",
            False,
        ),
        (
            "The Ministry of Tides of Norway met.\n\n“We wait,” the ministry said.",
            "ministry-of-tides",
            "described",
            False,
        ),
        (
            "“We wait,” said a spokeswoman for the Ministry of Tides.",
            "ministry-of-tides",
            "spoken_for",
            False,
        ),
        ("“We wait here,” said Holm.", "holm", "one_name_only", False),
        ("“We wait here,” NATO said.", "nato", "one_name_only", False),
        ("The mayor, Tom Baker, left.\n\n“We wait,” Baker said.", "tom-baker", "named_after", True),
        ("Ida Holm, a skipper, put it so:\n\n“We wait.”", "ida-holm", "introduced", False),
        ("“We wait,” said Ida Holm.\n\n“We do.”", "ida-holm", "same_as_before", False),
        ("Asked about the boat, Ida Holm said: “We wait.”", "ida-holm", "named_before", True),
        ("His deputy, Ida Holm, was blunter: “We wait.”", "ida-holm", "named_before", True),
        ("“We wait,” harbour clerk Ida Holm said, adding more.", "ida-holm", "named_after", True),
        ("“We wait in the rain.”", "", "unknown", False),
        ("“We wait here,” the zebra said.", "", "unknown", False),
        ("“We wait here,” she said.", "", "unknown", False),
    ],
)
def test_each_speaker_is_found_and_it_is_told_how(text, key, code, sure):
    quote = quotes(text)[-1]

    assert (quote.speaker, quote.how_code, quote.speaker_sure) == (key, code, sure)
    assert quote.how


def test_of_two_people_with_one_surname_the_last_named_is_a_guess():
    found = quotes(
        "Mayor Ida Holm and baker Otto Holm came.\n\n“We wait,” said Holm.\n\n"
        "Ida Holm sat down.\n\n“We do,” Holm said."
    )

    assert [quote.speaker for quote in found] == ["otto-holm", "ida-holm"]
    assert {quote.how_code for quote in found} == {"same_surname"}
    assert not any(quote.speaker_sure for quote in found)


def test_the_last_ministry_named_is_meant():
    found = quotes(
        "The Ministry of Tides met the Ministry of Bread.\n\n“We wait,” the ministry said.\n\n"
        "The Ministry of Tides left.\n\n“We do,” said the ministry."
    )

    assert [quote.speaker for quote in found] == ["ministry-of-bread", "ministry-of-tides"]

import pytest

from articles.rules.page.attributions import attribution_after, attribution_before, signature


@pytest.mark.parametrize(
    ("behind", "words", "subject"),
    [
        ("– said Holm.", "said Holm", "Holm"),
        ("Holm says. Then she left.", "Holm says", "Holm"),
        (" Holm summed up.", "Holm summed up", "Holm"),
        ("– Holm tells us.", "Holm tells us", "Holm"),
        ("the ministry said.", "the ministry said", "the ministry"),
        (
            " said Dr. Ida Holm, head of the union. More.",
            "said Dr. Ida Holm, head of the union",
            "Dr. Ida Holm, head of the union",
        ),
        (" according to the mayor.", "according to the mayor", "the mayor."),
        (" — Ida Holm, skipper", "Ida Holm, skipper", "Ida Holm, skipper"),
        (" she said. “More.”", "she said", "she"),
        (", sagte Ida Holm.", "sagte Ida Holm", "Ida Holm"),
        (", so Holm.", "so Holm", "Holm"),
        (", — сказал Иван Ли.", "сказал Иван Ли", "Иван Ли"),
        (" the United States said.", "the United States said", "the United States"),
    ],
)
def test_words_behind_a_quotation_say_who_spoke(behind, words, subject):
    found = attribution_after(behind, 0)

    assert found is not None
    assert (found.words, found.subject) == (words, subject)


@pytest.mark.parametrize(
    "behind",
    [
        " is a phrase that the minister said often.",
        " and “second” were said.",
        " A large republic challenges its neighbour.",
        "",
        ".",
        " says that nothing is new.",
    ],
)
def test_other_words_behind_a_quotation_say_nothing_about_a_speaker(behind):
    assert attribution_after(behind, 0) is None


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("Ida Holm said: ", "Ida Holm said"),
        ("It rained. The mayor told us, ", "The mayor told us"),
        ("Ida Holm, skipper of the Tern: ", "Ida Holm, skipper of the Tern"),
        ("Holm said ", "Holm said"),
    ],
)
def test_words_before_a_quotation_say_who_spoke(before, words):
    found = attribution_before(before)

    assert found is not None
    assert found.words == words


@pytest.mark.parametrize("before", ["They talked about the ", "Two words matter: ", "It rained. "])
def test_other_words_before_a_quotation_do_not(before):
    assert attribution_before(before) is None


def test_a_line_of_its_own_signs_a_quote():
    assert signature("— Ida Holm, skipper") == "Ida Holm, skipper"
    assert signature("– Where to? asked the ferryman.") is None

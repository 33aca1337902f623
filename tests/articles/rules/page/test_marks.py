import pytest

from articles.rules.page.marks import closing, last_closing, openings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Plain” he said", "Plain"),
        ("“He “gave up” the town”Holm says", "He “gave up” the town"),
        ('"He "gave up" the town"Holm says', 'He "gave up" the town'),
        ('"It is "over," he said" she said', 'It is "over," he said'),
        ("„Wir «kommen» bald“ sagt er", "Wir «kommen» bald"),
        ("„Jesteśmy gotowi” mówi", "Jesteśmy gotowi"),
        ("« Nous « venons » demain » dit-il", " Nous « venons » demain "),
        ("»Wir kommen« sagt er", "Wir kommen"),
        ("”Vi kommer” sade hon", "Vi kommer"),
        ("‘We’re ready, it’s fine,’ she said", "We’re ready, it’s fine,"),
        ("「はい」と", "はい"),
    ],
)
def test_a_quotation_closes_at_its_own_mark(text, said):
    assert text[1 : closing(text, 0)] == said


def test_a_quotation_that_never_closes_has_no_end():
    assert closing("“open “and” open", 0) is None
    assert last_closing("“open “and” open", 0) == 10


def test_an_apostrophe_or_inch_opens_nothing():
    assert list(openings("the skipper’s 5\" pipe isn't", 0)) == []

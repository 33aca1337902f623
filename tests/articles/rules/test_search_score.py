"""The newsroom expects that a story about the words stands above one that mentions them."""

import pytest

from articles.rules.search_query import sought
from articles.rules.search_score import scored, telling
from articles.rules.search_slip import beginning_of
from cms.kernel.times import moment

NOW = moment("2026-11-22T09:00:00Z", None)
DAY = 86_400_000
AT = int(NOW.timestamp() * 1000)
TOLD = telling(
    ["dockers", "strike", "again"],
    ["rosa", "lind", "port"],
    ["crane", "strike", "dawn"],
    ["silence"] * 3 + ["money", "port", "port", "port"],
)


def score(words, days=0.0, told=TOLD, **how):
    [terms] = sought(words, **how).in_languages(["xx"])
    number = beginning_of(NOW) - (int(days * DAY) << 20)
    [hit] = scored([(number, 7, "lxx c1", told)], {"lxx": terms.wanted}, AT)
    assert (hit.number, hit.edition_id, hit.filed) == (number, 7, "lxx c1")
    return hit.score


@pytest.mark.parametrize(
    ("words", "weight"),
    [
        ("strike", 1.0),
        ("lind", 0.7),
        ("crane", 0.5),
        ("silence", 0.4),
        ("money", 0.2),
        ("port", 0.7),
        ("strike money", 0.6),
        ('"dockers strike"', 1.0),
        ('"strike dockers"', 0.7),
        ('"lind money"', 0.14),
    ],
)
def test_a_word_weighs_what_its_best_place_weighs(words, weight):
    assert score(words) == pytest.approx(weight)


def test_a_beginning_weighs_like_the_word():
    assert score("stri", typing=True) == 1.0
    assert score("cran", typing=True) == 0.5


@pytest.mark.parametrize(
    ("days", "left"), [(0, 1), (-3, 1), (30, 0.75), (60, 0.625), (36_500, 0.5)]
)
def test_age_takes_half_of_a_score_at_the_most(days, left):
    assert score("strike", min(days, 20_000)) == pytest.approx(left)


def test_an_old_headline_stands_above_a_new_mention():
    assert score("strike", 3_000) > score("money", 0)

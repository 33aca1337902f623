"""Frontend developers expect that docs/search.md tells the truth."""

import json
import re
from pathlib import Path

import pytest

from articles.api.public.search_params import PARAMS
from articles.queries.search import MOST, MOST_HEADLINES
from articles.rules.search_query import MOST_WORDS, SHORTEST_BEGINNING
from articles.rules.search_score import ASIDE, ELSEWHERE, NAMED, OFTEN
from articles.rules.search_terms import ALGORITHMS

DOC = (Path(__file__).parents[4] / "docs" / "search.md").read_text()


@pytest.mark.django_db
def test_the_example_is_an_answer(clock, api, strike_story):
    path, told = re.search(r"`GET (/\S+)`\n```json\n(.*?)```", DOC, re.DOTALL).groups()

    assert api.get(path).json() == json.loads(told)


def test_every_parameter_is_told():
    assert {name for name in PARAMS if f"`{name}`" not in DOC} == set()


def test_numbers_are_those_of_the_code():
    for said in (
        f"newest {MOST}", f"another {MOST_HEADLINES}", f"{MOST_WORDS} words",
        f"{SHORTEST_BEGINNING} letters", f"| {NAMED} |", f"| {ASIDE} |", f"| {OFTEN} |",
        f"| {ELSEWHERE} |",
    ):  # fmt: skip
        assert said in DOC, said
    languages = re.search(r"Stemmed: (.*?)\.", DOC, re.DOTALL)[1]
    assert set(re.findall(r"`(\w+)`", languages)) == set(ALGORITHMS)

"""How is what was found told? The newsroom expects that ..."""

import re
from pathlib import Path

from django.utils.translation import override

from articles import rules
from articles.importers.page_words import SENTENCES, sentence_of
from articles.rules.page import Told

RULES = Path(rules.__file__).parent / "page"


def test_every_finding_of_the_rules_has_a_sentence():
    told = {
        code
        for file in RULES.glob("*.py")
        for code in re.findall(r'Told\(\s*f?"([a-z_{}]+)"', file.read_text())
    }

    assert {"heading", "pronoun", "named_{where}"} <= told
    for code in told:
        assert {code.format(where=where) for where in ("before", "after")} <= set(SENTENCES)


def test_a_sentence_is_filled_with_its_facts():
    told = Told("spelling", {"words": "Tokaev", "name": "Kassym Tokayev"})

    with override("en"):
        assert sentence_of(told) == (
            "'Tokaev' taken to be Kassym Tokayev (spelling differs by one letter)"
        )

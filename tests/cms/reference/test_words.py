"""What the reference page says around a story: the newsroom expects that ..."""

import re
from pathlib import Path

import pytest

from cms.reference.page import MODULES, policy
from cms.reference.words import SAYS, direction, spoken

SCRIPTS = Path("cms/static/cms/story")


@pytest.mark.parametrize(
    ("language", "speaks", "way"),
    [("es", "es", "ltr"), ("es-MX", "es", "ltr"), ("ar", "en", "rtl"), ("zh-Hans", "en", "ltr")],
)
def test_it_speaks_the_language_of_the_story_if_it_can(language, speaks, way):
    assert spoken(language) == speaks
    assert direction(language) == way


def test_every_sentence_that_a_script_says_is_there():
    said, named = set(), set()
    for file in SCRIPTS.rglob("*.js"):
        text = file.read_text()
        said |= set(re.findall(r'(?:says|around)\("(\w+)"', text))
        named |= set(re.findall(r'"(\w+)"', text))

    assert said <= set(SAYS)
    assert set(SAYS) <= named, "nobody says these: " + str(set(SAYS) - named)


def test_every_script_of_the_page_is_listed():
    scripts = {str(file.relative_to(SCRIPTS).with_suffix("")) for file in SCRIPTS.rglob("*.js")}

    assert scripts == set(MODULES)


def test_only_a_preview_may_stand_in_a_frame():
    assert "frame-ancestors 'self'" in policy(framed=True)
    assert "frame-ancestors 'none'" in policy(framed=False)

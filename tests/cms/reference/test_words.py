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
    used = set()
    for file in SCRIPTS.glob("*.js"):
        text = file.read_text()
        used |= set(re.findall(r'says\("(\w+)"', text)) | set(re.findall(r'around\("(\w+)"', text))

    assert used <= set(SAYS)
    assert set(SAYS) - used <= {"email", "copy", "native", "print", "related", "popular"}, (
        "nobody says these: " + str(set(SAYS) - used)
    )


def test_every_script_of_the_page_is_listed():
    assert {file.stem for file in SCRIPTS.glob("*.js")} == set(MODULES)


def test_only_a_preview_may_stand_in_a_frame():
    assert "frame-ancestors 'self'" in policy(framed=True)
    assert "frame-ancestors 'none'" in policy(framed=False)

"""The newsroom expects that its interface speaks every language that it offers."""

import re

import pytest
from django.conf import settings

from tests.messages import LOCALE, catalogue, compiled, found, languages, missing

SOURCE = "en"


def test_every_language_that_is_offered_has_a_catalogue():
    offered = {code for code, _name in settings.LANGUAGES} - {SOURCE}

    assert set(languages()) == offered


@pytest.mark.parametrize("language", languages())
def test_no_text_is_left_in_english(language):
    assert missing(language) == []


@pytest.mark.parametrize("language", languages())
def test_the_server_reads_what_the_translators_wrote(language):
    made = LOCALE / language / "LC_MESSAGES" / "django.mo"

    assert made.read_bytes() == compiled(language), "run: make messages"


@pytest.mark.parametrize("language", languages())
def test_a_translation_holds_the_same_facts_as_the_text(language):
    wrong = [
        (message.id, said)
        for message in catalogue(language)
        for text, said in zip(_texts(message.id), _texts(message.string), strict=True)
        if message.id and _facts(said) != _facts(text)
    ]

    assert wrong == []


def _texts(said):
    return [said] if isinstance(said, str) else list(said)


def _facts(text):
    return sorted(set(re.findall(r"%\(\w+\)[sd]|\{\w*\}|--[a-z-]+", text)))


def test_texts_are_found_in_code_and_in_templates():
    ids = {message.id for message in found()}

    assert {"Publish now", "Draft. Readers cannot see it."} <= ids
    assert any(isinstance(message, tuple) for message in ids)

"""The newsroom expects that its interface speaks every language that it offers."""

import pytest
from django.conf import settings

from tests.messages import LOCALE, compiled, found, languages

SOURCE = "en"


def test_every_language_that_is_offered_has_a_catalogue():
    offered = {code for code, _name in settings.LANGUAGES} - {SOURCE}

    assert set(languages()) == offered


@pytest.mark.parametrize("language", languages())
def test_the_server_reads_what_the_translators_wrote(language):
    made = LOCALE / language / "LC_MESSAGES" / "django.mo"

    assert made.read_bytes() == compiled(language), "run: make messages"


def test_texts_are_found_in_code_and_in_templates():
    ids = {message.id for message in found()}

    assert {"Publish now", "Draft. Readers cannot see it."} <= ids
    assert any(isinstance(message, tuple) for message in ids)

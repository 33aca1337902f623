"""The newsroom expects to be told of a headline that readers would take for another."""

import pytest

from articles.rules.lookalike import likeness


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Dockers strike for a third day", "DOCKERS STRIKE, for a third day!", "same"),
        ("La última grúa diésel", "la ultima grua diesel", "same"),
        ("Dockers strike for a third day", "Dockers strike for a third day again", "nearly"),
        ("Dockers strike for a third day", "Dockers strike for a fourth day", ""),
        ("The harbour closes at night", "At night the harbour closes", "nearly"),
        ("Dockers strike for a third day", "The dockers go back to work", ""),
        ("Strike", "Strikes", ""),
        ("", "", ""),
        ("…", "!", ""),
    ],
)
def test_headlines_are_compared_as_readers_would(one, other, alike):
    assert likeness(one, other) == alike
    assert likeness(other, one) == alike

"""The newsroom expects that publishing names everything that readers would miss."""

import pytest

from articles.rules.copy import ArticleCopy, Figure, Passage, Section
from articles.rules.lacks import blank, lacks


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\u200b", "\u202e", "\u00a0\ufeff\u2060"])
def test_what_nobody_can_see_is_no_text(text):
    copy = ArticleCopy(
        headline=text,
        standfirst=text,
        lead=Figure("", 1, text, text, text),
        sections=(Section("", blocks=(Passage("", f"<p>{text}</p>"),)),),
    )

    codes = {lack.code for lack in lacks(copy)}

    assert {
        "headline_missing", "standfirst_missing", "caption_missing", "credit_missing",
        "alt_missing", "passage_empty",
    } <= codes  # fmt: skip


@pytest.mark.parametrize("text", ["A", "🌊", "می‌شود", "क्‍ष", "—"])
def test_signs_of_every_script_are_text(text):
    assert not blank(text)

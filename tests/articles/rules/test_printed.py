"""Is this document what was printed: the newsroom expects that ..."""

import json
from dataclasses import replace

from articles.rules.copy import ArticleCopy, Passage, Quote, Section
from articles.rules.document import written
from articles.rules.freeze import freeze
from articles.rules.printed import printed_as

COPY = ArticleCopy(
    headline="Strike",
    sections=(
        Section("s", "What it costs", blocks=(Passage("a", "<p>a</p>"), Quote("q", "Hm.", 7))),
    ),
)


def printed(copy):
    return json.loads(freeze(copy, {7: "Rosa Lind"}))


def test_a_copy_is_what_was_frozen_of_it():
    assert printed_as(written(COPY), printed(COPY))


def test_a_copy_that_changed_is_not():
    changed = replace(COPY.sections[0], blocks=(Passage("a", "<p>b</p>"), Quote("q", "Hm.", 7)))

    assert not printed_as(written(COPY.with_sections((changed,))), printed(COPY))
    assert not printed_as(written(replace(COPY, headline="")), printed(COPY))
    assert not printed_as(written(COPY.with_sections(())), printed(COPY))

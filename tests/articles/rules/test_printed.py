"""Is this document what was printed: the newsroom expects that ..."""

import json
from dataclasses import replace

from articles.rules.copy import ArticleCopy, Passage, Quote, Section
from articles.rules.document import read, written
from articles.rules.freeze import freeze
from articles.rules.printed import printed_as, thawed

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


def test_what_freezing_filled_in_is_taken_out_where_the_other_state_has_nothing():
    frozen = read(printed(COPY))

    assert thawed(frozen, COPY) == COPY
    assert thawed(frozen, frozen) == frozen


def test_what_stands_in_print_only_keeps_its_name():
    frozen = read(printed(COPY))

    back = thawed(frozen, COPY.with_sections(()))

    assert back == frozen

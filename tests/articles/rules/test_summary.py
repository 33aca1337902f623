"""What a save did, in a few numbers: the newsroom expects that ..."""

from dataclasses import replace

from articles.rules.copy import ArticleCopy, Figure, Passage, Quote, Section
from articles.rules.document import written
from articles.rules.summary import EMPTY, summary

BEFORE = ArticleCopy(
    headline="Old",
    sections=(Section("s", blocks=(Passage("a", "<p>a</p>"), Passage("b", "<p>b</p>"))),),
)


def test_facts_are_named_and_parts_are_counted_by_their_type():
    blocks = (Passage("a", "<p>x</p>"), Passage("b", "<p>y</p>"), Quote("q", "Hm."), Figure("f"))
    after = replace(BEFORE, headline="New", sections=(Section("s", "Heading", blocks=blocks),))

    found = summary(written(BEFORE), written(after))

    assert found.facts == ("headline",)
    assert set(found.parts) == {
        ("section", "changed", 1), ("text", "changed", 2), ("quote", "added", 1),
        ("photo", "added", 1),
    }  # fmt: skip


def test_the_first_save_is_compared_with_nothing():
    found = summary(EMPTY, written(BEFORE))

    assert ("text", "added", 2) in found.parts


def test_a_document_of_an_older_shape_is_read_all_the_same():
    old = written(BEFORE)
    del old["seo"]

    assert summary(old, written(BEFORE)).facts == ("seo",)

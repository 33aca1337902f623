"""How one part becomes again what it was: the newsroom expects that ..."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rules.copy import ArticleCopy, Passage, Section
from articles.rules.put_back import NoSuchPart, put_back
from tests.articles.rules.test_reading_order import laid, layouts, story


def laid_out(copy: ArticleCopy) -> list[str]:
    return [
        f"{section.heading}:{' '.join(block.html for block in section.blocks)}"
        for section in copy.sections
    ]


def test_a_changed_block_is_as_it_was_and_all_else_stays():
    then, now = story("X: a b"), story("X: a b c", a="new", b="other")

    assert laid_out(put_back(now, then, "a")) == ["X:a other c"]


def test_a_block_that_was_taken_away_returns_after_its_nearest_neighbour():
    then = story("X: a b c d")

    assert laid_out(put_back(story("X: a d"), then, "c")) == ["X:a c d"]
    assert laid_out(put_back(story("X: d"), then, "c")) == ["X:c d"]
    assert laid_out(put_back(story("X:"), then, "c")) == ["X:c"]
    assert laid_out(put_back(story("X: n a n2"), then, "b")) == ["X:n a b n2"]


def test_a_block_of_a_section_that_is_gone_returns_beside_its_neighbour():
    then, now = story(": o", "X: a b"), story(": o a")

    assert laid_out(put_back(now, then, "b")) == [":o a b"]


def test_a_block_returns_with_its_section_when_nothing_of_it_stands():
    then, now = story(": o", "X: a b", "Y: c"), story(": o", "Y: c")

    assert laid_out(put_back(now, then, "b")) == [":o", "X:b", "Y:c"]


def test_a_block_that_moved_goes_back_to_its_place():
    then, now = story("X: a b c", "Y: d"), story("X: a c", "Y: d b")

    assert laid_out(put_back(now, then, "b")) == ["X:a b c", "Y:d"]


def test_a_heading_is_as_it_was_and_its_blocks_stay():
    then, now = story("X: a"), story("X: a n", a="new")
    now = now.with_sections((replace(now.sections[0], heading="Z", anchor="z"),))

    assert laid_out(put_back(now, then, "sx")) == ["X:new n"]


def test_a_section_that_was_moved_goes_back_with_the_blocks_it_has_by_now():
    then, now = story(": o", "X: a", "Y: b", "Z: c"), story(": o", "Y: b", "Z: c", "X: a n")

    assert laid_out(put_back(now, then, "sx")) == [":o", "X:a n", "Y:b", "Z:c"]


def test_a_heading_that_was_taken_away_parts_the_text_where_it_stood():
    then, now = story(": o", "X: a b", "Y: c"), story(": o n a b", "Y: c")

    assert laid_out(put_back(now, then, "sx")) == [":o n", "X:a b", "Y:c"]
    assert laid_out(put_back(story(": o", "Y: c"), then, "sx")) == [":o", "X:", "Y:c"]
    assert laid_out(put_back(story("Y: c"), then, "sx")) == ["X:", "Y:c"]


def test_an_anchor_that_another_section_has_by_now_is_not_taken_from_it():
    then = ArticleCopy(sections=(Section("sx", "X", "costs"),))
    now = ArticleCopy(sections=(Section("sy", "Y", "costs"),))

    assert [s.anchor for s in put_back(now, then, "sx").sections] == ["", "costs"]


def test_one_fact_is_as_it_was_and_all_else_stays():
    then = replace(story("X: a"), headline="Old", tags=(1, 2))
    now = replace(story("X: b"), headline="New", tags=(3,))

    back = put_back(now, then, "/headline")

    assert back == replace(now, headline="Old")
    assert put_back(now, then, "/tags").tags == (1, 2)


@pytest.mark.parametrize("part", ["", "z", "/", "/sections", "/corrections", "/x", "n"])
def test_what_did_not_stand_there_is_refused(part):
    with pytest.raises(NoSuchPart):
        put_back(story("X: a n"), story("X: a"), part)


@given(then=layouts, now=layouts, data=st.data())
def test_a_block_put_back_is_what_it_was_and_no_other_changes(then, now, data):
    old, new = laid(then), laid(now)
    changed = new.with_sections(
        tuple(
            replace(s, blocks=tuple(Passage(b.id, f"{b.html} new") for b in s.blocks))
            for s in new.sections
        )
    )
    keys = [block.id for block in old.blocks()]
    if not keys:
        return
    key = data.draw(st.sampled_from(keys))

    back = put_back(changed, old, key)

    others = [block for block in back.blocks() if block.id != key]
    assert others == [block for block in changed.blocks() if block.id != key]
    blocks = {block.id: block for block in back.blocks()}
    assert blocks[key] == Passage(key, key)
    assert len(blocks) == len(back.blocks())
    assert put_back(back, old, key) == back


def test_a_section_keeps_its_id():
    then, now = story(": o", "X: a"), story(": o")

    back = put_back(now, then, "a")

    assert back.sections[1] == Section("sx", "X", blocks=(Passage("a", "a"),))
